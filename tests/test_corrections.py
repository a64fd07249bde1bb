"""A reading put right once is right everywhere, and nothing else is touched."""

import pytest

from reader.annotator import Annotator
from reader.corrections import Corrector
from reader.errors import LexiconError, NotFoundError
from reader.importer import Importer
from reader.library.library import Library
from reader.library.session import Session


@pytest.fixture
def corrector(library: Library, annotator: Annotator) -> Corrector:
    return Corrector(library, annotator)


def _changed(before: Session, after: Session) -> set[str]:
    new = {u.id: u for p in after.passages for u in p.utterances}
    return {u.id for p in before.passages for u in p.utterances if new[u.id] != u}


def _holding(session: Session, surface: str) -> set[str]:
    return {u.id for p in session.passages for u in p.utterances if surface in u.text}


def _readings_of(session: Session, surface: str) -> set[str]:
    """How the words that lie in ``surface`` are read, joined."""
    found = set()
    for passage in session.passages:
        for utterance in passage.utterances:
            at = utterance.text.find(surface)
            if at >= 0:
                inside = (w for w in utterance.words if at <= w.start and w.end <= at + len(surface))
                found.add("".join(word.reading for word in inside))
    return found


def test_a_reading_changes_only_the_utterances_that_hold_the_word(
    importer: Importer, corrector: Corrector, sample: bytes
) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    before = importer.library.session(session_id)
    effect = corrector.add("海岸通", "うみぎしどおり")
    assert effect.held == 0
    effect = corrector.add("推進会議", "すすめるかいぎ", 5)
    after = importer.library.session(session_id)
    assert _changed(before, after) == _holding(before, "推進会議")
    assert effect.changed == effect.held == len(_holding(before, "推進会議"))
    assert _readings_of(after, "推進会議") == {"すすめるかいぎ"}


def test_taking_it_out_brings_the_old_reading_back(
    importer: Importer, corrector: Corrector, sample: bytes
) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    before = importer.library.session(session_id)
    corrector.add("推進会議", "すすめるかいぎ")
    corrector.remove("推進会議")
    assert not _changed(before, importer.library.session(session_id))
    with pytest.raises(NotFoundError):
        corrector.remove("推進会議")


def test_the_nearest_reading_wins(importer: Importer, corrector: Corrector, sample: bytes) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    corrector.add("次第", "しだいいち")
    corrector.add("次第", "しだいに", session_id=session_id)
    session = importer.library.session(session_id)
    assert _readings_of(session, "次第") == {"しだいに"}
    target = sorted(_holding(session, "次第"))[0]
    corrector.correct(session_id, target, "次第", "しだいさん")
    assert _readings_of(importer.library.session(session_id), "次第") == {"しだいさん"}


def test_corrections_survive_a_second_import(importer: Importer, corrector: Corrector, sample: bytes) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    session = importer.library.session(session_id)
    target = next(u for p in session.passages for u in p.utterances if u.text.startswith("無料です"))
    corrector.correct(session_id, target.id, "無料", "ただ")
    corrector.add("協議", "はなしあい", session_id=session_id)
    edited = sample.replace("無料です。".encode(), "はい。無料です。".encode())
    importer.import_bytes(edited, "a.txt", "/a.txt")
    after = importer.library.session(session_id)
    assert _readings_of(after, "無料") == {"ただ"}
    assert _readings_of(after, "協議") == {"はなしあい"}


def test_a_refused_reading_changes_nothing(importer: Importer, corrector: Corrector, sample: bytes) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    before = importer.library.session(session_id)
    for surface, reading in [
        ("推進", "すい進"),
        ("", "から"),
        ("推進", ""),
        ("の", "のお"),
        ("推進", "あ" * 300),
    ]:
        with pytest.raises(LexiconError):
            corrector.add(surface, reading)
    with pytest.raises(LexiconError):
        corrector.correct(session_id, "t1-1", "ここにない", "ない")
    with pytest.raises(NotFoundError):
        corrector.correct(session_id, "t999-1", "推進", "すいしん")
    assert importer.library.session(session_id) == before
    assert importer.library.readings() == ()
