"""The lexicon changes while minutes are read: what is stored was read by the lexicon that counts."""

from pathlib import Path

import pytest

from reader.corrections.corrector import Corrector
from reader.importing.importer import Importer, Outcome
from reader.passages.annotator import Annotator
from tests.importing.test_identity import FIRST
from tests.stock import opened


def _readings(importer: Importer, session_id: str, surface: str) -> set[str]:
    session = importer.library.session(session_id)
    return {
        "".join(
            w.reading
            for w in u.words
            if u.text.find(surface) <= w.start < u.text.find(surface) + len(surface)
        )
        for p in session.passages
        for u in p.utterances
        if surface in u.text
    }


@pytest.mark.parametrize("for_these_only", [False, True])
def test_a_reading_entered_while_minutes_are_read_is_in_them(
    tmp_path: Path, annotator: Annotator, for_these_only: bool
) -> None:
    importer = Importer(opened(tmp_path / "library.sqlite3"), annotator)
    elsewhere = Corrector(opened(tmp_path / "library.sqlite3"), annotator)
    first = importer.import_bytes(FIRST.encode(), "a.txt", "/a.txt")
    entered: list[object] = []

    def meanwhile(done: int, total: int) -> None:
        if not entered and done > total // 2:
            entered.append(
                elsewhere.add("市営団地", "しえいだんち", session_id=first.id if for_these_only else "")
            )
            elsewhere.add("田中委員", "でんちゅういいん", session_id=first.id if for_these_only else "")

    text = FIRST.replace("住民への説明", "市営団地の住民への説明")
    second = importer.import_bytes(text.encode(), "a.txt", "/a.txt", meanwhile)
    assert entered
    assert (second.id, second.outcome) == (first.id, Outcome.UPDATED)
    assert _readings(importer, first.id, "市営団地") == {"しえいだんち"}
    assert _readings(importer, first.id, "田中委員") == {"でんちゅういいん"}


def test_only_the_sentences_that_hold_the_word_are_read_again(
    tmp_path: Path, annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer = Importer(opened(tmp_path / "library.sqlite3"), annotator)
    elsewhere = Corrector(opened(tmp_path / "library.sqlite3"), annotator)
    read: list[str] = []
    original = Annotator.utterance

    def counted(self: Annotator, utterance_id: str, start: int, end: int, text: str, *rest: object) -> object:
        read.append(text)
        return original(self, utterance_id, start, end, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Annotator, "utterance", counted)
    entered: list[int] = []

    def meanwhile(done: int, total: int) -> None:
        if done == total and not entered:
            entered.append(len(read))
            elsewhere.add("広報", "ひろほう")

    importer.import_bytes(FIRST.encode(), "a.txt", "/a.txt", meanwhile)
    again = read[entered[0] :]
    assert again
    assert all("広報" in text for text in again)
