"""Lexicon files: what is written is read back, what others write is understood, what is wrong is named."""

import json

import pytest

from reader.errors import LexiconError
from reader.readings.lexicon_formats import LexiconFormat, guess_format, read_lexicon, write_lexicon
from reader.readings.word import Reading

READINGS = (
    Reading("県下市町", "けんかしちょう", 4),
    Reading("GIGAスクール", "ぎがすくーる", 5),
    Reading("逸見", "へんみ", 0),
)


@pytest.mark.parametrize("form", LexiconFormat)
def test_what_is_written_is_read_back(form: LexiconFormat) -> None:
    text = write_lexicon(READINGS, form)
    assert guess_format(text) is form
    assert read_lexicon(text) == READINGS


def test_our_csv_is_plain() -> None:
    assert write_lexicon(READINGS[:1]) == "表記,読み,アクセント\n県下市町,けんかしちょう,4\n"
    assert read_lexicon("\ufeff# 注\n魚の町,うおのまち\n\n魚の町,ウオノマチ,2\n") == (
        Reading("魚の町", "うおのまち"),
        Reading("魚の町", "うおのまち", 2),
    )


def test_reads_a_dictionary_of_open_jtalk() -> None:
    text = "ＧＮＵ,,,1,名詞,一般,*,*,*,*,ＧＮＵ,グヌー,グヌー,2/3,*\n県下市町,,,1,名詞,一般,*,*,*,*,県下:市町,ケンカ:シチョウ,ケンカ:シチョー,1/3:1/3,*"
    assert read_lexicon(text) == (Reading("GNU", "ぐぬー", 2), Reading("県下市町", "けんかしちょう"))


def test_reads_a_dictionary_of_voicevox() -> None:
    word = {
        "surface": "ＩＣＣＡ",
        "pronunciation": "アイシーシーエー",
        "accent_type": 7,
        "mora_count": 8,
        "priority": 5,
    }
    assert read_lexicon(json.dumps({"0a": word})) == (Reading("ICCA", "あいしーしーえー", 7),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("表記,読み\n魚の町", "2行目を読めません"),
        ("魚の町,うおのまち,x", "1行目を読めません"),
        ("魚の町,uonomachi", "1行目: .*かなではありません"),
        ("は,わ", "1行目: .*1文字です"),
        ('{"a": {"surface": "魚の町"}}', "VOICEVOX のユーザー辞書として読めません"),
        ('{"a": 1', "VOICEVOX のユーザー辞書として読めません"),
        ('{"a": {"surface": 1, "pronunciation": "ア", "accent_type": 0}}', "正しくありません"),
        ("A,,,1,名詞,一般,*,*,*,*,A,,,0/1,*", "1行目: .*(1文字|空)"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        read_lexicon(text)
