"""A reading put right over a large library: found by the index, read outside the lock, right whoever else writes."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from reader.corrections.corrector import Corrector
from reader.errors import ChangedMeanwhileError, NotFoundError
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.readings.word import Reading

PAGE = "会議名\n\n推進会議\n\n日時\n\n令和8年5月{day}日\n\n議題\n\n1 水道について\n\n海野委員: {text}\n\n事務局: 資料のとおりです。\n"


@pytest.fixture
def corrector(importer: Importer, annotator: Annotator) -> Corrector:
    for day, text in enumerate(("下市町の件です。", "ほかの件です。", "㈱海浜の件です。"), 1):
        importer.import_bytes(PAGE.format(day=day, text=text).encode(), f"{day}.txt", f"/{day}.txt")
    return Corrector(importer.library, annotator)


@pytest.fixture
def elsewhere(importer: Importer, annotator: Annotator) -> Corrector:
    """Another process, as far as the library can tell."""
    return Corrector(Library(importer.library.path), annotator)


def _read(library: Library, session_id: str, utterance: str) -> str:
    return "".join(word.reading for word in library.session(session_id).utterance(utterance).words)


@pytest.mark.parametrize(
    ("surface", "held_in_all"),
    [
        ("下市町", 1),
        ("海野委員", 3),
        ("株式会社海浜", 1),
        ("㈱海浜", 1),
        ("令和8年5月", 0),
        ("山", 0),
        ("!", 0),
    ],
)
def test_the_index_finds_what_reading_everything_finds(
    corrector: Corrector, surface: str, held_in_all: int
) -> None:
    library = corrector.library
    found = {(s, u) for s, held in library.holding([surface]).held.items() for u in held.utterances}
    everything = {
        (session.id, utterance)
        for session in library.sessions()
        for held in library.holding([surface], session.id).held.values()
        for utterance in held.utterances
    }
    assert found == everything
    assert len(everything) == held_in_all


def test_what_only_says_who_speaks_is_put_right_and_not_searched(corrector: Corrector) -> None:
    assert corrector.add("海野委員", "うんのいいん").changed == 3
    assert _read(corrector.library, "20260501-1", "t1-0") == "うんのいいん"
    corrector.remove("海野委員")
    assert _read(corrector.library, "20260501-1", "t1-0") != "うんのいいん"


def test_nothing_is_locked_while_sentences_are_read(corrector: Corrector) -> None:
    free: list[bool] = []

    def on_progress(done: int, total: int) -> None:
        with closing(sqlite3.connect(corrector.library.path, timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
            free.append(True)

    corrector.add("海野委員", "うんのいいん", on_progress=on_progress)
    assert free == [True] * 3


def test_a_word_that_stands_nowhere_loads_no_session(
    corrector: Corrector, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("session", "utterances", "minutes"):
        monkeypatch.setattr(Library, name, lambda *_: pytest.fail("loaded"))
    assert corrector.add("山河郡", "やまかわぐん").held == 0


Meanwhile = Callable[[Corrector], object]


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda other: Importer(other.library, other.annotator).import_bytes(
            PAGE.format(day=9, text="下市町も同じです。").encode(), "9.txt", "/9.txt"
        ),
        lambda other: other.add("下市", "しもいち"),
        lambda other: other.correct("20260501-1", "t1-1", "件", "くだり"),
        lambda other: other.library.remove("20260502-1"),
    ],
    ids=["an import", "another reading", "a correction", "a removal"],
)
def test_whoever_writes_meanwhile_both_are_kept(
    corrector: Corrector, elsewhere: Corrector, meanwhile: Meanwhile
) -> None:
    begun: list[object] = []

    def on_progress(done: int, total: int) -> None:
        if not begun:
            begun.append(meanwhile(elsewhere))

    corrector.add("下市町", "しもいちちょう", on_progress=on_progress)
    assert begun
    library = corrector.library
    for session in library.sessions():
        for passage in library.session(session.id).passages:
            for utterance in passage.utterances:
                again = corrector.annotator.utterance(
                    utterance.id,
                    utterance.start,
                    utterance.end,
                    utterance.text,
                    library.lexicon(session.id),
                    utterance.overrides,
                )
                assert utterance == again
    holding = library.holding(["下市町"])
    assert all(
        "しもいちちょう" in _read(library, s, u) for s, held in holding.held.items() for u in held.utterances
    )


def test_a_correction_made_while_the_session_is_imported_again_is_kept(
    corrector: Corrector, elsewhere: Corrector
) -> None:
    made: list[object] = []

    def meanwhile(done: int, total: int) -> None:
        if not made:
            made.append(elsewhere.correct("20260501-1", "t1-1", "件", "くだり"))

    text = PAGE.format(day=1, text="下市町の件です。まだあります。").encode()
    Importer(corrector.library, corrector.annotator).import_bytes(text, "1.txt", "/1.txt", meanwhile)
    assert [c.reading for c in corrector.library.corrections("20260501-1")] == ["くだり"]
    assert "くだり" in _read(corrector.library, "20260501-1", "t1-1")


def test_who_is_always_overtaken_is_told(corrector: Corrector, elsewhere: Corrector) -> None:
    number = iter(range(1000))

    def on_progress(done: int, total: int) -> None:
        elsewhere.add(f"第{next(number)}山河郡", "やまかわぐん")

    with pytest.raises(ChangedMeanwhileError):
        corrector.add("下市町", "しもいちちょう", on_progress=on_progress)
    assert "下市町" not in {reading.surface for reading in corrector.library.readings()}


def test_several_readings_at_once_count_in_the_order_given(corrector: Corrector) -> None:
    twice = (Reading("下市町", "げしちょう"), Reading("海野", "かいの"), Reading("下市町", "しもいちちょう"))
    corrector.add_all(twice)
    assert [(r.surface, r.reading) for r in corrector.library.readings()] == [
        ("海野", "かいの"),
        ("下市町", "しもいちちょう"),
    ]
    assert "しもいちちょう" in _read(corrector.library, "20260501-1", "t1-1")
    with pytest.raises(NotFoundError):
        corrector.remove("下市")
