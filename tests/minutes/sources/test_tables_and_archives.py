"""Excel's tables of questions and answers, and archives of pages: one meeting each."""

import datetime
import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reader.errors import SourceError
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.left_out import COMMENT, HIDDEN, HIDDEN_CELLS, LeftOut
from reader.minutes.sources.source import LineKind
from tests.minutes.mutations import archive, unpacked
from tests.minutes.sources.docx.word import paragraph, word_file

HEAD = "第3回図書館協議会会議録\n令和6年5月14日\n\n"


def _book() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def _saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_table_of_speakers() -> None:
    book, sheet = _book()
    sheet["A1"] = "第3回図書館協議会会議録"
    sheet["A2"] = "令和6年5月14日"
    for row in (
        ("発言者", "内容"),
        ("会長", "始めます。\n二つあります。"),
        ("委員", "はい。"),
        ("事務局", "以上です。"),
    ):
        sheet.append(row)
    minutes = parse(read_source(_saved(book)))
    assert minutes.held_on == datetime.date(2024, 5, 14)
    assert [(turn.speaker, turn.text) for turn in minutes.turns] == [
        ("会長", "始めます。\n二つあります。"),
        ("委員", "はい。"),
        ("事務局", "以上です。"),
    ]


@pytest.mark.parametrize(
    ("name", "separator", "encoding"),
    [("a.csv", ",", "cp932"), ("A.CSV", ",", "utf-8-sig"), ("a.tsv", "\t", "utf-16")],
)
def test_a_table_that_a_spreadsheet_saved_as_text(name: str, separator: str, encoding: str) -> None:
    rows = [
        "第3回図書館協議会会議録",
        "令和6年5月14日",
        "発言者,内容",
        '会長,"始めます。\n二つ、あります。"',
        "委員,はい。",
        '会長,"「以上」です。"',
    ]
    minutes = parse(read_source("\r\n".join(rows).replace(",", separator).encode(encoding), name))
    assert (minutes.meeting, minutes.held_on) == ("第3回図書館協議会", datetime.date(2024, 5, 14))
    assert [(turn.speaker, turn.text) for turn in minutes.turns] == [
        ("会長", "始めます。\n二つ、あります。"),
        ("委員", "はい。"),
        ("会長", "「以上」です。"),
    ]


@pytest.mark.parametrize(
    "text", ["○会長　はい、始めます。\n○委員　はい。", '会長,"始めます。', "x" * 200_000]
)
def test_a_text_that_is_only_called_a_table(text: str) -> None:
    source = read_source(f"{HEAD}{text}".encode(), "a.csv")
    assert "".join(line.text for line in source.lines) == f"{HEAD}{text}".replace("\n", "")


def test_values_as_they_are_shown() -> None:
    book, sheet = _book()
    sheet.append([1, 2.5, True, datetime.date(2024, 5, 14), datetime.time(14, 5), "文字", None, 10**9])
    assert [(line.text, line.column) for line in read_source(_saved(book)).lines] == [
        ("1", 0),
        ("2.5", 1),
        ("TRUE", 2),
        ("2024年5月14日", 3),
        ("14時05分", 4),
        ("文字", 5),
        ("1000000000", 7),
    ]


def test_hidden_rows_columns_and_sheets() -> None:
    book, sheet = _book()
    for row in (("会長", "始めます。", "内緒の話"), ("委員", "隠した行", "あ"), ("委員", "はい。", "い")):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    secret = book.create_sheet("控え")
    secret["B2"] = "土屋さん"
    secret.sheet_state = "veryHidden"
    source = read_source(_saved(book))
    assert [line.text for line in source.lines if line.text] == ["会長", "始めます。", "委員", "はい。"]
    assert source.left_out == (LeftOut(HIDDEN_CELLS, 4 + 6 + 1 + 1 + 4),)


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576"])
def test_cells_far_apart_cost_nothing(place: str) -> None:
    book, sheet = _book()
    sheet["A1"], sheet["XFD2"], sheet[place] = "あ", "い", "う"
    with pytest.raises(SourceError, match=r"^Excelの表が大きすぎます。.*。$"):
        read_source(_saved(book))


def test_a_broken_table() -> None:
    parts = unpacked(_saved(_book()[0]))
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet"
    with pytest.raises(SourceError, match=r"^Excelのファイルとして読めません。.*。$"):
        read_source(archive(parts))


def _page(said: str) -> bytes:
    return f"<html><title>会議録</title><body><p>{said}</p></body></html>".encode()


def test_pages_in_the_order_of_their_numbers() -> None:
    parts = {
        "会議録/10.html": _page("○委員　十です。"),
        "会議録/2.html": _page("○委員　二です。"),
        "会議録/1.html": _page("第3回図書館協議会会議録<br>令和6年5月14日<br>○会長（森下君）　開きます。"),
        "会議録/style.css": b"p { color: red }",
        "__MACOSX/._1.html": b"\x00\x05\x16\x07",
        "終わり.docx": word_file(paragraph("○会長　終わります。")),
        "図.bin": b"\x89PNG" + bytes(40),
    }
    source = read_source(archive(parts))
    assert [turn.text for turn in parse(source).turns] == [
        "開きます。",
        "二です。",
        "十です。",
        "終わります。",
    ]
    assert sum(line.kind is LineKind.PAGE_BREAK for line in source.lines) == 3
    assert [warning.message for warning in source.warnings] == [
        "読めないファイルが1あり、除きました（図.bin）。"
    ]
    assert [line.number for line in source.lines] == list(range(1, len(source.lines) + 1))


def test_names_of_windows() -> None:
    data = archive(
        {"aaaaaa.txt": f"{HEAD}○委員　二です。".encode(), "AAAAAAAA.txt": f"{HEAD}○委員　十です。".encode()}
    )
    for placeholder, name in ((b"aaaaaa.", "議事２."), (b"AAAAAAAA.", "議事１０.")):
        data = data.replace(placeholder, name.encode("cp932"))
    source = read_source(data)
    assert [line.text for line in source.lines if "です" in line.text] == [
        "○委員　二です。",
        "○委員　十です。",
    ]


def test_an_archive_in_an_archive_is_no_page() -> None:
    inner = archive({"a.txt": HEAD.encode()})
    with pytest.raises(SourceError, match="会議録のページがありません"):
        read_source(archive({"a.zip": inner}))
    assert read_source(archive({"a.zip": inner, "b.txt": HEAD.encode()})).warnings


def test_archives_that_would_unpack_beyond_reason() -> None:
    for parts in ({f"{number}.txt": b"a" for number in range(1_100)}, {"a.txt": bytes(210_000_000)}):
        with pytest.raises(SourceError, match="大きすぎます"):
            read_source(archive(parts))


def test_what_the_pages_of_an_archive_hide_is_told_once() -> None:
    pages = {f"{page}.html": f"<p>{page}頁<p hidden>内緒</p><!--控え-->" for page in range(1, 4)}
    source = read_source(archive({name: page.encode() for name, page in pages.items()}))
    assert source.left_out == (LeftOut(HIDDEN, 6), LeftOut(COMMENT, 3))
