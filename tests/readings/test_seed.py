"""The seed session is read right: its hardest sentences, with readings written out by hand."""

from pathlib import Path

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.text import read_sentences

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "seed_sentences.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_there_are_enough_sentences() -> None:
    assert len(ROWS) >= 60


def test_they_stand_in_the_seed(shared: Path) -> None:
    (seed,) = (shared / "minutes" / "seed").glob("*.txt")
    text = seed.read_text(encoding="utf-8")
    assert all(sentence in text for sentence, _ in ROWS)


@pytest.mark.parametrize(("sentence", "reading"), ROWS, ids=lambda value: value[:12])
def test_a_sentence_is_read_right(analyzer: OpenJTalkAnalyzer, sentence: str, reading: str) -> None:
    (read,) = read_sentences([sentence], analyzer)
    assert read.reading == reading
