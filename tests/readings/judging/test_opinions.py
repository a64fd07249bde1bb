"""Two opinions side by side: when the second is believed."""

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer


def read(analyzer: OpenJTalkAnalyzer, text: str) -> str:
    return "".join(word.reading for word in analyzer.annotate(text).words)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("今の持ち札では", "いまのもちふだでは"),
        ("赤子を泣き止ますことは", "あかごをなきやますことは"),
        ("土建屋の仕事", "どけんやのしごと"),
        ("小口の借入", "こぐちのかりいれ"),
        ("阿蘇山に登る", "あそさんにのぼる"),
        ("旧日本軍の施設", "きゅうにほんぐんのしせつ"),
        ("静岡県浜名区では", "しずおかけんはまなくでは"),
        ("議員（なし）", "ぎいんなし"),
        ("塩田）です", "しおたです"),
    ],
)
def test_the_likelier_opinion_is_taken(analyzer: OpenJTalkAnalyzer, text: str, reading: str) -> None:
    assert read(analyzer, text) == reading
