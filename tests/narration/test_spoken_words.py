"""When each word is heard, out of when each mora is."""

from reader.narration.spoken_words import SpokenWord, spoken_words
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.word import Word, WordKind

WORDS = (
    Word("県下", 0, 2, "けんか", "ケンカ"),
    Word("市町", 2, 4, "しちょう", "シチョー"),
    Word("は", 4, 5, "は", "ワ", WordKind.PARTICLE),
    Word("、", 5, 6, "", "、", WordKind.SYMBOL),
    Word("進ん", 6, 8, "すすん", "ススン"),
    Word("で", 8, 9, "で", "デ"),
    Word("いる", 9, 11, "いる", "イル"),
    Word("。", 11, 12, "", "。", WordKind.SYMBOL),
)
BEATS = tuple(range(0, 1300, 100))


def test_a_word_begins_with_its_first_mora_and_takes_what_leans_on_it() -> None:
    assert spoken_words(WORDS, BEATS) == (
        SpokenWord(0, 2, 0),
        SpokenWord(2, 5, 300),
        SpokenWord(6, 11, 700),
    )


def test_beats_of_other_words_mark_none() -> None:
    assert spoken_words(WORDS, BEATS[:-1]) == ()
    assert spoken_words(WORDS, ()) == ()
    assert spoken_words((), BEATS) == ()


def test_words_and_beats_come_from_one_analysis(analyzer: OpenJTalkAnalyzer) -> None:
    """As many morae as the labels speak, whatever the sentence holds: else no word of it could be marked."""
    for text in (
        "興津（おきつ）分館は２１㎡、一一・五％です。",
        "第３回のWi-Fi（ワイファイ）とDXについて、10:30から。",
        "「はい」と言った。㈱星見の〇〇さん、No.5！",
        "ヴァイオリンのチェロ、ティー、っていうか、ウォーター。",
    ):
        words = analyzer.annotate(text)
        assert spoken_words(words.words, tuple(range(words.morae))), text
