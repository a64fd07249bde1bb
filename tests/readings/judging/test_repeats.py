"""Repeated kanji, and common words behind the name of a town."""

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer


def heard(analyzer: OpenJTalkAnalyzer, text: str) -> str:
    return "".join(word.reading for word in analyzer.annotate(text).words)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("声高々に述べました", "こえたかだかにのべました"),
        ("夫々の立場", "それぞれのたちば"),
        ("粛々と進めます", "しゅくしゅくとすすめます"),
        ("三々五々集まります", "さんさんごごあつまります"),
        ("威風堂々と", "いふうどうどうと"),
        ("鳥々の声", "とりどりのこえ"),
        ("村々を回る", "むらむらをまわる"),
        ("懇々と説く", "こんこんととく"),
        ("沸々と湧く", "ふつふつとわく"),
        ("去々年のこと", "きょきょねんのこと"),
        ("佐々木委員", "ささきいいん"),
        ("民主々義", "みんしゅしゅぎ"),
    ],
)
def test_repeated_kanji(analyzer: OpenJTalkAnalyzer, text: str, reading: str) -> None:
    assert heard(analyzer, text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("長崎市地名検討会です", "ながさきしちめいけんとうかいです"),
        ("あおば市地名検討会です", "あおばしちめいけんとうかいです"),
        ("長崎市中央の例", "ながさきしちゅうおうのれい"),
        ("長崎市小川町の例", "ながさきしおがわまちのれい"),
        ("横浜市緑区の例", "よこはましみどりくのれい"),
        ("長崎市大手の例", "ながさきしおおてのれい"),
    ],
)
def test_a_common_word_behind_a_town_is_no_place(
    analyzer: OpenJTalkAnalyzer, text: str, reading: str
) -> None:
    assert heard(analyzer, text) == reading
