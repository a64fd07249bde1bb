"""Jobs: killed and taken up again, ended, done again without another upload; one broken file is one line."""

import os
import signal
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from reader.desk.jobs import beat as beat_module
from reader.desk.jobs import worker as jobs_module
from reader.desk.jobs.worker import DEAD, Worker
from reader.desk.likeness import asked_of
from reader.desk.staff.people import now
from reader.errors import SourceError
from reader.importing import office, parsing
from reader.library.desk.jobs import JobState, claim
from reader.library.desk.people import Account
from reader.library.schema.edition_tables import job as job_table
from tests.desk.desks import Desk, page
from tests.desk.test_editions import WORDS
from tests.speech.sounds import wait_until

PAGE = page("鵺の会", 1, *WORDS)


def test_three_files_of_which_one_is_broken_are_two_drafts_and_one_reason(desk: Desk, clerk: Account) -> None:
    files = {"a.txt": PAGE, "broken.pdf": b"%PDF-1.7 cut off", "b.txt": page("麒麟の会", 2, "麒麟の話です。")}
    ids = [desk.jobs.hand_in(clerk, data, name) for name, data in files.items()]
    while desk.worker.one():
        pass
    states = [desk.jobs.of(job).state for job in ids]
    assert states == [JobState.DONE, JobState.FAILED, JobState.DONE]
    said = desk.jobs.of(ids[1]).said
    assert said
    assert "\n" not in said
    assert len(desk.editions.all()) == 2


