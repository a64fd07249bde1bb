"""Lexicon files: what is written is read back, what others write is understood, what is wrong is named."""

import json
import re
import string
from pathlib import Path
from uuid import UUID

import pytest

from reader.errors import LexiconError
from reader.readings.lexicon.formats import LexiconFormat, guess_format, read_lexicon, write_lexicon
from reader.readings.openjtalk_analyzer.engine import Engine
from reader.readings.openjtalk_analyzer.user_dictionary import compile_dictionary
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
    assert read_lexicon("\ufeff# 注\n魚の町,うおのまち\n\n諏訪の森,スワノモリ,2\n") == (
        Reading("魚の町", "うおのまち"),
        Reading("諏訪の森", "すわのもり", 2),
    )


def test_open_jtalk_takes_what_is_written_for_it(tmp_path: Path) -> None:
    compile_dictionary(write_lexicon(READINGS, LexiconFormat.OPEN_JTALK), tmp_path / "lexicon.dic")
    morphemes = Engine([tmp_path / "lexicon.dic"]).analyze("逸見と県下市町とＧＩＧＡスクール").morphemes
    assert [m.read for m in morphemes] == ["ヘンミ", "ト", "ケンカシチョウ", "ト", "ギガスクール"]


def test_voicevox_takes_what_is_written_for_it() -> None:
    """What VOICEVOX ENGINE's own import asks of each word (its user_dict/model.py and user_dict_manager.py)."""
    words = json.loads(write_lexicon(READINGS, LexiconFormat.VOICEVOX))
    for key, word in words.items():
        assert str(UUID(key)) == key
        assert re.fullmatch("[ァ-ヴー]+", word["pronunciation"])
        assert not set(word["surface"]) & set(string.ascii_letters + ',"\n')
        assert 0 <= word["accent_type"] <= word["mora_count"]
        assert 0 <= word["priority"] <= 10
        kind = (word["context_id"], *(word[f"part_of_speech{n}"] for n in ("", "_detail_1", "_detail_2")))
        assert kind == (1348, "名詞", "固有名詞", "一般")
        assert word["accent_associative_rule"] == word["part_of_speech_detail_3"] == "*"
    assert [word["mora_count"] for word in words.values()] == [6, 6, 3]


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
        ("", "一つもありません"),
        ("表記,読み,アクセント\n", "一つもありません"),
        ("{}", "一つもありません"),
        ("魚の町,うおのまち\n魚の町,さかなのまち", "二つあります"),
        (
            '{"a": {"surface": "魚の町", "pronunciation": "ウオノマチ", "accent_type": true}}',
            "正しくありません",
        ),
        ('{"a": {"surface": "魚の町", "pronunciation": "ウオノマチ", "accent_type": 99}}', "アクセント 99"),
        ("[" * 100_000, "VOICEVOX のユーザー辞書として読めません"),
        ('{"a": {"surface": "魚の町"}}', "VOICEVOX のユーザー辞書として読めません"),
        ('{"a": 1', "VOICEVOX のユーザー辞書として読めません"),
        ('{"a": {"surface": 1, "pronunciation": "ア", "accent_type": 0}}', "正しくありません"),
        ("A,,,1,名詞,一般,*,*,*,*,A,,,0/1,*", "1行目: .*(1文字|空)"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        read_lexicon(text)
