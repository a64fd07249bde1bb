"""What a source gives: lines, each with what its format knew about it.

A format knows things that plain text does not: that a line is a heading, a list item or a table's cell, that a
page ended, that a bar of links is not the page's content, or (the Diet's JSON) that a line names a speaker::

    <h2>2 議題</h2>        -> Line("2 議題", 7, HEADING, level=2)
    <td>議　長</td>        -> Line("議　長", 8, CELL, row=1, column=0)
"""

from dataclasses import dataclass
from enum import StrEnum

from reader.minutes.model import Minutes, ParserWarning, StatedReading
from reader.minutes.sources.left_out import LeftOut

PRINTED = "pdf"
"""The format whose pages are those that people hold in their hands."""

MAX_BYTES = 64 * 1024 * 1024


class LineKind(StrEnum):
    """What the format knew about a line."""

    TEXT = "text"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    CELL = "cell"
    SPEAKER = "speaker"
    PAGE_BREAK = "page_break"
    CHROME = "chrome"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed, with its place. ``number`` counts from 1 (of a text file: its line).

    ``level`` is a heading's (1 to 6) or a list's depth (from 1). ``row`` and ``column`` are a cell's, counted
    from 0; ``row`` is unique in the document. A page break may have no text.
    """

    text: str
    number: int
    kind: LineKind = LineKind.TEXT
    level: int = 0
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Source:
    """A document as lines. ``title`` is what the format itself calls the document (``<title>``), ``warnings``
    what could not be read for certain, ``left_out`` what the document has in it and does not show. ``minutes`` is what
    the document itself says that it holds: an export of ours, in which nothing is left to decide."""

    lines: tuple[Line, ...]
    format: str
    title: str | None = None
    readings: tuple[StatedReading, ...] = ()
    warnings: tuple[ParserWarning, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    minutes: Minutes | None = None

    @property
    def page_lines(self) -> tuple[int, ...]:
        """The lines behind which a further page begins, where the format is printed pages: a PDF."""
        if self.format != PRINTED:
            return ()
        return tuple(line.number for line in self.lines if line.kind is LineKind.PAGE_BREAK)

    @property
    def text(self) -> str:
        """All lines, joined: the words that must not be lost."""
        return "\n".join(line.text for line in self.lines)
