"""Words of single kanji that no dictionary has: half Chinese and half Japanese is read in Chinese whole."""

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("町に旅泊し", "まちにりょはくし"),
        ("銅坑へ戻り", "どうこうへもどり"),
        ("巨猫を描く", "きょびょうをえがく"),
        ("羞花閉月で", "しゅうかへいげつで"),
        ("初撃が外れた", "しょげきがはずれた"),
    ],
)
def test_a_word_read_half_in_japanese_is_read_in_chinese(
    analyzer: OpenJTalkAnalyzer, text: str, reading: str
) -> None:
    assert "".join(word.reading for word in analyzer.annotate(text).words) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("白猫がいる", "しろねこがいる"),
        ("狼男の話", "おおかみおとこのはなし"),
        ("真逆の例", "まぎゃくのれい"),
        ("500円玉を数える", "ごひゃくえんだまをかぞえる"),
        ("暦上の春", "こよみじょうのはる"),
        ("港町に住む", "みなとまちにすむ"),
        ("林勝さんの話", "はやしまさるさんのはなし"),
        ("宝箱を開ける", "たからばこをあける"),
    ],
)
def test_other_words_of_single_kanji_stay(analyzer: OpenJTalkAnalyzer, text: str, reading: str) -> None:
    assert "".join(word.reading for word in analyzer.annotate(text).words) == reading
