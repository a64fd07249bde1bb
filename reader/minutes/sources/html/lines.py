"""The lines of a page, gathered while its elements open and close.

White space collapses as a browser shows it (not in ``<pre>``); two breaks, or the edge of a paragraph, leave a
blank line; cells know their row and column, items how deep their list is::

    <tr><td>議　長<td>では、<br>始めます。   -> CELL 議　長 (0, 0), CELL では、 (0, 1), CELL 始めます。 (0, 1)
"""

import re

from reader.minutes.model import StatedReading
from reader.minutes.sources.html.counters import Counter, Marker
from reader.minutes.sources.html.pictures import is_word, words_of
from reader.minutes.sources.ruby_text import with_places
from reader.minutes.sources.source import Line, LineKind

_SPACES = re.compile(r"[ \t\r\n\f]+")


class PageLines:
    """Gathers text into lines as the walk goes through the page. ``kinds`` is what the open elements make of a line:
    kind, level, a table's row and column."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.readings: list[StatedReading] = []
        self.chrome = 0
        self.kinds: list[tuple[LineKind, int, int, int]] = [(LineKind.TEXT, 0, -1, -1)]
        self.pre = 0
        self.depth = 0
        self.beside = False
        self.ruby: list[tuple[list[str], list[str]]] = []
        self._stated: list[tuple[StatedReading, int]] = []
        self.counters: list[Counter] = []
        self.quotes = 0
        self._words: list[str] = []
        self._pictures: dict[int, str] = {}
        self._marker: Marker | None = None
        self._row = -1
        self._column = -1

    def add(self, words: str) -> None:
        """Words of the open line."""
        if not self.pre:
            words = _SPACES.sub(" ", words)
            self._words.append(words)
            return
        first, *rest = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._words.append(first)
        for piece in rest:
            self.break_line()
            self._words.append(piece)

    def picture(self, alt: str) -> None:
        """A picture in the open line, with what it says."""
        alt = words_of(alt)
        if not alt:
            return
        if self.ruby and is_word(alt, alt):
            self.ruby[-1][0].append(alt)
        self._pictures[len(self._words)] = alt
        self._words.append("")

    def state(self, reading: StatedReading) -> None:
        """A reading of the words that were added last."""
        self._stated.append((reading, len(self._words)))

    def quote(self, opening: bool) -> None:
        """The marks that a browser prints around a quotation."""
        self.quotes -= not opening
        self._words.append(("「『" if opening else "」』")[self.quotes % 2])
        self.quotes += opening

    def end(self) -> None:
        """End the open line, if it has words."""
        line = "".join(self._words)
        for place, alt in self._pictures.items():
            self._words[place] = alt if is_word(alt, line) else ""
        words = "".join(self._words).strip(" \t\n")
        self.readings += with_places(self._words, self._stated)
        self._words, self._pictures, self._stated = [], {}, []
        if words.strip():
            self._line(words)

    def _line(self, words: str) -> None:
        kind, level, row, column = self.kinds[-1]
        if kind is LineKind.LIST_ITEM:
            self.kinds[-1] = (LineKind.TEXT if row < 0 else LineKind.CELL, 0, row, column)
            if self._marker is not None:
                words, self._marker = self._marker.before(words), None
        if self.chrome:
            kind = LineKind.CHROME
        self.found.append(Line(words, len(self.found) + 1, kind, level, row, column))

    def break_line(self) -> None:
        """End the open line; two breaks in a row show a blank one."""
        if "".join(self._words).strip():
            self.end()
        else:
            self._words = []
            self.gap()

    def gap(self) -> None:
        """A blank line, where the page shows one."""
        if self.found and self.found[-1].text:
            self.found.append(Line("", len(self.found) + 1))

    def new_row(self, cells: int) -> None:
        """Begin a table's row; a row of one cell is only layout."""
        self.beside = cells > 1
        self._row += 1
        self._column = -1

    def new_cell(self) -> None:
        """Begin a cell of the row."""
        self._column += 1
        self.kinds.append((LineKind.CELL, 0, self._row, self._column))

    def new_item(self, marker: Marker | None) -> None:
        """Begin an item of a list, with what a browser prints before it; one in a cell keeps the cell's place."""
        self._marker = marker
        self.depth += 1
        kind, _, row, column = self.kinds[-1]
        inside = (row, column) if kind in (LineKind.CELL, LineKind.LIST_ITEM) else (-1, -1)
        self.kinds.append((LineKind.LIST_ITEM, self.depth, *inside))
