"""Power cuts: a real process that does a job is killed (SIGKILL) at a statement of its work, and nothing is lost or half done."""

import multiprocessing
import os
import random
import shutil
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
from reader.desk.withdrawals.finding import find_words
from reader.desk.withdrawals.finishing import Finishing
from reader.desk.withdrawals.withdrawing import Withdrawing
from reader.importing import parsing
from reader.library.desk import editions
from reader.library.desk.jobs import JobState
from reader.library.desk.people import Account, Role
from reader.library.desk.sources import SourceFiles
from reader.minutes.masking.mask import MaskKind
from reader.narration.narrator import Narrator
from reader.narration.removal import Removal
from reader.passages.annotator import Annotator
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker
from tests.desk.desks import CLI, Desk, desk_in, page
from tests.desk.test_editions import WORDS
from tests.desk.test_withdrawing import TURNS, files_with
from tests.desk.test_withdrawing import WORDS as SECRET
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


Act = Callable[[Desk], object]
"""What a process does that may be killed."""


def _jobs(desk: Desk) -> None:
    """Every job that waits."""
    while desk.worker.one():
        pass


def _work(
    folder: Path,
    annotator: Annotator,
    die_at: int,
    steps: "multiprocessing.sharedctypes.Synchronized[int]",
    act: Act,
) -> None:
    """What the process does. Each statement, each commit, each clip and each file that goes is a step."""

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
    for kind, name in ((ClipCache, "write"), (ClipCache, "drop"), (SourceFiles, "drop")):
        setattr(kind, name, wrote(getattr(kind, name)))
    desk = _desk(folder, annotator)
    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, step)
    act(desk)
    parsing._parser.close()
    os._exit(0)


def _killed(folder: Path, annotator: Annotator, die_at: int = 0, act: Act = _jobs) -> int:
    """Works in another process until it is done, or killed at that step; gives how many steps it took."""
    steps = FORKING.Value("i", 0)
    process = FORKING.Process(target=_work, args=(folder, annotator, die_at, steps, act))
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


def _of(desk: Desk) -> tuple[Account, Account]:
    clerk, approver, *_ = desk.people.all()
    return clerk, approver


def _publishes(desk: Desk) -> None:
    _, approver = _of(desk)
    (edition,) = desk.editions.all()
    desk.editions.publish(approver, edition.id, edition.revision)


@pytest.mark.slow
@pytest.mark.sqlite
def test_publishing_that_is_killed_anywhere_has_been_done_or_not(
    tmp_path: Path, annotator: Annotator
) -> None:
    whole = tmp_path / "whole"
    desk = desk_in(whole, annotator)
    clerk, approver = (desk.person(name, role) for name, role in (("a1", Role.CLERK), ("b1", Role.APPROVER)))
    edition = desk.drafted(clerk, page("鵺の会", 1, *WORDS))
    desk.editions.submit(clerk, edition, 1)
    desk.editions.approve(approver, edition, 2)
    desk.library.close()
    shutil.copytree(whole, tmp_path / "0")
    total = _killed(tmp_path / "0", annotator, act=_publishes)
    published = 0
    for at in [*random.Random(3).sample(range(1, total), 5), total]:
        folder = tmp_path / f"at {at}"
        shutil.copytree(whole, folder)
        _killed(folder, annotator, at, _publishes)
        assert _is_whole(folder)
        desk = desk_in(folder, annotator)
        (known,) = desk.editions.all()
        public = [len(desk.library.session(one.id).minutes.turns) for one in desk.library.sessions()]
        assert (known.state, public) in (("approved", []), ("published", [3]))
        published += len(public)
        if not public:
            _publishes(desk)
        assert [one.id for one in desk.library.sessions()] == ["20260901-1"]
        desk.library.close()
    assert published < 6  # the last step of all may be after the commit, the others are not all


def _finishing(desk: Desk) -> Finishing:
    narrator = desk.worker.narrator
    assert narrator is not None
    cache = ClipCache(desk.library.path.with_name("audio_cache"))
    removal = Removal(desk.library, cache, narrator)
    return Finishing(desk.library, desk.drafting.files, removal, desk.library.purge)


def _withdraws(desk: Desk) -> None:
    finishing, found = _finishing(desk), find_words(desk.library, SECRET)
    done = Withdrawing(desk.drafting).withdraw(
        CLI, found, found.places, MaskKind.WITHDRAWN, "議会の許可", finishing.removal.sounds
    )
    finishing.finish(done.clips, done.sessions, done.note)


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_withdrawal_that_is_killed_anywhere_leaves_all_of_the_words_or_none(
    tmp_path: Path, annotator: Annotator
) -> None:
    """None in any file, as soon as anybody starts the desk again; or all that there was, and it can be done again."""
    whole = tmp_path / "whole"
    desk = _desk(whole, annotator)
    clerk, approver = (desk.person(name, role) for name, role in (("a1", Role.CLERK), ("b1", Role.APPROVER)))
    session = desk.published(clerk, approver, desk.drafted(clerk, page("星見浜市議会", 1, *TURNS)))
    desk.jobs.narrate(clerk, session)
    _jobs(desk)
    clips = {path.name for path in (whole / "audio_cache").rglob("*.mp3")}
    assert clips
    desk.worker.narrator.close()  # type: ignore[union-attr]
    desk.library.close()
    shutil.copytree(whole, tmp_path / "0")
    total = _killed(tmp_path / "0", annotator, act=_withdraws)
    assert files_with(tmp_path / "0") == []
    gone = 0
    for at in [*random.Random(5).sample(range(1, total), 6), total]:
        folder = tmp_path / f"at {at}"
        shutil.copytree(whole, folder)
        _killed(folder, annotator, at, _withdraws)
        assert _is_whole(folder)
        desk = _desk(folder, annotator)
        _finishing(desk).take_up()
        if find_words(desk.library, SECRET).places:
            (edition,) = desk.editions.all()
            assert desk.drafting.files.has(edition.source_digest)
            _withdraws(desk)
        else:
            gone += 1
        assert files_with(folder) == []
        assert not list((folder / "unfinished").iterdir())
        assert len({path.name for path in (folder / "audio_cache").rglob("*.mp3")}) < len(clips)
        desk.worker.narrator.close()  # type: ignore[union-attr]
        desk.library.close()
    assert gone > 0
