"""Sentences read out as text."""

import json

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.text import read_sentences


def test_a_line_for_each_sentence(analyzer: OpenJTalkAnalyzer) -> None:
    lines = [read.as_line() for read in read_sentences(["県下市町は、へ行く。", "", "「はい」"], analyzer)]
    assert lines == ["県下市町は、へ行く。\tけんかしちょうは、へいく。", "\t", "「はい」\t「はい」"]


def test_words_with_their_spans(analyzer: OpenJTalkAnalyzer) -> None:
    (read,) = read_sentences(["6つの取組"], analyzer)
    value = json.loads(read.as_json())
    assert value["reading"] == "むっつのとりくみ"
    assert [(word["surface"], word["start"], word["end"]) for word in value["words"]] == [
        ("6つ", 0, 2),
        ("の", 2, 3),
        ("取組", 3, 5),
    ]


def test_only_hiragana_comes_out(analyzer: OpenJTalkAnalyzer) -> None:
    text = "㈱ABC、コンピューター、123、①、★、😀、〇〇、＝、ヴァイオリン、𠮷野家、髙橋、∑、℃"
    (read,) = read_sentences([text], analyzer)
    assert not [c for c in read.reading if c.isalnum() and not "ぁ" <= c <= "ゖ" and c != "ー"]
