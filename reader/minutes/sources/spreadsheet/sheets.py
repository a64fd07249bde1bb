"""What a sheet's XML says beside its words: what is hidden, how cells are styled, notes, boxes with words.

::

    <row r="3" hidden="1">   <row ht="0">   <col width="0">   -> hidden
    <mergeCell ref="A1:B3"/>                   -> of these cells only A1 is shown, as long as one of their rows is
    <c r="B6" s="4">                           -> style 4
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.errors import SourceError
from reader.minutes.sources.docx.package import Package
from reader.minutes.sources.docx.xml import Node, local

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_STRETCH = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$")
_NUMBER = re.compile(r"\d{1,7}")
_LENGTH = re.compile(r"\d{1,7}(?:\.\d{1,20})?")
_MOST_CELLS = 4_000_000
_MOST_MERGED_ROWS = 1_000_000
_NOTHING = 0.6
_ON = ("1", "true")
_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_PAINTED = frozenset({"tableParts", "conditionalFormatting", "picture"})


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn box with words: its lines, and whether its author hid it."""

    lines: tuple[str, ...]
    hidden: bool


@dataclass(slots=True)
class Sheet:
    """A sheet: hidden as a whole, in rows, in columns (all from 0). ``merged`` are the cells that are shown as one (rows,
    columns), by each of their rows; ``painted`` says that something else than the cells' own styles puts colours behind
    words; ``comments`` counts notes."""

    hidden: bool
    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)
    merged: dict[int, list[tuple[range, range]]] = field(default_factory=dict)
    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    painted: bool = False
    comments: int = 0
    boxes: list[Box] = field(default_factory=list)

    def hides(self, row: int, column: int) -> bool:
        """Whether a cell is not shown."""
        if self.hidden:
            return True
        for rows, columns in self.merged.get(row, ()):
            if column in columns:
                covered = (row, column) != (rows.start, columns.start)
                rows_gone = len(rows) <= len(self.rows) and all(one in self.rows for one in rows)
                return covered or rows_gone or all(map(self._column_hidden, columns))
        return row in self.rows or self._column_hidden(column)

    def _column_hidden(self, column: int) -> bool:
        return any(column in columns for columns in self.columns)


def sheets_of(package: Package) -> Iterator[Sheet]:
    """The sheets in their order. SourceError for one whose cells lie too far apart: each place between costs memory."""
    for listed in (child for group in package.main if local(group) == "sheets" for child in group):
        identity = next((found for key in _IDS if (found := listed.get(key))), "")
        sheet = Sheet((listed.get("state") or "visible") != "visible")
        root = package.part(identity)
        for part in root if root is not None else ():
            _take(sheet, part)
        for comments in package.parts_of(identity, "comments"):
            sheet.comments += sum(local(one) == "comment" for group in comments for one in group)
        for drawing in package.parts_of(identity, "drawing"):
            sheet.boxes += _boxes(drawing)
        yield sheet


def _take(sheet: Sheet, part: Node) -> None:
    name = local(part)
    if name == "cols":
        sheet.columns += [_columns(one) for one in part if _is_gone(one, "width")]
    elif name == "mergeCells":
        _merge(sheet, part)
    elif name == "sheetData":
        _cells(sheet, part)
    sheet.painted = sheet.painted or name in _PAINTED


def _cells(sheet: Sheet, part: Node) -> None:
    furthest, widest = 0, 0
    for place, row in enumerate(part):
        at = _number(row.get("r"), place + 1)
        if _is_gone(row, "ht"):
            sheet.rows.add(at - 1)
        for across, cell in enumerate(row, start=1):
            found = _PLACE.match(cell.get("r") or "")
            down, over = (int(found.group(2)), _column(found.group(1))) if found else (at, across)
            furthest, widest = max(furthest, down), max(widest, over)
            style = _number(cell.get("s"), 0)
            if style:
                sheet.styles[down - 1, over - 1] = style
    if furthest * widest > _MOST_CELLS:
        raise SourceError("Excelの表が大きすぎます。会議録の部分だけを新しいファイルに写してください。")


def _merge(sheet: Sheet, part: Node) -> None:
    left = _MOST_MERGED_ROWS
    for one in part:
        found = _STRETCH.match(one.get("ref") or "")
        if not found:
            continue
        rows = range(int(found.group(2)) - 1, int(found.group(4)))
        columns = range(_column(found.group(1)) - 1, _column(found.group(3)))
        left -= len(rows)
        if left < 0:
            return
        for row in rows:
            sheet.merged.setdefault(row, []).append((rows, columns))


def _is_gone(node: Node, size: str) -> bool:
    """Whether a row or column is hidden, or has no size."""
    given = node.get(size) or ""
    return node.get("hidden") in _ON or (_LENGTH.fullmatch(given) is not None and float(given) < _NOTHING)


def _boxes(drawing: Node) -> Iterator[Box]:
    """The boxes of a drawing that have words, in their order."""
    waiting = [drawing]
    while waiting:
        one = waiting.pop()
        if local(one) in ("sp", "cxnSp"):
            lines = tuple(line for line in _paragraphs(one) if line.strip())
            if lines:
                yield Box(lines, any(inner.get("hidden") in _ON for inner in _inside(one, "cNvPr")))
        else:
            waiting += reversed(list(one))


def _paragraphs(box: Node) -> Iterator[str]:
    for paragraph in _inside(box, "p"):
        yield "".join((inner.text or "") for inner in _inside(paragraph, "t")).replace("\n", " ")


def _inside(node: Node, name: str) -> Iterator[Node]:
    """The elements of a name in a node, in their order."""
    waiting = list(reversed(list(node)))
    while waiting:
        one = waiting.pop()
        if local(one) == name:
            yield one
        else:
            waiting += reversed(list(one))


def _columns(node: Node) -> range:
    return range(_number(node.get("min"), 1) - 1, _number(node.get("max"), 1))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and _NUMBER.fullmatch(text) else otherwise


def _column(letters: str) -> int:
    count = 0
    for letter in letters:
        count = count * 26 + ord(letter) - 64
    return count
