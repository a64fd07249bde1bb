"""Cells in columns of a table that a style folds away.

::

    <col><col style="visibility:collapse"><tr><td>前<td>秘密   -> the second cell is not seen
"""

from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST_COLUMNS = 40
"""A page may fold so many of the first columns away; beyond, a hostile table would cost seconds."""
_ROWS = frozenset({"thead", "tbody", "tfoot"})

Said = Mapping[str, str]


def folded_cells(page: LexborHTMLParser, said: Mapping[int, Said]) -> set[int]:
    """The cells, by ``mem_id``, that lie wholly in columns that are folded away; ``said`` is what holds for each element."""
    found: set[int] = set()
    tables: dict[int, LexborNode] = {}
    for column in page.css("col, colgroup"):
        if said.get(column.mem_id, {}).get("visibility") == "collapse":
            table = column.parent if column.tag == "colgroup" else _table_of(column)
            if table is not None and table.tag == "table":
                tables[table.mem_id] = table
    for table in tables.values():
        found |= _folded_in(table, said)
    return found


def _table_of(column: LexborNode) -> LexborNode | None:
    group = column.parent
    return group.parent if group is not None and group.tag == "colgroup" else group


def _folded_in(table: LexborNode, said: Mapping[int, Said]) -> set[int]:
    folded = {at for at, hidden in enumerate(_columns(table, said)) if hidden}
    last = max(folded, default=-1)
    found: set[int] = set()
    for rows in _groups(table):
        taken: dict[int, int] = {}
        for row in rows:
            at = 0
            below = {column: left - 1 for column, left in taken.items() if left > 1}
            for cell in row.iter():
                if cell.tag not in ("td", "th"):
                    continue
                while at in taken:
                    at += 1
                if at > last:
                    break
                across = range(at, at + _count(cell, "colspan"))
                if folded.issuperset(across):
                    found.add(cell.mem_id)
                down = _count(cell, "rowspan")
                if down > 1:
                    below.update((column, down - 1) for column in across)
                at = across.stop
            taken = below
    return found


def _columns(table: LexborNode, said: Mapping[int, Said]) -> list[bool]:
    """Whether each column that the table names is folded away."""
    found: list[bool] = []
    for child in table.iter():
        if child.tag not in ("col", "colgroup") or len(found) >= _MOST_COLUMNS:
            continue
        inside = [one for one in child.iter() if one.tag == "col"] if child.tag == "colgroup" else []
        around = said.get(child.mem_id, {}).get("visibility", "visible")
        for one in inside or [child]:
            hidden = said.get(one.mem_id, {}).get("visibility", around) == "collapse"
            found += [hidden] * _count(one, "span")
    return found[:_MOST_COLUMNS]


def _groups(table: LexborNode) -> Iterator[list[LexborNode]]:
    """The rows of each part of a table; cells reach down no further than their part."""
    for child in table.iter():
        if child.tag in _ROWS:
            yield [row for row in child.iter() if row.tag == "tr"]
    yield [row for row in table.iter() if row.tag == "tr"]


def _count(node: LexborNode, name: str) -> int:
    written = (node.attributes.get(name) or "").strip()
    whole = int(written) if written.isascii() and written.isdecimal() and len(written) < 6 else 1
    return min(max(whole, 1), _MOST_COLUMNS)
