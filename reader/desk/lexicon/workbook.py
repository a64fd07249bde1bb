"""A sheet of Excel as rows of cells, each with the furigana that was typed with it; and readings as a sheet.

::

    <si><t>下市町</t><rPh sb="0" eb="3"><t>シモイチチョウ</t></rPh></si>      Cell("下市町", "シモイチチョウ")

Excel keeps what a clerk typed to get the kanji (ECMA-376, 18.4.6): in most lists of names that is the reading, and no
column of its own is needed.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import xlsxwriter

from reader.errors import LexiconError, SourceError
from reader.minutes.sources.docx.package import Package
from reader.minutes.sources.docx.xml import Node, local
from reader.readings.word import Reading

HEADER = ("表記", "読み", "アクセント")

_MAIN = "xl/workbook.xml"
_COLUMN = re.compile(r"([A-Z]{1,3})\d{1,7}$")
_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_WIDEST = 64
"""Columns that are looked at; nobody's reading stands farther right."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and the furigana of it ('' for none)."""

    text: str
    furigana: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``number`` counts from 1, as the program that shows the table does."""

    number: int
    cells: tuple[Cell, ...]


def sheet_rows(data: bytes) -> Iterator[Row]:
    """The rows of a workbook's first sheet that have something. LexiconError for what is none."""
    try:
        package = Package(data, "Excel", _MAIN)
        shared = [
            _shared(one) for part in package.parts("sharedStrings") for one in part if local(one) == "si"
        ]
        root = package.part(next(_sheet_ids(package.main), ""))
    except SourceError as error:
        raise LexiconError(str(error)) from error
    for group in root if root is not None else ():
        if local(group) == "sheetData":
            for place, row in enumerate(group, 1):
                cells = _cells(row, shared)
                if any(cell.text for cell in cells):
                    given = row.get("r") or ""
                    yield Row(int(given) if given.isdecimal() and len(given) < 8 else place, cells)


def written_sheet(readings: Iterable[Reading]) -> bytes:
    """A workbook with the readings: text whatever they begin with, never a formula."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("読み辞書")
        sheet.set_column(0, 1, 30)
        for column, name in enumerate(HEADER):
            sheet.write_string(0, column, name)
        for row, one in enumerate(readings, 1):
            sheet.write_string(row, 0, one.surface)
            sheet.write_string(row, 1, one.reading)
            if one.accent is not None:
                sheet.write_number(row, 2, one.accent)
    return out.getvalue()


def _sheet_ids(main: Node) -> Iterator[str]:
    for group in main:
        if local(group) == "sheets":
            for sheet in group:
                yield next((found for key in _IDS if (found := sheet.get(key))), "")


def _cells(row: Node, shared: list[Cell]) -> tuple[Cell, ...]:
    found: dict[int, Cell] = {}
    for place, cell in enumerate(row):
        named = _COLUMN.match(cell.get("r") or "")
        column = _number(named[1]) if named else place
        if column < _WIDEST:
            found[column] = _cell(cell, shared)
    return tuple(found.get(column, Cell("")) for column in range(max(found, default=-1) + 1))


def _cell(cell: Node, shared: list[Cell]) -> Cell:
    kind = cell.get("t") or "n"
    inside = next((one for one in cell if local(one) == ("is" if kind == "inlineStr" else "v")), None)
    if inside is None:
        return Cell("")
    if kind == "inlineStr":
        return _shared(inside)
    text = (inside.text or "").strip()
    if kind == "s":
        return shared[int(text)] if text.isdecimal() and int(text) < len(shared) else Cell("")
    return Cell(text.removesuffix(".0") if kind == "n" else text)


def _shared(item: Node) -> Cell:
    """A string: its runs joined, and its furigana laid over it."""
    text = "".join(_texts(item))
    stretches = sorted(
        (_place(one, "sb"), _place(one, "eb"), "".join(_texts(one))) for one in item if local(one) == "rPh"
    )
    furigana, at = "", 0
    for start, end, kana in stretches:
        if at <= start < end <= len(text):
            furigana += text[at:start] + kana
            at = end
    return Cell(text.strip(), (furigana + text[at:]).strip() if furigana else "")


def _texts(node: Node) -> Iterator[str]:
    for child in node:
        if local(child) == "t":
            yield child.text or ""
        elif local(child) == "r":
            yield from _texts(child)


def _place(node: Node, name: str) -> int:
    given = node.get(name) or ""
    return int(given) if given.isdecimal() and len(given) < 8 else -1


def _number(letters: str) -> int:
    count = 0
    for letter in letters:
        count = count * 26 + ord(letter) - 64
    return count - 1
