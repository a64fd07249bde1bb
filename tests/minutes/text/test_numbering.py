"""Numbers in front of headings and items."""

import pytest

from reader.minutes.text.characters import fold
from reader.minutes.text.numbering import read_number


@pytest.mark.parametrize(
    ("line", "style", "value", "title"),
    [
        ("1　基本方針について", "1", 1, "基本方針について"),
        ("２．議題", "1.", 2, "議題"),
        ("（３）計画案", "(1)", 3, "計画案"),
        ("④ 予算", "①", 4, "予算"),
        ("Ⅱ　概要", "Ⅰ", 2, "概要"),
        ("三、その他", "一", 3, "その他"),
        ("第　１　　会期について", "第1", 1, "会期について"),
        ("日程第２　議案第３号　条例", "議題1", 2, "条例"),
        ("■議題1 公園", "議題1", 1, "公園"),
        ("議事(2)支援施策", "議題1", 2, "支援施策"),
        ("議案第１２号　学校給食費", "第1号", 12, "学校給食費"),
        ("議第45号", "第1号", 45, ""),
        ("ア　配置", "ア", 1, "配置"),
        ("（イ）討議", "(ア)", 2, "討議"),
    ],
)
def test_numbers(line: str, style: str, value: int, title: str) -> None:
    found = read_number(fold(line))
    assert found is not None
    assert (found.style, found.value, line[found.end :]) == (style, value, title)


@pytest.mark.parametrize(
    "line",
    [
        "10時30分",
        "3名が",
        "令和3年",
        "5.5倍",
        "1,200円",
        "12番委員",
        "二〇一九年",
        "第3回委員会",
        "アイデア",
        "3 月",
    ],
)
def test_figures_are_no_numbers(line: str) -> None:
    assert read_number(fold(line)) is None
