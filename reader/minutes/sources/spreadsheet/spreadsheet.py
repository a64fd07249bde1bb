"""Excel: a table of questions and answers as rows of cells, as far as Excel shows them.

::

    番号 │ 質問           │ 答弁               -> CELL 番号, CELL 質問, CELL 答弁 (row 0)
     1  │ 夜間の利用者は？ │ 三十人です。         -> CELL 1, CELL 夜間の利用者は？, … (row 1)
    a hidden sheet, row or column, white words -> left out, and counted
    a box with words                           -> lines below its sheet's
"""

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from reader.errors import SourceError
from reader.minutes.model import ParserWarning
from reader.minutes.sources.docx.package import Package
from reader.minutes.sources.left_out import COMMENT, HIDDEN, HIDDEN_CELLS, Unseen
from reader.minutes.sources.source import Line, LineKind, Source
from reader.minutes.sources.spreadsheet.looks import CellLooks
from reader.minutes.sources.spreadsheet.sheets import Sheet, sheets_of
from reader.minutes.text.characters import bare

_MAIN = "xl/workbook.xml"


def read_spreadsheet(data: bytes) -> Source:
    """The lines of an Excel file's sheets. SourceError for one that is broken, locked or too large."""
    package = Package(data, "Excel", _MAIN)
    sheets = list(sheets_of(package))
    read = _Reading(CellLooks(next(package.parts("styles"), None)))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, sheet in enumerate(sheets):
            read.take(sheet, book.get_sheet_by_index(index))
    except (CalamineError, ValueError, OSError, LookupError) as error:
        raise SourceError(
            "Excelのファイルとして読めません。壊れていないかExcelで開いて確かめ、保存しなおしてください。"
        ) from error
    return Source(
        tuple(read.lines),
        "xlsx",
        package.title(),
        warnings=tuple(read.warnings()),
        left_out=read.unseen.told(),
    )


class _Reading:
    """The lines of the sheets read so far; ``pale`` counts white words on a ground that the cell itself does not tell."""

    def __init__(self, looks: CellLooks) -> None:
        self.lines: list[Line] = []
        self.unseen = Unseen()
        self._looks = looks
        self._rows = -1
        self._pale = 0

    def take(self, sheet: Sheet, opened: CalamineSheet) -> None:
        """A sheet's lines, then those of its boxes."""
        if self.lines:
            self.lines.append(Line("", len(self.lines) + 1, LineKind.PAGE_BREAK))
        top, left = opened.start or (0, 0)
        for down, cells in enumerate(opened.to_python(skip_empty_area=True), start=top):
            shown = list(self._shown(sheet, down, left, cells))
            self._rows += bool(shown)
            self.lines += row_lines(shown, self._rows, len(self.lines))
        for box in sheet.boxes:
            if box.hidden or sheet.hidden:
                self.unseen.add(HIDDEN, "".join(box.lines))
            else:
                self.lines += [Line(line, len(self.lines) + at) for at, line in enumerate(box.lines, start=1)]
        self.unseen.count(COMMENT, sheet.comments)

    def warnings(self) -> Iterator[ParserWarning]:
        """What could not be read for certain."""
        if self._pale:
            yield ParserWarning(
                0,
                f"白い文字が{self._pale:,}字あり、背景の色がセルからは分かりません。見えない文字でないか、Excelで確かめてください。",
            )

    def _shown(self, sheet: Sheet, row: int, left: int, cells: Iterable[object]) -> Iterator[tuple[int, str]]:
        for column, cell in enumerate(cells, start=left):
            text = _text(cell)
            if not text:
                continue
            style = sheet.styles.get((row, column), 0)
            if sheet.hides(row, column):
                self.unseen.add(HIDDEN_CELLS, text)
            elif (why := self._looks.unseen(style, cell, sheet.painted)) is not None:
                self.unseen.add(why, text)
            else:
                if sheet.painted and self._looks.unseen(style, cell, painted=False) is not None:
                    self._pale += len(bare(text))
                yield column, text


def row_lines(cells: Sequence[tuple[int, str]], row: int, before: int) -> Iterator[Line]:
    """The lines of a row's cells (column, text), behind so many lines: cells beside each other, or one that stands alone."""
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
