"""Numbers of lists and counters as Chromium writes them (its accessibility tree was asked for every value here)."""

import pytest

from reader.minutes.sources.html.html import read_html
from reader.minutes.sources.html.style.countings import Countings

VALUES = (0, 1, 3, 10, 11, 20, 27, 47, 48, 49, 100, 101, 110, 1001, 1100, 2005, 9999, 10000, -3)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("katakana", "0 ア ウ コ サ ト ヒ ヲ ン アア イエ イオ イセ トル ニワ ルユ エタソ エタタ -3"),
        ("hiragana-iroha", "0 い は ぬ る ね お す いい いろ ろへ ろと ろた なか むつ しけ にうて にうあ -3"),
        ("cjk-decimal", "〇 一 三 一〇 一一 二〇 二七 四七 四八 四九 一〇〇 一〇一 一一〇 一〇〇一 一一〇〇 二〇〇五 九九九九 一〇〇〇〇 -3"),
        ("japanese-informal", "〇 一 三 十 十一 二十 二十七 四十七 四十八 四十九 百 百一 百十 千一 千百 二千五 九千九百九十九 一〇〇〇〇 マイナス三"),
        ("japanese-formal", "零 壱 参 壱拾 壱拾壱 弐拾 弐拾七 四拾七 四拾八 四拾九 壱百 壱百壱 壱百壱拾 壱阡壱 壱阡壱百 弐阡伍 九阡九百九拾九 一〇〇〇〇 マイナス参"),
        ("lower-roman", "0 i iii x xi xx xxvii xlvii xlviii xlix c ci cx mi mc mmv 9999 10000 -3"),
        ("upper-alpha", "0 A C J K T AA AU AV AW CV CW DF ALM APH BYC NTO NTP -3"),
        ("decimal-leading-zero", "00 01 03 10 11 20 27 47 48 49 100 101 110 1001 1100 2005 9999 10000 -3"),
        ("cjk-heavenly-stem", "〇 甲 丙 癸 一一 二〇 二七 四七 四八 四九 一〇〇 一〇一 一一〇 一〇〇一 一一〇〇 二〇〇五 九九九九 一〇〇〇〇 -3"),
        ("lower-greek", "0 α γ κ λ υ αγ αψ αω βα δδ δε δξ αρρ αφυ γλν ρθο ρθπ -3"),
    ],
)  # fmt: skip
def test_styles_that_every_browser_knows(name: str, written: str) -> None:
    assert [Countings().written(value, name) for value in VALUES] == written.split()


def test_chinese_figures_below_ten_thousand() -> None:
    values = (0, 10, 12, 20, 100, 101, 110, 111, 1001, 1010, 1100, 2005, -3)
    assert [Countings().written(value, "cjk-ideographic") for value in values] == (
        [
            "零",
            "十",
            "十二",
            "二十",
            "一百",
            "一百零一",
            "一百一十",
            "一百一十一",
            "一千零一",
            "一千零一十",
            "一千一百",
            "二千零五",
            "負三",
        ]
    )


@pytest.mark.parametrize(
    ("style", "values", "markers"),
    [
        (
            'system: extends cjk-decimal; prefix: "（"; suffix: "）"',
            (1, 2, 10),
            ["（一）", "（二）", "（一〇）"],
        ),
        ('system: fixed 2; symbols: "甲" "乙"; suffix: "："', (1, 2, 3, 4), ["1：", "甲：", "乙：", "4："]),
        ('system: cyclic; symbols: "議" "案"', (1, 2, 3), ["議. ", "案. ", "議. "]),
        ('symbols: "†" "‡"', (1, 2, 3, 0), ["†. ", "‡. ", "††. ", "0. "]),
        ('system: additive; additive-symbols: 5 "五", 1 "一"', (0, 3, 7), ["0. ", "一一一. ", "五一一. "]),
        (
            'system: numeric; symbols: "零" "壱"; pad: 4 "零"; negative: "▲"',
            (-2, 5),
            ["▲零壱零. ", "零壱零壱. "],
        ),
        (
            "system: extends decimal; range: 2 3; fallback: upper-roman",
            (1, 2, 3, 4),
            ["I. ", "2. ", "3. ", "IV. "],
        ),
        ('system: alphabetic; symbols: "あ" "い"', (1, 2, 3, 4), ["あ. ", "い. ", "ああ. ", "あい. "]),
        ('system: extends nobody; suffix: "番 "', (1, 2), ["1番 ", "2番 "]),
        ('system: fixed; suffix: "番 "', (1, 2), ["1. ", "2. "]),
        ('system: extends 様; suffix: "番 "', (1, 2), ["1番 ", "2番 "]),
        ('system: cyclic; symbols: "▶"', (1, 2), ["", ""]),
    ],
)
def test_styles_that_a_sheet_makes(style: str, values: tuple[int, ...], markers: list[str]) -> None:
    items = "".join(f"<li value={value}>、" for value in values)
    page = f"<style>@counter-style 様 {{ {style} }} ol {{ list-style: 様 inside }}</style><ol>{items}</ol>"
    assert [line.text for line in read_html(page).lines if line.text] == [f"{one}、" for one in markers]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<ol style='list-style-type:symbols(fixed \"甲\" \"乙\")'><li>x<li>x<li>x</ol>", ["甲 x", "乙 x", "3 x"]),
        ("<ol style='list-style-type:nobody'><li>x</ol>", ["1. x"]),
        ("<ul style='list-style:nobody inside'><li>x</ul>", ["1. x"]),
        ("<ol style='list-style-type:Upper-Roman'><li>x</ol>", ["I. x"]),
        ("<ol><li style='display:block'>x<li>y</ol>", ["x", "1. y"]),
        (
            "<style>li::marker{content:counter(list-item) '番 '}</style><ol start=5><li>x<li>y</ol><ul><li>z</ul>",
            ["5番 x", "6番 y", "1番 z"],
        ),
        (
            "<style>ol{list-style:none}li::before{content:'第' counter(list-item,japanese-informal) '条　'}</style>"
            "<ol><li>x<ol><li>y</ol><li>z</ol>",
            ["第一条　x", "第一条　y", "第二条　z"],
        ),
        (
            "<style>@counter-style 条{system:extends decimal;prefix:'第';suffix:'条　'}"
            "h3{counter-increment:i}h3::before{content:counter(i,条)}</style><h3>x</h3>",
            ["1x"],
        ),
        (
            "<style>@media print{@counter-style k{system:cyclic;symbols:'刷'}}ol{list-style:k}</style><ol><li>x</ol>",
            ["1. x"],
        ),
    ],
)  # fmt: skip
def test_lists_that_name_them(page: str, lines: list[str]) -> None:
    assert [line.text for line in read_html(page).lines if line.text] == lines


def test_styles_beyond_reason_end() -> None:
    circle = "@counter-style a{system:extends b}@counter-style b{system:extends a}"
    fallback = "@counter-style c{system:fixed;symbols:'一';fallback:d}@counter-style d{system:fixed;symbols:'二';fallback:c}"
    long = "@counter-style e{symbols:'*'}@counter-style f{system:numeric;symbols:'0'}"
    page = "".join(f"<ol style='list-style:{name}'><li value=999999>x</ol>" for name in "abcdef")
    assert [
        line.text for line in read_html(f"<style>{circle}{fallback}{long}</style>{page}").lines if line.text
    ] == (["999999. x"] * 6)
