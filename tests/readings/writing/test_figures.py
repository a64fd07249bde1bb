"""Kanji figures by their places, ratios, numbers behind #, amounts of money; each with what must stay as it is."""

import pytest

from reader.readings.writing.folding import full_width
from reader.readings.writing.rewriting import rewrite


def written_out(text: str) -> str:
    return rewrite(full_width(text)).text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("令和一二年度の計画", "令和１２年度の計画"),
        ("昭和五六年以前", "昭和５６年以前"),
        ("令和五年一二月二三日", "令和五年１２月２３日"),
        ("二一、五〇〇円", "２１５００円"),
        ("一、二〇〇、〇〇〇円", "１２０００００円"),
        ("三、四〇〇万円", "３４００万円"),
        ("四七都道府県", "４７都道府県"),
        ("三五号線", "３５号線"),
        ("二〇三〇年", "２０３０年"),
        ("第四五号", "第４５号"),
        ("一二・五％", "１２．５％"),
        ("二〇〜三〇人", "２０から３０人"),
        ("二億三四〇〇万円", "二億３４００万円"),
    ],
)
def test_kanji_figures_stand_by_their_places(text: str, wanted: str) -> None:
    assert written_out(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "一、二年生", "三、四十人", "一、二の例", "百二十三人", "一億二千万円", "二人と三つ", "四六時中", "七五三の祝い", "三三五五",
        "第二、第三の例", "一番", "十二月", "五十六年", "二・二六事件", "九十九里",
    ],
)  # fmt: skip
def test_other_figures_stay(text: str) -> None:
    assert written_out(text) == text


@pytest.mark.parametrize("text", ["二三日", "五六人", "七八年前"])
def test_two_figures_in_a_row_mean_about(text: str) -> None:
    assert written_out(text) == f"{text[0]}、{text[1:]}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("１：２の割合", "１対２の割合"),
        ("比率は3:2:1です", "比率は３対２対１です"),
        ("10：30から", "１０時３０分から"),
        ("議題1:2023年度予算", "議題１：２０２３年度予算"),
        ("資料１：２ページ", "資料１：２ページ"),
        ("令和３年度：５件", "令和３年度：５件"),
    ],
)
def test_a_colon_between_figures_is_a_ratio(text: str, wanted: str) -> None:
    assert written_out(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("#7119", "シャープナナイチイチキュウ"),
        ("＃８０００", "シャープ８０００"),
        ("#1", "シャープ１"),
        ("＃長崎", "ハッシュタグ長崎"),
        ("C#", "Ｃシャープ"),
        ("# 見出し", "＃\u3000見出し"),
    ],
)
def test_a_number_sign(text: str, wanted: str) -> None:
    assert written_out(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("¥1,500", "１，５００円"),
        ("￥１，５００円", "１，５００円"),
        ("$100", "１００ドル"),
        ("€2.5億", "２．５億ユーロ"),
        ("₩500万", "５００万ウォン"),
        ("100€", "１００ユーロ"),
    ],
)
def test_money_is_said_behind_its_amount(text: str, wanted: str) -> None:
    assert written_out(text) == wanted
