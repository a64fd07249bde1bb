"""Phrases as councils say and print them, with how they are read (``council_phrases.tsv``: phrase, reading of a part of
it or of the whole, others that are as good after ``|``). Written by hand, independent of the measured corpora."""

from pathlib import Path

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.writing.kana import pronounce

PHRASES = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("council_phrases.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("phrase", "readings"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_a_phrase_is_read_as_people_say_it(analyzer: OpenJTalkAnalyzer, phrase: str, readings: str) -> None:
    read = "".join(word.reading for word in analyzer.annotate(phrase).words)
    wanted = readings.split("|")
    assert any(part in read or pronounce(part) in pronounce(read) for part in wanted), read
