"""Many sessions narrated one after the other, and what is added meanwhile."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from reader.errors import SpeechError
from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.narration.overnight import Night, Overnight
from reader.narration.progress import Narrated, Progress
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker, Speaks
from tests.broken_disks import full_disk
from tests.speech.sounds import ToneEngine, plain_casting, spoken_minutes, stored


class Told:
    """What is told, by session."""

    def __init__(self) -> None:
        self.ends: list[tuple[str, Narrated]] = []

    @contextmanager
    def beginning(self, session_id: str) -> Iterator[Callable[[Progress], None]]:
        """Progress is not looked at."""
        yield lambda progress: None

    def ended(self, session_id: str, narrated: Narrated) -> None:
        """Kept."""
        self.ends.append((session_id, narrated))


def add_session(library: Library, number: int) -> str:
    minutes = spoken_minutes([f"{number}番めの会議です。", "お答えします。"])
    return stored(library, replace(minutes, held_on=date(2021, 10, number)))


@contextmanager
def narrating(library: Library, folder: Path, engine: Speaks) -> Iterator[Narrator]:
    cache = ClipCache(folder)
    narrator = Narrator(ClipMaker(cache, engine, 1), cache, plain_casting, lambda driver: "1")
    yield narrator
    narrator.close()


def narrate_all(library: Library, narrator: Narrator) -> tuple[Night, Told]:
    told = Told()
    ids = [summary.id for summary in library.sessions()]
    return Overnight(library, narrator).narrate(ids, told, threading.Event()), told


def test_a_session_that_fails_does_not_stop_the_night(tmp_path: Path, library: Library) -> None:
    for number in range(1, 6):
        add_session(library, number)

    def refuse(text: str) -> None:
        if text.startswith("3番め"):
            raise SpeechError("声が出ません。")

    with narrating(library, tmp_path / "a", ToneEngine(refuse)) as narrator:
        night, told = narrate_all(library, narrator)
        assert (night.sessions, night.complete, night.failed) == (5, 4, 1)
        assert night.problem == "声が出ません。"
        assert not night.stopped
        assert [session_id for session_id, _ in told.ends] == [f"202110{n:02}-1" for n in (5, 4, 3, 2, 1)]
    with narrating(library, tmp_path / "a", ToneEngine()) as narrator:
        again, _ = narrate_all(library, narrator)
        assert (again.complete, again.made, again.kept, again.problem) == (
            5,
            1,
            night.made + night.kept,
            None,
        )


def test_a_night_that_is_stopped_goes_on_where_it_was(tmp_path: Path, library: Library) -> None:
    ids = [add_session(library, number) for number in range(1, 4)]
    stop = threading.Event()
    engine = ToneEngine(lambda text: stop.set() if text.startswith("2番め") else None)
    with narrating(library, tmp_path / "a", engine) as narrator:
        first = Overnight(library, narrator).narrate(ids, Told(), stop)
        assert first.stopped
        assert first.sessions == 2
    with narrating(library, tmp_path / "a", ToneEngine()) as narrator:
        rest, _ = narrate_all(library, narrator)
        assert rest.complete == 3
        assert rest.made > 0


def test_a_disk_that_is_full_stops_the_night_at_once(tmp_path: Path, library: Library) -> None:
    for number in range(1, 4):
        add_session(library, number)
    engine = ToneEngine(seconds=4.0)
    with narrating(library, tmp_path / "a", engine) as narrator, full_disk(tmp_path / "a"):
        night, told = narrate_all(library, narrator)
        assert (night.sessions, night.complete) == (1, 0)
        assert night.problem is not None
        assert "空き容量" in night.problem
        assert len(told.ends) == 1
        assert sum(engine.spoken.values()) <= 3, "nothing is made that cannot be kept"


def test_a_session_that_is_removed_meanwhile_is_passed_over(tmp_path: Path, library: Library) -> None:
    ids = [add_session(library, number) for number in (1, 2)]
    library.remove(ids[0])
    with narrating(library, tmp_path / "a", ToneEngine()) as narrator:
        night = Overnight(library, narrator).narrate(ids, Told(), threading.Event())
        assert (night.sessions, night.complete) == (1, 1)


@pytest.mark.parametrize("before", [0, 1])
def test_what_is_imported_while_it_watches_is_narrated(tmp_path: Path, library: Library, before: int) -> None:
    first = [add_session(library, number) for number in range(1, before + 1)]
    stop, told = threading.Event(), Told()
    with narrating(library, tmp_path / "a", ToneEngine()) as narrator:
        overnight = Overnight(library, narrator)
        assert overnight.look(told, stop) > 0
        assert len(told.ends) == before
        second = add_session(library, 9)
        for _ in range(3):
            overnight.look(told, stop)
        assert [session_id for session_id, _ in told.ends] == [*first, second], "each once, not over and over"
        assert all(narrator.progress(library.session(i)).is_complete for i in (*first, second))


def test_nothing_is_read_while_nothing_was_written(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_session(library, 1)
    stop = threading.Event()
    with narrating(library, tmp_path / "a", ToneEngine()) as narrator:
        overnight = Overnight(library, narrator)
        overnight.look(Told(), stop)
        reads: list[int] = []
        whole = library.reading

        def counted() -> AbstractContextManager[Connection]:
            reads.append(1)
            return whole()

        monkeypatch.setattr(library, "reading", counted)
        for _ in range(10):
            overnight.look(Told(), stop)
        assert reads == []
        add_session(library, 2)
        overnight.look(Told(), stop)
        assert reads


def test_what_goes_wrong_with_one_session_does_not_stop_the_next(tmp_path: Path, library: Library) -> None:
    """Not what cannot be spoken, but what nobody has thought of."""
    ids = [add_session(library, number) for number in range(1, 4)]
    trouble = True

    class Telling(Told):
        def ended(self, session_id: str, narrated: Narrated) -> None:
            if trouble and session_id == ids[1]:
                raise ZeroDivisionError
            super().ended(session_id, narrated)

    told, stop = Telling(), threading.Event()
    with narrating(library, tmp_path / "a", ToneEngine()) as narrator:
        overnight = Overnight(library, narrator)
        with pytest.raises(ZeroDivisionError):
            overnight.look(told, stop)
        assert [session_id for session_id, _ in told.ends] == [ids[2], ids[0]]
        trouble = False
        overnight.look(told, stop)
        assert [session_id for session_id, _ in told.ends] == [ids[2], ids[0], ids[1]]
