"""What may stand in a lexicon, and the dictionary that is made of it."""

import pytest

from reader.errors import LexiconError
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.lexicon.lexicon import (
    Category,
    Entry,
    dictionary_lines,
    latest,
    parse_entries,
)
from reader.readings.word import Reading, ReadingSource
from reader.readings.writing.accents import guess_accent


@pytest.mark.parametrize(
    ("surface", "reading", "accent", "message"),
    [
        ("", "かな", None, "表記が空"),
        ("魚の町", "", None, "読みが空"),
        ("魚の町", "うおの町", None, "かなではありません"),
        ("魚の町", "fish", None, "かなではありません"),
        ("魚の町", "うおの まち", None, "かなではありません"),
        ("魚の町", "ーうおのまち", None, "声に出せない"),
        ("魚の町", "うおのまちゃゃ", None, "声に出せない"),
        ("魚の町", "うおのかゃまち", None, "声に出せない"),
        ("魚の町", "うおのっっまち", None, "声に出せない"),
        ("魚の町", "いすゞ", None, "声に出せない"),
        ("魚の町", "うおの\nまち", None, "かなではありません"),
        ("魚の町", "うおのまち。", None, "かなではありません"),
        ("魚の町", " ", None, "かなではありません"),
        ("魚\u200bの町", "うおのまち", None, "見えない字"),
        ("魚\0の町", "うおのまち", None, "見えない字"),
        ("魚の町、本町", "うおのまち", None, "句読点"),
        ("魚の町,", "うおのまち", None, "句読点"),
        ("というもの", "とゆうもの", None, "書いたとおり"),
        ("の", "の", None, "1文字"),
        ("い", "い", None, "1文字"),
        ("こと", "こと", None, "どの文にも出る"),
        ("している", "している", None, "どの文にも出る"),
        ("魚", "う" * 40, None, "長すぎます"),
        ("魚" * 51, "うお", None, "長すぎます"),
        ("魚の町", "うおのまち", 9, "アクセント"),
        ("魚の町", "うおのまち", -1, "アクセント"),
        ("は", "わ", None, "1文字"),
        ("A", "えー", None, "1文字"),
        ("です", "でーす", None, "どの文にも出る"),
        ("から", "より", None, "どの文にも出る"),
        ("12", "じゅうに", None, "数字だけ"),
        ("１２", "じゅうに", None, "数字だけ"),
        ("、", "てん", None, "記号だけ"),
        (" 魚の町", "うおのまち", None, "空白"),
        ("魚の\n町", "うおのまち", None, "改行"),
    ],
)
def test_bad_entries_are_refused_in_one_line(
    surface: str, reading: str, accent: int | None, message: str
) -> None:
    with pytest.raises(LexiconError, match=message) as caught:
        check_reading(surface, reading, accent)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("surface", "reading", "accent"),
    [
        ("魚の町", "うおのまち", 2),
        ("町", "ちょう", None),
        ("うきは", "うきは", 0),
        ("JR", "じぇいあーる", None),
        ("V・ファーレン長崎", "ゔぃふぁーれんながさき", None),
        ("GIGA", "ギガ", 1),
        ("Society5.0", "そさえてぃー", 0),
    ],
)
def test_good_entries_are_taken(surface: str, reading: str, accent: int | None) -> None:
    check_reading(surface, reading, accent)


def test_the_last_given_wins_whatever_its_width() -> None:
    first, second = Reading("GIGA", "じーが"), Reading("ＧＩＧＡ", "ぎが", source=ReadingSource.MINUTES)
    assert latest([first, second]) == (second,)


def test_a_line_of_the_dictionary() -> None:
    entry = Entry("GIGA", "ぎが", 1, Category.NAME)
    line = dictionary_lines([entry]).split(",")
    assert (line[0], line[4:7], line[10:15]) == (
        "ＧＩＧＡ",
        ["名詞", "固有名詞", "一般"],
        ["ＧＩＧＡ", "ギガ", "ギガ", "1/2", "C1\n"],
    )
    assert int(dictionary_lines([entry], nearer=True).split(",")[3]) < int(line[3])


def test_a_file_names_the_line_that_is_wrong() -> None:
    with pytest.raises(LexiconError, match="2行目"):
        parse_entries("# 注\n魚の町,うおのまち,x,place\n")


@pytest.mark.parametrize(
    ("surface", "pronunciation", "accent"),
    [
        ("義我", "ギガ", 1),
        ("魚", "サカナ", 0),
        ("魚の町", "ウオノマチ", 3),
        ("ソサエティー", "ソサエティー", 3),
        ("七飯町", "ナナエチョー", 3),
        ("諫早市", "イサハヤシ", 4),
        ("仙台市", "センダイシ", 3),
        ("五泉市", "ゴセンシ", 2),
        ("津市", "ツシ", 1),
        ("人件費", "ジンケンヒ", 3),
        ("出生率", "シュッショーリツ", 3),
        ("委員会", "イインカイ", 2),
        ("事務局", "ジムキョク", 2),
        ("職員", "ショクイン", 2),
        ("分賦金", "ブンプキン", 0),
        ("総額", "ソーガク", 0),
    ],
)
def test_accents_are_guessed(surface: str, pronunciation: str, accent: int) -> None:
    assert guess_accent(pronunciation, surface) == accent
