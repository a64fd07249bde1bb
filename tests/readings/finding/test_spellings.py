"""Spellings that make no difference to a search, and words for the same thing."""

import unicodedata
from importlib.resources import files

import pytest

from reader.readings.finding.spellings import spellings, usual_synonyms
from reader.readings.finding.written import written

USUAL = usual_synonyms()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("浜", "濱"), ("浜", "濵"), ("沢", "澤"), ("斎藤", "齋藤"), ("斎藤", "斉藤"), ("斎藤", "齊藤"), ("渡辺", "渡邊"), ("渡辺", "渡邉"),
        ("崎", "﨑"), ("高橋", "髙橋"), ("桜", "櫻"), ("吉田", "𠮷田"), ("広島", "廣嶋"), ("国", "國"), ("竜", "龍"), ("富", "冨"),
        ("館", "舘"), ("籠", "篭"), ("桧", "檜"), ("付属", "附属"), ("神", "神"), ("長", "⻑"), ("日程", "⽇程"), ("骨", "⻣"),
        ("葛飾", "葛\U000e0100飾"), ("辻", "辻\U000e0101"), ("本数", "本\u00ad数"), ("バス", "バ\u200bス"), ("会議録", "会\u2060議録"),
        ("wifi", "Wi-Fi"), ("wifi", "ＷｉＦｉ"), ("wifi", "Wi‐Fi"), ("wifi", "wi fi"), ("etax", "e-Tax"), ("covid19", "COVID-19"),
        ("ガス", "ｶﾞｽ"), ("㈱", "(株)"), ("３", "3"),
    ],
)  # fmt: skip
def test_forms_that_make_no_difference(one: str, other: str) -> None:
    assert written(one) == written(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-2", "12"),
        ("切", "功"),
        ("吊", "弔"),
        ("阪", "坂"),
        ("宍", "肉"),
        ("井", "丼"),
        ("ハ", "ば"),
        ("ケース", "がース"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert written(one) != written(other)


def test_the_table_of_forms_is_sound() -> None:
    """Every form has one usual form, which is no form of another; nothing stands in it that NFKC folds anyway."""
    text = (files("reader.readings") / "data" / "variants.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    usual, forms = [row[0] for row in rows], [form for row in rows for form in row[1]]
    assert len(set(forms)) == len(forms) > 1500
    assert len(set(usual)) == len(usual)
    assert not set(usual) & set(forms)
    assert all(unicodedata.normalize("NFKC", each) == each for each in usual + forms)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("霞が関", "霞ヶ関"), ("霞ヶ関", "霞が関"), ("茅ケ崎", "茅ヶ崎"), ("3カ月", "3か月"), ("３ヶ月", "3箇月"), ("数か国", "数ヵ国"),
        ("お年寄り", "高齢者"), ("高齢者", "お年寄り"), ("お年寄りの家", "高齢者の家"), ("子供", "こども"), ("ゴミ", "ごみ"),
    ],
)  # fmt: skip
def test_other_ways_of_writing_are_looked_for(typed: str, found: str) -> None:
    assert spellings(typed, USUAL)[0] == written(typed)
    assert written(found) in spellings(typed, USUAL)


@pytest.mark.parametrize("typed", ["ケース", "バスが来る", "町内", "委", "3"])
def test_other_words_have_one_spelling(typed: str) -> None:
    assert spellings(typed, USUAL) == (written(typed),)


def test_a_site_adds_its_own_words() -> None:
    ours = USUAL.extended({"福祉バス": "ふれあいバス、巡回バス", "シニア": "ベテラン"})
    assert set(spellings("巡回バス", ours)) >= {"福祉バス", "ふれあいバス", "巡回バス"}
    assert {"ベテラン", "お年寄り"} <= set(spellings("シニア", ours))
    assert spellings("巡回バス", USUAL) == ("巡回バス",)


def test_nothing_typed_has_no_spelling() -> None:
    assert spellings("\u200b", USUAL) == ()
