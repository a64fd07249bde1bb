"""The queue and who works at it, on a real PostgreSQL: nothing is lost, whoever is killed and whatever restarts."""

import os
import secrets
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy import text

from reader.errors import LibraryError
from reader.library.server.address import ServerAddress
from reader.library.server.common import Common
from reader.narration.queue.line import Line
from reader.narration.queue.tables import require_tables, upgrade_common
from reader.narration.queue.worker import MOST_KILLS, Passage, StoppedError, Worker
from tests.commands import READY
from tests.waiting import until

pytestmark = pytest.mark.server

_LOSES_THREE = (
    "CREATE SEQUENCE lost",
    "CREATE FUNCTION loses() RETURNS trigger LANGUAGE plpgsql AS"
    " $$BEGIN IF nextval('lost') <= 3 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN OLD; END$$",
    "CREATE TRIGGER loses BEFORE DELETE ON procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION loses()",
)
"""The server ends the connection by which it is told that a passage is made, three times (a sequence remembers that)."""

PASSAGES = tuple(f"t{number}" for number in range(40))


def quick(
    common: Common, makes: Callable[[Passage, threading.Event], None], at_once: int = 1, *queues: str
) -> Worker:
    """One that gives signs of life often, and takes others for dead soon."""
    return Worker(common, makes, at_once, queues or None, sign_every=0.2, silent=3.0)


@contextmanager
def working(
    common: Common, makes: Callable[[Passage, threading.Event], None], at_once: int = 1
) -> Iterator[None]:
    """Inside, somebody works in this process."""
    stop = threading.Event()
    worker = quick(common, makes, at_once)
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_what_somebody_is_about_to_hear_goes_first_and_is_asked_for_once(common: Common) -> None:
    line, made = Line(common), list[str]()
    line.order_session("", "s", "1", PASSAGES)
    for _ in range(100):
        line.order_soon("", "s", "1", "t39")
    assert line.waiting().waiting == len(PASSAGES) + 1
    assert not line.is_worked_at()
    quick(common, lambda what, _stop: made.append(what.passage)).run(threading.Event(), until_empty=True)
    assert made[0] == "t39"
    assert made[1:] == [*PASSAGES]
    left = line.waiting()
    assert (left.waiting, left.doing, left.failed, left.workers) == (0, 0, 0, 0)


def test_a_worker_makes_only_what_its_queues_hold(common: Common) -> None:
    line, made = Line(common), list[str]()
    line.order_session("a", "s", "1", ["t1"])
    line.order_session("b", "s", "1", ["t1"])
    worker = quick(common, lambda what, _stop: made.append(what.town), 1, "reader_b")
    worker.run(threading.Event(), until_empty=True)
    assert made == ["b"]
    assert line.waiting().waiting == 1


def test_what_fails_is_tried_again_and_what_is_stopped_is_put_back(common: Common) -> None:
    line, tried = Line(common), Counter[str]()
    began, done = threading.Event(), threading.Event()

    def fails_once(what: Passage, stop: threading.Event) -> None:
        tried[what.passage] += 1
        if what.passage == "t0" and tried["t0"] == 1:
            raise LibraryError("fails")
        if what.passage == "t1" and tried["t1"] == 1:
            began.set()
            stop.wait()
            raise StoppedError
        if tried.total() == 4:
            done.set()

    line.order_session("", "s", "1", ["t0", "t1"])
    with working(common, fails_once):
        began.wait()
    left = line.waiting()
    assert (left.waiting, left.doing, left.failed) == (2, 0, 0)
    with working(common, fails_once):
        done.wait()
        until(lambda: line.waiting().doing == 0)
    assert tried == {"t0": 2, "t1": 2}
    assert line.waiting().waiting == 0


def _work(url: str, notes: str) -> None:
    """A process that works until it is killed, and notes what it begins and ends."""
    notebook = os.open(notes, os.O_WRONLY | os.O_APPEND)

    def make(what: Passage, _stop: threading.Event) -> None:
        os.write(notebook, f"begun {what.passage}\n".encode())
        time.sleep(0.03)
        os.write(notebook, f"ended {what.passage}\n".encode())
        if what.session == "kills":
            os.kill(os.getpid(), signal.SIGKILL)

    with closing(Common(ServerAddress(url))) as common:
        quick(common, make, 2).run(threading.Event())


@pytest.mark.slow
def test_who_is_killed_loses_nothing(address: ServerAddress, common: Common, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.touch()
    line = Line(common)
    line.order_session("", "s", "1", (f"t{number}" for number in range(200)))

    def noted() -> list[str]:
        return notes.read_text().splitlines()

    def started() -> BaseProcess:
        process = READY.Process(target=_work, args=(address.url, str(notes)))
        process.start()
        return process

    steady = started()
    kills = 0
    while len(noted()) < 300:
        victim, before = started(), len(noted())
        until(lambda seen=before: len(noted()) > seen + 8)  # type: ignore[misc]
        victim.kill()
        victim.join()
        kills += 1
    until(lambda: not any((left := line.waiting()).waiting + left.doing for _ in "1"))
    steady.kill()
    steady.join()
    said = Counter(noted())
    assert kills >= 3
    assert {f"ended t{number}" for number in range(200)} <= said.keys()
    twice = sum(said[f"begun t{number}"] - 1 for number in range(200))
    assert twice <= 2 * kills, "only what the killed had in hand is begun again"


@pytest.mark.slow
def test_a_passage_that_takes_every_worker_with_it_is_given_up(
    address: ServerAddress, common: Common, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    notes.touch()
    line = Line(common)
    line.order_session("", "kills", "1", ["t0"])
    with common.connected() as connection:
        tries = {"tries": MOST_KILLS}
        connection.execute(text("UPDATE procrastinate_jobs SET attempts = :tries"), tries)
    process = READY.Process(target=_work, args=(address.url, str(notes)))
    process.start()
    process.join()
    with working(common, lambda _what, _stop: None):
        until(lambda: line.waiting().failed == 1)
    assert notes.read_text().count("begun") == 1


@pytest.mark.slow
def test_what_is_made_and_cannot_be_told_is_done_all_the_same(common: Common) -> None:
    line, made = Line(common), Counter[str]()
    line.order_session("", "s", "1", PASSAGES[:6])
    with common.connected() as connection:
        for statement in _LOSES_THREE:
            connection.exec_driver_sql(statement)
    with working(common, lambda what, _stop: made.update([what.passage])):
        until(lambda: line.waiting().waiting + line.waiting().doing == 0)
    assert made.keys() == {*PASSAGES[:6]}
    assert made.total() >= 6 + 3


def test_tables_of_another_release_are_refused(common: Common) -> None:
    require_tables(common)
    upgrade_common(common, "", "openjtalk 1")
    with common.connected() as connection:
        connection.execute(text("INSERT INTO applied VALUES ('99.00.00_01_later.sql')"))
    with pytest.raises(LibraryError, match="新しい"):
        require_tables(common)
    with common.connected() as connection:
        connection.execute(
            text(
                "DELETE FROM applied WHERE name IN ('99.00.00_01_later.sql', '03.04.00_50_post_add_retry_failed_job_procedure.sql')"
            )
        )
    with pytest.raises(LibraryError, match="reader upgrade"):
        require_tables(common)


def test_nobody_made_the_common_tables(server_url: str) -> None:
    with closing(Common(ServerAddress(server_url, secrets.token_hex(4)))) as common:
        try:
            towns = common.towns()
        except LibraryError as error:
            assert "reader upgrade" in str(error)
        else:
            assert all(town.code != common.address.town for town in towns)