def test_a_job_whose_process_died_is_taken_up_and_leaves_one_draft(
    desk: Desk, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = desk.jobs.hand_in(clerk, PAGE, "a.txt")
    with desk.library.writing() as connection:
        assert claim(connection, "died", now(), now() - DEAD)
    assert not desk.worker.one(), "another's job is left alone while it is alive"
    later = now() + DEAD + timedelta(seconds=1)
    monkeypatch.setattr(jobs_module, "now", lambda: later)
    assert desk.worker.one()
    assert desk.jobs.of(job).state is JobState.DONE
    assert desk.jobs.of(job).tries == 2
    assert len(desk.editions.all()) == 1


def test_a_worker_that_was_taken_for_dead_writes_nothing(
    desk: Desk, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = desk.jobs.hand_in(clerk, PAGE, "a.txt")
    understood = type(desk.drafting).understood

    def slowly(*arguments: object) -> object:
        at = now() + DEAD + timedelta(seconds=1)
        with desk.library.writing() as connection:
            assert claim(connection, "another", at, at - DEAD)
        return understood(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(type(desk.drafting), "understood", slowly)
    desk.worker.one()
    assert desk.jobs.of(job).state is JobState.RUNNING
    assert desk.editions.all() == ()


def test_what_is_ended_leaves_everything_as_it_was_and_can_be_done_again(
    desk: Desk, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = desk.jobs.hand_in(clerk, PAGE, "a.txt")
    desk.jobs.end(clerk, waiting)
    assert desk.jobs.of(waiting).state is JobState.CANCELLED
    job = desk.jobs.hand_in(clerk, page("麒麟の会", 2, "麒麟の話です。"), "b.txt")
    asked = asked_of

    def ended_meanwhile(*arguments: object) -> object:
        desk.jobs.end(clerk, job)
        return asked(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(jobs_module, "asked_of", ended_meanwhile)
        desk.worker.one()
    assert desk.jobs.of(job).state is JobState.CANCELLED
    assert desk.editions.all() == ()
    for one in (waiting, job):
        desk.jobs.again(clerk, one)
    while desk.worker.one():
        pass
    assert len(desk.editions.all()) == 2


@pytest.mark.slow
def test_a_job_is_ended_while_its_file_is_being_read_and_no_other_with_it(
    desk: Desk, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = parsing.Parser()
    monkeypatch.setattr(parsing, "_parser", parser)
    parser.parse(PAGE, "a.txt")
    assert parser.process_id
    os.kill(parser.process_id, signal.SIGSTOP)  # it will never answer
    job, other = (desk.jobs.hand_in(clerk, PAGE, name) for name in ("a.txt", "b.txt"))
    with desk.worker.at_work():
        wait_until(lambda: desk.jobs.of(job).stage == "parsing")
        desk.jobs.end(clerk, job)
        wait_until(lambda: desk.jobs.of(other).is_over)
    parser.close()
    assert [desk.jobs.of(one).state for one in (job, other)] == [JobState.CANCELLED, JobState.DONE]
    assert beat_module.LOOK_SECONDS + office.LOOK_SECONDS < 2
    assert len(desk.editions.all()) == 1


def test_a_job_that_kills_its_process_every_time_is_given_up(
    desk: Desk, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = desk.jobs.hand_in(clerk, PAGE, "a.txt")
    at = now()
    for _ in range(3):
        at += DEAD + timedelta(seconds=1)
        with desk.library.writing() as connection:
            assert claim(connection, "dies", at, at - DEAD)
    monkeypatch.setattr(jobs_module, "now", lambda: at + DEAD + timedelta(seconds=1))
    assert Worker(desk.drafting).one()
    assert desk.jobs.of(job).state is JobState.FAILED


def test_what_is_too_large_is_refused_before_it_is_kept(desk: Desk, clerk: Account) -> None:
    with pytest.raises(SourceError, match="MB"):
        desk.jobs.hand_in(clerk, b"x" * (64 * 1024 * 1024 + 1), "large.txt")
    assert not desk.drafting.files.folder.exists()


@pytest.mark.slow
def test_a_job_whose_process_died_is_taken_up_though_nothing_else_happens(
    desk: Desk, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = desk.jobs.hand_in(clerk, PAGE, "a.txt")
    with desk.library.writing() as connection:
        assert claim(connection, "died", now(), now() - DEAD)
    monkeypatch.setattr(jobs_module, "DEAD", timedelta(seconds=3))
    monkeypatch.setattr(jobs_module, "_IDLE_SECONDS", 0.2)
    with desk.worker.at_work():
        wait_until(lambda: desk.jobs.of(job).is_over)
    assert desk.jobs.of(job).state is JobState.DONE


def test_what_is_at_hand_when_the_process_ends_is_left_for_the_next_one(
    desk: Desk, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = desk.jobs.hand_in(clerk, PAGE, "a.txt")
    stop = threading.Event()

    def ends_meanwhile(*arguments: object) -> object:
        stop.set()
        return asked_of(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(jobs_module, "asked_of", ends_meanwhile)
        desk.worker.one(stop)
    assert (desk.jobs.of(job).state, desk.jobs.of(job).tries) == (JobState.QUEUED, 0)
    assert desk.editions.all() == ()
    assert desk.worker.one()
    assert desk.jobs.of(job).state is JobState.DONE


@pytest.mark.slow
def test_a_job_counts_as_alive_however_long_a_step_takes(
    desk: Desk, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = desk.jobs.hand_in(clerk, PAGE, "a.txt")
    monkeypatch.setattr(beat_module, "BEAT", timedelta(seconds=0.2))
    understood = type(desk.drafting).understood
    beats: list[object] = []

    def slowly(*arguments: object) -> object:
        mark = desk.library.changes()
        for _ in range(2):
            before = _heartbeat(desk, job)
            wait_until(lambda before=before: _heartbeat(desk, job) != before)  # type: ignore[misc]
            beats.append(before)
            assert not Worker(desk.drafting).one(), "it is nobody else's"
        assert desk.jobs.of(job).stage == "parsing"
        assert desk.library.changes() == mark, "no page is made anew because somebody works"
        return understood(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(type(desk.drafting), "understood", slowly)
    desk.worker.one()
    assert len(set(beats)) == 2
    assert desk.jobs.of(job).state is JobState.DONE
    assert desk.library.signs is None or _heartbeat(desk, job) == ()


def _heartbeat(desk: Desk, job: int) -> object:
    if desk.library.signs is not None:
        return tuple(one.stat().st_mtime_ns for one in desk.library.signs.glob(f"{job}.*"))
    with desk.library.reading() as connection:
        return connection.execute(select(job_table.c.heartbeat).where(job_table.c.id == job)).scalar()


def test_a_worker_behind_the_pages_does_what_comes_in(desk: Desk, clerk: Account) -> None:
    with desk.worker.at_work():
        job = desk.jobs.hand_in(clerk, PAGE, "a.txt")
        wait_until(lambda: desk.jobs.of(job).is_over)
    assert desk.jobs.of(job).state is JobState.DONE
