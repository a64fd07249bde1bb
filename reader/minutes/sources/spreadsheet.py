"""Excel: a table of questions and answers as rows of cells, as far as Excel shows them.

::

    番号 │ 質問           │ 答弁               -> CELL 番号, CELL 質問, CELL 答弁 (row 0)
     1  │ 夜間の利用者は？ │ 三十人です。         -> CELL 1, CELL 夜間の利用者は？, … (row 1)
    a hidden sheet, row or column              -> left out, and counted
"""

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineWorkbook

from reader.errors import SourceError
from reader.minutes.sources.docx.package import Package
from reader.minutes.sources.docx.xml import Node, local
from reader.minutes.sources.left_out import HIDDEN_CELLS, Unseen
from reader.minutes.sources.source import Line, LineKind, Source

_MAIN = "xl/workbook.xml"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_MOST_CELLS = 4_000_000
_ON = ("1", "true")
_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


@dataclass(slots=True)
class _Sheet:
    """What a sheet's XML says of it: hidden as a whole, in rows, in columns (from 0)."""

    hidden: bool
    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)

    def hides(self, row: int, column: int) -> bool:
        """Whether a cell is not shown."""
        return self.hidden or row in self.rows or any(column in columns for columns in self.columns)


def read_spreadsheet(data: bytes) -> Source:
    """The lines of an Excel file's sheets. SourceError for one that is broken, locked or too large."""
    package = Package(data, "Excel", _MAIN)
    sheets = list(_sheets(package))
    unseen = Unseen()
    lines: list[Line] = []
    rows = -1
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, sheet in enumerate(sheets):
            if lines:
                lines.append(Line("", len(lines) + 1, LineKind.PAGE_BREAK))
            opened = book.get_sheet_by_index(index)
            top, left = opened.start or (0, 0)
            for down, cells in enumerate(opened.to_python(skip_empty_area=True), start=top):
                shown = []
                for across, cell in enumerate(cells, start=left):
                    text = _text(cell)
                    if text and sheet.hides(down, across):
                        unseen.add(HIDDEN_CELLS, text)
                    elif text:
                        shown.append((across, text))
                rows += bool(shown)
                lines += _row(shown, rows, len(lines))
    except (CalamineError, ValueError, OSError, LookupError) as error:
        raise SourceError(
            "Excelのファイルとして読めません。壊れていないかExcelで開いて確かめ、保存しなおしてください。"
        ) from error
    return Source(tuple(lines), "xlsx", package.title(), left_out=unseen.told())


def _row(cells: list[tuple[int, str]], row: int, before: int) -> Iterator[Line]:
    """A row's lines: cells beside each other, or one that stands alone."""
    if not cells:
        yield Line("", before + 1)
        return
    number = before
    for column, text in cells:
        for piece in text.split("\n"):
            number += 1
            beside = len(cells) > 1
            yield (
                Line(piece, number, LineKind.CELL, row=row, column=column) if beside else Line(piece, number)
            )


def _sheets(package: Package) -> Iterator[_Sheet]:
    """The sheets in their order. SourceError for one whose cells lie too far apart: each place between costs memory."""
    for listed in (child for group in package.main if local(group) == "sheets" for child in group):
        sheet = _Sheet((listed.get("state") or "visible") != "visible")
        root = package.part(next((identity for key in _IDS if (identity := listed.get(key))), ""))
        furthest, widest = 0, 0
        for part in root if root is not None else ():
            if local(part) == "cols":
                sheet.columns += [_columns(one) for one in part if one.get("hidden") in _ON]
            if local(part) == "sheetData":
                for place, row in enumerate(part):
                    at = _number(row.get("r"), place + 1)
                    if row.get("hidden") in _ON:
                        sheet.rows.add(at - 1)
                    for cell in row:
                        found = _PLACE.match(cell.get("r") or "")
                        furthest = max(furthest, int(found.group(2)) if found else at)
                        widest = max(widest, _column(found.group(1)) if found else len(list(row)))
        if furthest * widest > _MOST_CELLS:
            raise SourceError("Excelの表が大きすぎます。会議録の部分だけを新しいファイルに写してください。")
        yield sheet


def _columns(node: Node) -> range:
    return range(_number(node.get("min"), 1) - 1, _number(node.get("max"), 1))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and text.isascii() and len(text) < 8 else otherwise


def _column(letters: str) -> int:
    count = 0
    for letter in letters:
        count = count * 26 + ord(letter) - 64
    return count


def _text(cell: object) -> str:
    """A cell's value as Excel shows it in Japan."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:g}" if cell != int(cell) or abs(cell) >= 1e15 else str(int(cell))
    if isinstance(cell, datetime.datetime):
        return f"{cell.year}年{cell.month}月{cell.day}日{cell.hour}時{cell.minute:02}分"
    if isinstance(cell, datetime.date):
        return f"{cell.year}年{cell.month}月{cell.day}日"
    if isinstance(cell, datetime.time):
        return f"{cell.hour}時{cell.minute:02}分"
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
