"""Lines and pages of braille: filled to their width at the blanks, no unit broken that fits into a line.

A page has 18 lines of 32 cells; its first holds its number, at the right, and at the left the page of the print on which its
first words stand, where the print's pages are known. Blanks fall away where a line ends.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.exports.braille.cells import BLANK, cells
from reader.exports.braille.units import Unit

WIDTH = 32
LINES = 18


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Units that begin a line, so many cells in, and go on ``after`` cells in. ``opens``: an empty line stands before it;
    ``printed``: the page of the print on which it stands, 0 where that is not known."""

    units: tuple[Unit, ...]
    indent: int = 2
    after: int = 0
    opens: bool = False
    printed: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line in Unicode braille, and the page of the print on which its words stand (0: not known)."""

    text: str
    printed: int = 0


def lines(paragraphs: Iterable[Paragraph], width: int = WIDTH) -> Iterator[Line]:
    """The lines, none longer than ``width``; an empty one where a paragraph opens."""
    is_first = True
    for paragraph in paragraphs:
        if paragraph.opens and not is_first:
            yield Line("")
        yield from (Line(text, paragraph.printed) for text in _filled(paragraph, width))
        is_first = False


def pages(written: Iterable[Line], width: int = WIDTH, height: int = LINES) -> Iterator[tuple[str, ...]]:
    """The lines by page, each page with its number above. No page begins with an empty line."""
    page: list[str] = []
    number = 1
    for line in written:
        if not page:
            if not line.text:
                continue
            printed = cells(str(line.printed)) if line.printed else ""
            page.append(printed + cells(str(number)).rjust(width - len(printed), BLANK))
        page.append(line.text)
        if len(page) == height:
            yield tuple(page)
            page, number = [], number + 1
    if page:
        yield tuple(page)


def _filled(paragraph: Paragraph, width: int) -> Iterator[str]:
    line, room, indent = "", 0, paragraph.indent
    is_empty = True
    for unit in paragraph.units:
        for piece in _pieces(cells(unit.text), width - max(paragraph.indent, paragraph.after)):
            if is_empty:
                line = BLANK * indent + piece
            elif len(line) + room + len(piece) <= width:
                line += BLANK * room + piece
            else:
                yield line
                line = BLANK * paragraph.after + piece
            is_empty, room = False, 0
        room = unit.blanks
    if not is_empty:
        yield line


def _pieces(written: str, longest: int) -> Sequence[str]:
    """A unit that no line can hold, in parts that one can."""
    return [written[start : start + longest] for start in range(0, len(written), longest)]
