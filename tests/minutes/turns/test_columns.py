"""Tables whose columns say who speaks."""

import pytest

from reader.minutes.contract import to_json
from reader.minutes.model import PartKind
from reader.minutes.outline import parse
from reader.minutes.sources import read_source


def _page(rows: list[list[str]]) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = "<h1>公園の説明会</h1><p>日時：令和4年6月18日</p>"
    return f'<html><meta charset="utf-8"><body>{head}<table>{cells}</table></body></html>'.encode()


def _turns(rows: list[list[str]]) -> list[tuple[str, str]]:
    return [(turn["speaker"], turn["text"]) for turn in to_json(parse(read_source(_page(rows))))["turns"]]


@pytest.mark.parametrize(
    ("asks", "tells"),
    [("質問", "回答"), ("委員の意見等", "事務局の考え方"), ("ご意見の内容", "市の考え方"), ("質疑", "答弁")],
)
def test_each_cell_is_a_turn_of_its_column(asks: str, tells: str) -> None:
    rows = [
        [asks, tells],
        ["桜は切りますか。", "2本だけです。<br>残りは残します。"],
        ["夜も使えますか。", "はい。"],
    ]
    assert _turns(rows) == [
        (asks, "桜は切りますか。"),
        (tells, "2本だけです。\n残りは残します。"),
        (asks, "夜も使えますか。"),
        (tells, "はい。"),
    ]


def test_columns_that_nobody_heads_say_nothing() -> None:
    rows = [["番号", "質問", "回答"], ["1", "桜は切りますか。", "2本だけです。"]]
    assert _turns(rows) == [("質問", "桜は切りますか。"), ("回答", "2本だけです。")]
    heads = [part.text for part in parse(read_source(_page(rows))).parts if part.kind is PartKind.SPEECH]
    assert heads == ["桜は切りますか。", "2本だけです。"]


def test_one_side_alone_is_no_head() -> None:
    assert _turns([["項目", "回答"], ["面積", "2ヘクタールです。"]]) == []


def test_a_column_beside_tells_who_it_was() -> None:
    rows = [
        ["番号", "質問者", "質問", "回答者", "回答"],
        ["1", "甲委員", "桜は切りますか。", "公園課長", "2本だけです。"],
        ["2", "", "夜も使えますか。", "事務局", "はい。"],
    ]
    assert _turns(rows) == [
        ("甲委員", "桜は切りますか。"),
        ("公園課長", "2本だけです。"),
        ("質問", "夜も使えますか。"),
        ("事務局", "はい。"),
    ]
