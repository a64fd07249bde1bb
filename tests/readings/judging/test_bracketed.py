"""A reading in brackets counts for the word before and is said once; kana that are no reading are said."""

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.text import read_sentences
from reader.readings.word import Override
from reader.speech.making.spoken_text import spoken_kana


def said(analyzer: OpenJTalkAnalyzer, sentence: str) -> str:
    (read,) = read_sentences([sentence], analyzer)
    return read.reading


@pytest.mark.parametrize(
    ("sentence", "reading"),
    [
        ("興津（おきつ）分館の前です。", "おきつぶんかんのまえです。"),
        ("小中《こなか》地区の古文書です。", "こなかちくのこもんじょです。"),
        ("指定管理者(していかんりしゃ)の件です。", "していかんりしゃのけんです。"),
        ("PFI（ピーエフアイ）の手法です。", "ぴーえふあいのしゅほうです。"),
        ("小豆沢（あずさわ）体育館", "あずさわたいいくかん"),
        ("「興津」（おきつ）の分館", "「おきつ」のぶんかん"),
        ("大人（おとな）の人", "おとなのひと"),
        ("取り扱い（とりあつかい）の件", "とりあつかいのけん"),
        ("山田　太郎（やまだ　たろう）委員", "やまだたろういいん"),
        ("静岡市興津〔オキツ〕の例", "しずおかしおきつのれい"),
        ("七ヶ浜（しちがはま）町", "しちがはままち"),
        ("佐々木（ささき）さん", "ささきさん"),
        ("何方（どなた）でも", "どなたでも"),
    ],
)
def test_a_reading_in_brackets_is_said_once(analyzer: OpenJTalkAnalyzer, sentence: str, reading: str) -> None:
    assert said(analyzer, sentence) == reading


@pytest.mark.parametrize(
    ("sentence", "bracketed"),
    [
        ("市長（あいさつ）", "あいさつ"),
        ("議長（はい）", "はい"),
        ("委員（なし）", "なし"),
        ("第1部会（こども）", "こども"),
        ("田中（みかん）の話", "みかん"),
        ("DX（デジタルトランスフォーメーション）の推進", "でじたるとらんすふぉーめーしょん"),
        ("まちづくり（まちづくり）", "まちづくり"),
        ("会議（まちづくり）", "まちづくり"),
    ],
)
def test_other_kana_in_brackets_are_said(analyzer: OpenJTalkAnalyzer, sentence: str, bracketed: str) -> None:
    assert f"（{bracketed}）" in said(analyzer, sentence)


def test_the_words_cover_the_text_and_no_pause_is_left(analyzer: OpenJTalkAnalyzer) -> None:
    words = analyzer.annotate("興津（おきつ）分館").words
    assert "".join(word.surface for word in words) == "興津（おきつ）分館"
    assert spoken_kana(words) == "オキツブンカン"


def test_a_correction_of_the_sentence_counts_more(analyzer: OpenJTalkAnalyzer) -> None:
    words = analyzer.annotate("興津（おきつ）分館", (), [Override(0, 2, "こうづ")]).words
    assert words[0].reading == "こうづ"
