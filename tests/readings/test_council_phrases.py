"""Phrases as councils say and print them, with how they are read (``council_phrases.tsv``: phrase, reading of a part of
it or of the whole, others that are as good after ``|``). Written by hand, independent of the measured corpora."""

from pathlib import Path

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.writing.kana import pronounce

PHRASES = dict(
    line.split("\t")
    for line in Path(__file__).with_name("council_phrases.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


@pytest.mark.slow
def test_every_phrase_is_read_as_people_say_it(analyzer: OpenJTalkAnalyzer) -> None:
    read = {phrase: "".join(word.reading for word in analyzer.annotate(phrase).words) for phrase in PHRASES}
    misread = {
        phrase: (read[phrase], wanted)
        for phrase, wanted in PHRASES.items()
        if not any(
            part in read[phrase] or pronounce(part) in pronounce(read[phrase]) for part in wanted.split("|")
        )
    }
    assert len(PHRASES) > 1_700
    assert misread == {}
