"""Sessions are loaded once however many ask, and held in memory by how long they are."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reader.corrections.corrector import Corrector
from reader.library import passages
from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level
from reader.web.views.session_views import SessionViews
from tests.speech.sounds import PlainAnalyzer, spoken_minutes, stored


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each session is loaded."""
    counted: Counter[str] = Counter()
    load = passages.load_passages

    def counting(connection: object, session_id: str, minutes: object) -> object:
        counted[session_id] += 1
        return load(connection, session_id, minutes)  # type: ignore[arg-type]

    monkeypatch.setattr(passages, "load_passages", counting)
    return counted


def long_sessions(library: Library, how_many: int) -> list[str]:
    """Sessions of about 10,000 characters each."""
    minutes = spoken_minutes(["説明します。" * 1_700])
    days = (date(2021, 10, number) for number in range(1, how_many + 1))
    return [stored(library, replace(minutes, held_on=day, meeting=f"第{day.day}回")) for day in days]


def test_twenty_readers_of_a_cold_session_load_it_once(library: Library, loads: Counter[str]) -> None:
    (session_id,) = long_sessions(library, 1)
    views = SessionViews(library, float)
    all_there = threading.Barrier(20)

    def read(_number: int) -> int:
        all_there.wait(60)
        return id(views.view(session_id, Level.ALL))

    with ThreadPoolExecutor(20) as readers:
        assert len(set(readers.map(read, range(20)))) == 1
    assert loads == {session_id: 1}


@pytest.mark.slow
def test_a_crawler_over_long_sessions_holds_no_more_than_is_set(tmp_path: Path, loads: Counter[str]) -> None:
    library = Library(tmp_path / "library.sqlite3", kept_characters=50_000)
    ids = long_sessions(library, 12)
    views = SessionViews(library, float)
    for session_id in ids:
        views.view(session_id, Level.ALL)
    assert library.held_characters <= 50_000
    assert views.held_characters <= 50_000
    for session_id in ids[-4:]:
        views.view(session_id, Level.ALL)
    assert set(loads.values()) == {1}, "the last ones were still there"
    library.session(ids[0])
    assert loads[ids[0]] == 2
    library.close()


def test_another_session_s_reading_loads_nothing_anew(library: Library, loads: Counter[str]) -> None:
    one, other = long_sessions(library, 2)
    held = library.session(one)
    Corrector(library, Annotator(PlainAnalyzer())).add("言葉", "ことば", session_id=other)
    assert library.session(one) is held
    assert loads[one] == 1
