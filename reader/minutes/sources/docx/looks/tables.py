"""In which parts of a table a cell stands, as far as its style may have them look of their own.

::

    <w:tblLook w:firstRow="1" w:noHBand="0"/>   -> firstRow above, band1Horz and band2Horz by turns below
    <w:gridSpan w:val="2"/>                      -> the next cell begins two columns on
    <w:tblLook w:val="04A0"/>                   -> firstRow, firstCol, band1Horz … (bits of one number)
"""

import re
from collections.abc import Sequence

from reader.minutes.sources.docx.xml import Node, below, number, value, word

_BITS = re.compile(r"[0-9A-Fa-f]{1,8}")
_LOOKS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


def parts_of(
    look: Node | None, rows: tuple[int, int], columns: tuple[int, int], bands: tuple[int, int]
) -> tuple[str, ...]:
    """In which parts of a table a cell stands, the nearest first, as far as the table's ``tblLook`` has them look of their
    own: which of how many ``rows`` (from 0), which of how many ``columns``, how many rows and columns of ``bands`` are alike."""
    row, column = rows[0], columns[0]
    ends = (
        ("firstRow", row == 0),
        ("lastRow", row == rows[1] - 1),
        ("firstColumn", column == 0),
        ("lastColumn", column == columns[1] - 1),
    )
    top, bottom, left, right = (there and _has_look(look, name) for name, there in ends)
    corners = (
        ("nwCell", top and left),
        ("neCell", top and right),
        ("swCell", bottom and left),
        ("seCell", bottom and right),
    )
    found = [name for name, there in corners if there]
    found += [name for name, there in (("firstRow", top), ("lastRow", bottom)) if there]
    found += [name for name, there in (("firstCol", left), ("lastCol", right)) if there]
    if not (top or bottom or _has_look(look, "noHBand")):
        found.append(f"band{(row - _has_look(look, 'firstRow')) // bands[0] % 2 + 1}Horz")
    if not (left or right or _has_look(look, "noVBand")):
        found.append(f"band{(column - _has_look(look, 'firstColumn')) // bands[1] % 2 + 1}Vert")
    return tuple(found)


def columns_of(row: Node, cells: Sequence[Node]) -> list[int]:
    """The column of its table's grid in which each cell of a row begins, from 0: cells may be several columns wide."""
    at, found = number(value(below(row, "trPr", "gridBefore")), 0), []
    for cell in cells:
        found.append(at)
        at += max(number(value(below(cell, "tcPr", "gridSpan")), 1), 1)
    return found


def _has_look(look: Node | None, name: str) -> bool:
    """Whether a table's first row and the like look as its style says: by name, or as bits of one number."""
    if look is None:
        return False
    said = look.get(word(name))
    if said is not None:
        return said.lower() in ("1", "true", "on")
    bits = value(look) or ""
    return _BITS.fullmatch(bits) is not None and bool(int(bits, 16) & _LOOKS[name])
