"""What an Excel file has in it and Excel does not show: by size, colour, number format, merging; its notes; its boxes."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.fills import Fill
from openpyxl.worksheet.worksheet import Worksheet

from reader.minutes.sources import read_source
from reader.minutes.sources.left_out import COMMENT, HIDDEN, HIDDEN_CELLS, NO_INK, TINY, LeftOut
from reader.minutes.sources.source import Source
from tests.minutes.mutations import unpacked
from tests.minutes.sources.docx.word import changed, packed

SECRET = "土屋さん"
DARK = PatternFill("solid", fgColor="FF003366")
WHITE = Font(color="FFFFFFFF")


def _read(change: Callable[[Worksheet], None]) -> Source:
    return read_source(_file(change))


def _file(change: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["会長", "始めます。"])
    sheet.append(["委員", "はい。"])
    sheet["C2"] = SECRET
    change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _words(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.text]


def _style(font: Font | None = None, fill: Fill | None = None, form: str = "") -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet["C2"].font = font or Font()
        sheet["C2"].fill = fill or PatternFill()
        sheet["C2"].number_format = form or "General"

    return change


def _low(sheet: Worksheet) -> None:
    sheet["C2"] = None
    sheet["C3"] = SECRET
    sheet.row_dimensions[3].height = 0.1


def _narrow(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].width = 0.1


def _under_a_merge(sheet: Worksheet) -> None:
    sheet.merge_cells("B2:C2")
    sheet._cells[2, 3] = sheet._cells[2, 2].__class__(sheet, 2, 3, SECRET)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (_style(WHITE), NO_INK),
        (_style(Font(color="FFFEFDFE")), NO_INK),
        (_style(Font(color=Color(theme=0))), NO_INK),
        (_style(Font(color=Color(indexed=9))), NO_INK),
        (_style(Font(color="FF003366"), DARK), NO_INK),
        (_style(Font(sz=1)), TINY),
        (_style(form=";;;"), HIDDEN),
        (_style(form='0;-0;"零";'), HIDDEN),
        (_style(form="General;General;General;[White]@"), NO_INK),
        (_low, HIDDEN_CELLS),
        (_narrow, HIDDEN_CELLS),
        (_under_a_merge, HIDDEN_CELLS),
    ],
)
def test_what_excel_does_not_show(change: Callable[[Worksheet], None], kind: str) -> None:
    source = _read(change)
    assert _words(source) == ["会長", "始めます。", "委員", "はい。"]
    assert source.left_out == (LeftOut(kind, len(SECRET)),)


@pytest.mark.parametrize(
    "change",
    [
        _style(WHITE, DARK),
        _style(Font(color=Color(theme=0, tint=-0.5))),
        _style(Font(color=Color(theme=4))),
        _style(form="@"),
        _style(form='0;-0;"零";"氏名："@'),
        _style(WHITE, PatternFill("gray125")),
    ],
)
def test_what_excel_shows(change: Callable[[Worksheet], None]) -> None:
    source = _read(change)
    assert (_words(source)[-1], source.left_out, source.warnings) == (SECRET, (), ())


def test_a_number_that_its_format_prints_as_nothing() -> None:
    def change(sheet: Worksheet) -> None:
        for place, number in enumerate((0, 5, -5), start=1):
            sheet.cell(3, place, number).number_format = '0;-0;""'
            sheet.cell(4, place, number).number_format = "0;-0;"

    source = _read(change)
    assert _words(source)[-5:] == ["0", "5", "-5", "5", "-5"]
    assert source.left_out == (LeftOut(HIDDEN, 1),)


def test_white_words_that_something_else_may_paint_behind_are_kept_and_told() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["C2"].font = WHITE
        sheet.conditional_formatting.add("C1:C9", CellIsRule(operator="equal", formula=["1"], fill=DARK))

    source = _read(change)
    assert (_words(source)[-1], source.left_out) == (SECRET, ())
    assert "白い文字が4字あり" in str(source.warnings[0])


def test_merged_cells_stay_as_long_as_one_of_their_rows_is_shown() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("C2:C3")
        sheet.cell(3, 1, "委員")
        sheet.cell(3, 2, "二行目。")
        sheet.row_dimensions[2].hidden = True

    source = _read(change)
    assert _words(source) == ["会長", "始めます。", SECRET, "委員", "二行目。"]
    assert source.left_out == (LeftOut(HIDDEN_CELLS, 5),)


def test_notes_are_counted() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A1"].comment = Comment("内緒の話", "山")
        sheet["A2"].comment = Comment("内緒の話", "山")

    source = _read(change)
    assert source.left_out == (LeftOut(COMMENT, 2),)
    assert "内緒" not in source.text


def test_words_of_boxes_stand_below_their_sheet() -> None:
    def shape(words: str, more: str = "") -> str:
        lines = "".join(f"<a:p><a:r><a:t>{word}</a:t></a:r></a:p>" for word in words.split("/"))
        return f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="x" {more}/></xdr:nvSpPr><xdr:txBody>{lines}</xdr:txBody></xdr:sp>'

    hidden = shape("内緒", 'hidden="1"')
    data = _file(lambda sheet: None)
    parts = unpacked(data)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="../drawings/drawing1.xml"/></Relationships>'
    ).encode()
    parts["xl/drawings/drawing1.xml"] = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"{shape('○委員　追加の質問です。/よろしく。')}{hidden}</xdr:wsDr>"
    ).encode()
    source = read_source(packed(parts))
    assert _words(source)[-2:] == ["○委員　追加の質問です。", "よろしく。"]
    assert source.left_out == (LeftOut(HIDDEN, 2),)


def test_a_style_that_is_not_there_hides_nothing() -> None:
    data = changed(_file(_style(WHITE)), (' s="1"', ' s="999"'))
    assert _words(read_source(data))[-1] == SECRET
