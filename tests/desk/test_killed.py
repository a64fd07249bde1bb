"""Power cuts: a real process that does a job is killed (SIGKILL) at a statement of its work, and nothing is lost or half done."""

import multiprocessing
import os
import random
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from reader.desk.jobs import worker as worker_module
from reader.desk.staff.people import now
from reader.importing import parsing
from reader.library.desk import editions
from reader.library.desk.jobs import JobState
from reader.library.desk.people import Account, Role
from reader.narration.narrator import Narrator
from reader.passages.annotator import Annotator
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker
from tests.desk.desks import Desk, desk_in, page
from tests.desk.test_editions import WORDS
from tests.speech.sounds import ToneEngine, plain_casting

PAGE = page("鵺の会", 1, *(f"{n}番目に、{words}" for n in range(6) for words in WORDS))
FORKING = multiprocessing.get_context("fork")


def _desk(folder: Path, annotator: Annotator) -> Desk:
    desk = desk_in(folder, annotator)
    cache = ClipCache(folder / "audio_cache")
    desk.worker.narrator = Narrator(
        ClipMaker(cache, ToneEngine(None, 0.1), 1), cache, plain_casting, lambda name: "1"
    )
    return desk


def _work(
    folder: Path, annotator: Annotator, die_at: int, steps: "multiprocessing.sharedctypes.Synchronized[int]"
) -> None:
    """What the process does: every job that waits. Each statement, each commit and each clip is a step."""

    def step(*_arguments: object, **_more: object) -> None:
        steps.value += 1
        if steps.value == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def wrote(write: Callable[..., object]) -> Callable[..., object]:
        def written(*arguments: object) -> object:
            step()
            return write(*arguments)

        return written

    parsing._parser = parsing.Parser()
    setattr(ClipCache, "write", wrote(ClipCache.write))  # noqa: B010
    desk = _desk(folder, annotator)
    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, step)
    while desk.worker.one():
        pass
    parsing._parser.close()
    os._exit(0)


def _killed(folder: Path, annotator: Annotator, die_at: int = 0) -> int:
    """Works in another process until it is done, or killed at that step; gives how many steps it took."""
    steps = FORKING.Value("i", 0)
    process = FORKING.Process(target=_work, args=(folder, annotator, die_at, steps))
    process.start()
    process.join()
    assert process.exitcode == (-signal.SIGKILL if die_at else 0)
    return int(steps.value)


def _done(desk: Desk, job: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next process takes the job up, as soon as the one that died counts as dead."""
    with monkeypatch.context() as patch:
        patch.setattr(worker_module, "now", lambda: now() + timedelta(days=1))
        while desk.worker.one():
            pass
    assert desk.jobs.of(job).state is JobState.DONE, desk.jobs.of(job)


def _is_whole(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / "library.sqlite3")) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


def _handed_in(folder: Path, annotator: Annotator) -> tuple[Account, int]:
    desk = desk_in(folder, annotator)
    clerk = desk.person("tantou", Role.CLERK)
    job = desk.jobs.hand_in(clerk, PAGE, "a.txt")
    desk.library.close()
    return clerk, job


@pytest.mark.slow
def test_an_import_that_is_killed_anywhere_is_one_draft_in_the_end(
    tmp_path: Path, annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "whole"
    _handed_in(whole, annotator)
    total = _killed(whole, annotator)
    assert total > 20
    desk = desk_in(whole, annotator)
    with desk.library.reading() as connection:
        wanted = editions.minutes_of(connection, 1)
    desk.library.close()
    for at in random.Random(20).sample(range(1, total), 14):
        folder = tmp_path / str(at)
        _, job = _handed_in(folder, annotator)
        _killed(folder, annotator, at)
        assert _is_whole(folder)
        desk = desk_in(folder, annotator)
        assert len(desk.editions.all()) == (desk.jobs.of(job).state is JobState.DONE)
        _done(desk, job, monkeypatch)
        (edition,) = desk.editions.all()
        with desk.library.reading() as connection:
            assert editions.minutes_of(connection, edition.id) == wanted
            assert editions.words_of(connection, edition.id).passages
        desk.library.close()


@pytest.mark.slow
def test_narration_that_is_killed_anywhere_goes_on_from_the_clips_that_are_there(
    tmp_path: Path, annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(6)
    total = 0
    for number in range(7):
        folder = tmp_path / str(number)
        desk = desk_in(folder, annotator)
        clerk, approver = (
            desk.person(name, role) for name, role in (("a1", Role.CLERK), ("b1", Role.APPROVER))
        )
        session = desk.published(clerk, approver, desk.drafted(clerk, page("鵺の会", 1, *WORDS)))
        job = desk.jobs.narrate(clerk, session)
        desk.library.close()
        steps = _killed(folder, annotator, dice.randrange(1, total) if total else 0)
        total = total or steps
        assert _is_whole(folder)
        desk = _desk(folder, annotator)
        _done(desk, job, monkeypatch)
        narrator = desk.worker.narrator
        assert narrator is not None
        assert narrator.progress(desk.library.session(session)).is_complete
        narrator.close()
        desk.library.close()
