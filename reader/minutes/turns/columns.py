"""Tables in which the column says who speaks: 質問 │ 回答, 委員の意見 │ 事務局の考え方.

The head names two sides or more; below it every cell of such a column that has words is a turn of that side::

    質問                             回答                     the head: no turn
    桜の木は切りますか。               2本は伐採します。          質問: 桜の木は…  回答: 2本は…

Where a column beside such a one tells who it was, that is who speaks: 質問者 │ 質問 │ 回答者 │ 回答.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.roles import ANSWERS, QUESTIONS, alternatives
from reader.minutes.labels.strength import Strength, assess
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import says
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import bare, past_spaces

_ENOUGH = 3
_WHOSE = r"(?:(?:各|市民|町民|区民|住民|参加者|出席者|委員|事務局|担当課|市|町|村|区|県)等?(?:から)?の?)?"
_TAIL = r"(?:等|の?内容|の?要旨|の?概要|事項)?"
_SIDE = re.compile(
    rf"{_WHOSE}(?:(?P<asks>{alternatives(QUESTIONS)})|(?P<tells>{alternatives(ANSWERS)}|考え方)){_TAIL}"
)
_WHO = re.compile(
    r"(?:質問|回答|答弁|発言|意見|質疑)者名?|(?:委員|議員|回答者|質問者)?氏名|(?:委員|議員|質問者|回答者)名"
)


@dataclass(frozen=True, slots=True)
class HeadedColumns:
    """``labels``: the rows that begin a turn; ``heads``: the rows of the heads themselves."""

    labels: Mapping[int, LabelMatch]
    heads: frozenset[int]


def headed_columns(rows: Sequence[Row]) -> HeadedColumns:
    """The turns of all tables whose head names who asks and who answers; mostly there is none."""
    labels: dict[int, LabelMatch] = {}
    heads: set[int] = set()
    sides: dict[int, str] = {}
    named: dict[int, int] = {}
    above: Row | None = None
    for cells in _printed_rows(rows):
        first = rows[cells[0]]
        if above is None or first.line.row < 0 or first.number > above.number + 1:
            sides = {}
        head = [rows[index] for index in cells]
        found = _sides(head) if first.line.row >= 0 else {}
        if found:
            sides, named, heads = found, _named(head, found), heads | set(cells)
        else:
            labels |= _said(rows, cells, sides, named)
        above = rows[cells[-1]]
    return HeadedColumns(labels, frozenset(heads))


def _named(head: Sequence[Row], sides: Mapping[int, str]) -> dict[int, int]:
    """For each side in whose left a column tells who it is, that column."""
    who = [cell.line.column for cell in head if _WHO.fullmatch(bare(cell.folded))]
    return {side: column for side, column in zip(sorted(sides), who, strict=False) if column == side - 1}


def _said(
    rows: Sequence[Row], cells: Sequence[int], sides: Mapping[int, str], named: Mapping[int, int]
) -> dict[int, LabelMatch]:
    """The labels of one printed row: the cell that names who speaks, else the side itself."""
    firsts = {rows[index].line.column: index for index in reversed(cells)}
    labels: dict[int, LabelMatch] = {}
    for place, index in enumerate(cells):
        column = rows[index].line.column
        if column not in sides or _goes_on(rows, cells, place):
            continue
        who = firsts.get(named.get(column, -1))
        if who is None or who + 1 != index:
            labels[index] = _label(sides[column])
        else:
            folded = rows[who].folded
            start, stop = past_spaces(folded, 0), len(folded.rstrip())
            label = bare(folded)
            labels[who] = LabelMatch(Style.GIVEN, "", label, start, stop, len(folded), Strength.STRONG, True)
    return labels


def at_the_column(rows: Sequence[Row], found: Mapping[int, LabelMatch]) -> dict[int, LabelMatch]:
    """Labels that fill their column, so that nothing parts them from what is said: the others show where it begins.

    ::

        事業者　　　　銀行の色を測ります。
        Ａアドバイザー光は何時に消すのか。"""
    ends = Counter(
        match.end
        for match in found.values()
        if match.style is Style.COLUMN and not match.alone and not match.form
    )
    column, count = ends.most_common(1)[0] if ends else (0, 0)
    if count < _ENOUGH:
        return {}
    labels: dict[int, LabelMatch] = {}
    for index, row in enumerate(rows):
        label = row.folded[:column].lstrip()
        fills = row.kind is LineKind.TEXT and label == bare(row.folded[:column]) and bool(label)
        said = row.folded[column:] + "".join(below.folded for below in rows[index + 1 : index + 2])
        if index not in found and fills and assess(label) is Strength.STRONG and says(said):
            start = column - len(label)
            labels[index] = LabelMatch(Style.COLUMN, "", label, start, column, column, Strength.STRONG, False)
    return labels


def _printed_rows(rows: Sequence[Row]) -> Iterator[list[int]]:
    """The places of the cells that stand side by side; of a row that is no cell, its own."""
    cells: list[int] = []
    for index, row in enumerate(rows):
        beside = cells and row.kind is LineKind.CELL and row.line.row == rows[cells[-1]].line.row
        if cells and not beside:
            yield cells
            cells = []
        cells.append(index)
    if cells:
        yield cells


def _sides(cells: Sequence[Row]) -> dict[int, str]:
    """Who speaks in which column, where the cells are a head that names who asks and who answers."""
    found = {cell.line.column: (bare(cell.folded), _SIDE.fullmatch(bare(cell.folded))) for cell in cells}
    kinds = {match.lastgroup for _, match in found.values() if match}
    if kinds != {"asks", "tells"} or len(found) != len(cells):
        return {}
    return {column: words for column, (words, match) in found.items() if match}


def _goes_on(rows: Sequence[Row], cells: Sequence[int], place: int) -> bool:
    """True for a further line of the same cell."""
    return place > 0 and rows[cells[place - 1]].line.column == rows[cells[place]].line.column


def _label(side: str) -> LabelMatch:
    return LabelMatch(Style.GIVEN, "", side, 0, 0, 0, Strength.STRONG, False)
