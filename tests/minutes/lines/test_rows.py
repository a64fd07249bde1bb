"""Lines to rows: what is cut, what stays whole, what is the page's, and which gaps tell something."""

import pytest

from reader.minutes.lines.rows import rows_of
from reader.minutes.sources.source import Line, LineKind, Source
from reader.minutes.sources.text import read_text
from reader.minutes.text.characters import bare

LONG = "○会長　本日は足元の悪い中をお集まりいただき、誠にありがとうございます。 ○課長　資料の一枚目を開いてください。三件あります。 ○会長　では一件目から順に聞きます。"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("日時\n\n令和3年\n", ["日時", "令和3年"]),
        (LONG, [piece if place == 0 else "○" + piece for place, piece in enumerate(LONG.split(" ○"))]),
        ("始めます。――――――――午後2時散会", ["始めます。", "――――――――", "午後2時散会"]),
        ("諮ります。〔「異議なし」と呼ぶ者あり〕", ["諮ります。", "〔「異議なし」と呼ぶ者あり〕"]),
        ("終わります。（閉会）", ["終わります。", "（閉会）"]),
        ("終わります。　以上", ["終わります。", "以上"]),
        ("会議録　委員長：それでは始めます。", ["会議録", "委員長：それでは始めます。"]),
        ("――――――――", ["――――――――"]),
        ("彼が〔「異議なし」と呼ぶ者あり〕と書いた。", ["彼が〔「異議なし」と呼ぶ者あり〕と書いた。"]),
    ],
)
def test_the_rows_of_a_text(text: str, rows: list[str]) -> None:
    assert [row.text.strip() for row in rows_of(read_text(text))] == rows


@pytest.mark.parametrize("text", [LONG, "始めます。――――――――　午後2時散会", "終わります。 以上\n\n会長　はい"])
def test_no_word_is_lost_and_every_row_knows_its_line(text: str) -> None:
    rows = rows_of(read_text(text))
    for number, line in enumerate(text.split("\n"), start=1):
        own = [row for row in rows if row.number == number]
        assert bare("".join(row.text for row in own)) == bare(line)
        assert [row.first for row in own] == [index == 0 for index in range(len(own))]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("一\n二\n\n三\n四\n", [False, False, True, False]),
        ("一\n\n二\n\n三\n\n四\n\n五\n\n六\n\n七\n\n八\n", [False] * 8),
        ("一\n\f\n二\n三\n", [False, True, False]),
    ],
)
def test_gaps_tell_something_unless_every_line_has_one(text: str, gaps: list[bool]) -> None:
    assert [row.gap for row in rows_of(read_text(text))] == gaps


def test_what_stands_below_page_numbers_again_and_again_is_the_pages() -> None:
    text = "一つ目です。\n- 1 -\n緑の審議会\n二つ目です。\n- 2 -\n緑の審議会\n三つ目です。\n- 3 -\n終わりです。\n"
    assert [row.text for row in rows_of(read_text(text)) if row.kind is LineKind.CHROME] == ["緑の審議会"] * 2


@pytest.mark.parametrize("kind", [LineKind.CHROME, LineKind.SPEAKER])
def test_what_the_format_knows_whole_is_not_cut(kind: LineKind) -> None:
    assert [row.text for row in rows_of(Source((Line(LONG, 1, kind),), "html"))] == [LONG]


def test_the_head_of_a_speakers_table_printed_on_each_page_is_the_pages_but_for_the_first() -> None:
    text = "発言者　　発言の要旨\n会長　　始めます。\n発言者　　発言の要旨\n会長　　終わります。\n"
    assert [row.kind is LineKind.CHROME for row in rows_of(read_text(text))] == [False, False, True, False]
