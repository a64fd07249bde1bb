"""The agenda from each of its sources: the list, the chair's words; and the results that assembly gives its items."""

import pytest

from reader.minutes.header.header import read_header
from reader.minutes.header.listed import listed_items, listed_titles
from reader.minutes.lines.rows import rows_of
from reader.minutes.record.agenda import announced_items
from reader.minutes.record.assembly import assemble
from reader.minutes.sources.text import read_text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("議題\n1 橋について\n2 木について\n", [("1", "橋について"), ("2", "木について")]),
        ("議題：橋について\n", [("", "橋について")]),
        ("次第\n1. 開会\n2. 議題\n(1) 橋について\n3. 閉会\n", [("(1)", "橋について")]),
        ("議題　1. 橋について　2. 木について\n", [("1", "橋について"), ("2", "木について")]),
        ("議題\n(1)\n橋について\n", [("(1)", "橋について")]),
        ("議題\n1 橋について\n\n本日の会議を開きます。\n", [("1", "橋について")]),
        ("次第\n1 委嘱状交付\n2 議題\n(1) 橋について\n3 その他\n", [("(1)", "橋について")]),
        ("議題\n1 橋について\n2 その他\n", [("1", "橋について"), ("2", "その他")]),
        (
            "報告事項\n(1) 橋について\n協議事項\n(2) 木について\n",
            [("(1)", "橋について"), ("(2)", "木について")],
        ),
        ("審議した案件\n1 橋について\n", [("1", "橋について")]),
        (
            "│議題│1 橋について　│\n│　　│2 木について　│\n└──┴──────┘\n",
            [("1", "橋について"), ("2", "木について")],
        ),
        ("議題\nなし\n", []),
        ("配付資料\n1 橋の図\n", []),
    ],
)
def test_the_items_of_the_list(text: str, items: list[tuple[str, str]]) -> None:
    found = listed_items(read_header(rows_of(read_text(text)), None).sections)
    assert [(item.number, item.title) for item in found] == items


def test_the_steps_of_the_meeting_are_titles_and_no_items() -> None:
    sections = read_header(rows_of(read_text("次第\n1. 開会\n2. 橋について\n3. 閉会\n")), None).sections
    assert listed_titles(sections) == ["開会", "橋について", "閉会"]
    assert [item.title for item in listed_items(sections)] == ["橋について"]


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("議題1「橋の補修について」を始めます。", ["橋の補修について"]),
        ("一つ目は、橋の補修についてです。", ["橋の補修について"]),
        ("橋の補修についてを議題とします。", ["橋の補修について"]),
        ("橋の補修について伺います。", []),
    ],
)
def test_what_the_chair_announces(said: str, titles: list[str]) -> None:
    assert [item.title for item in announced_items([said])] == titles


def test_results_go_to_the_item_whose_title_they_stand_below() -> None:
    text = "議題\n1 橋について\n2 木について\n審議結果\n全員出席\n2 木について\n承認\n1 橋について\n継続\n"
    source = read_text(text)
    rows = rows_of(source)
    minutes = assemble(source, rows, read_header(rows, None), (), len(rows))
    assert [(item.title, item.results) for item in minutes.agenda] == [
        ("橋について", ("継続",)),
        ("木について", ("承認",)),
    ]
    assert minutes.results == ("全員出席",)
