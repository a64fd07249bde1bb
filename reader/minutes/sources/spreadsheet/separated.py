"""CSV: a table whose cells are kept apart by commas or tabs, as spreadsheets save it.

::

    発言者,発言内容               -> CELL 発言者, CELL 発言内容 (row 0)
    会長,"始めます。↵二つです。"   -> CELL 会長, CELL 始めます。, CELL 二つです。 (row 1)
"""

import csv
import io

from reader.minutes.sources.source import Line, Source
from reader.minutes.sources.spreadsheet.spreadsheet import row_lines

_FEWEST = 0.5


def read_separated(text: str, separator: str) -> Source | None:
    """The lines of a table; None for a text that is none: most rows of one have several cells."""
    lines: list[Line] = []
    rows, several = -1, 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            shown = [(column, cell.strip()) for column, cell in enumerate(cells) if cell.strip()]
            rows += bool(shown)
            several += len(shown) > 1
            lines += row_lines(shown, rows, len(lines))
    except csv.Error:
        return None
    return Source(tuple(lines), "csv") if several > _FEWEST * (rows + 1) else None
