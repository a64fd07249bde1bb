"""The words of a Word file's parts, paragraph by paragraph.

::

    <w:p>…<w:t>山田</w:t><w:tab/><w:t>委員</w:t>…  -> "山田\\t委員"
    <w:ruby><w:rt>…しちょう…<w:rubyBase>…市町…     -> "市町", with the reading しちょう
"""

from collections.abc import Iterable

from reader.minutes.model import StatedReading
from reader.minutes.sources.docx.numbers import ListNumbers
from reader.minutes.sources.docx.styles import Styles
from reader.minutes.sources.docx.xml import FALLBACK, Node, below, word
from reader.minutes.sources.ruby_text import stated_reading
from reader.minutes.sources.source import Line, LineKind

_GONE = frozenset(
    map(word, ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr"))
) | {FALLBACK}
_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT, _RUBY, _BOX = map(
    word, ("p", "tbl", "tr", "tc", "t", "ruby", "txbxContent")
)
_PRINTED = {
    word("tab"): "\t",
    word("ptab"): "\t",
    word("br"): "\n",
    word("cr"): "\n",
    word("noBreakHyphen"): "-",
}
_PAGE = "page"


class WordLines:
    """Gathers lines. Nesting is bounded by the library's parser, so the walk may recurse."""

    def __init__(self, styles: Styles, numbers: ListNumbers) -> None:
        self.found: list[Line] = []
        self.readings: list[StatedReading] = []
        self._styles = styles
        self._numbers = numbers
        self._rows = -1

    def body(self, root: Node) -> None:
        """The lines of the document's body."""
        self._blocks(root, (LineKind.TEXT, -1, -1))

    def aside(self, roots: Iterable[Node]) -> None:
        """The lines of heads, feet and footnotes: the page's, not the text's."""
        seen: set[str] = set()
        for root in roots:
            start = len(self.found)
            self._blocks(root, (LineKind.CHROME, -1, -1))
            words = "\n".join(line.text for line in self.found[start:])
            if words in seen:
                del self.found[start:]
            seen.add(words)

    def _blocks(self, node: Node, place: tuple[LineKind, int, int]) -> None:
        for child in node:
            if not isinstance(child.tag, str) or child.tag in _GONE:
                continue
            if child.tag == _PARAGRAPH:
                self._paragraph(child, place)
            elif child.tag == _TABLE:
                self._table(child, place)
            else:
                self._blocks(child, place)

    def _table(self, table: Node, place: tuple[LineKind, int, int]) -> None:
        for row in _within(table, _ROW):
            self._rows += 1
            number = self._rows
            cells = list(_within(row, _CELL))
            for column, cell in enumerate(cells):
                beside = place[0] is LineKind.TEXT and len(cells) > 1 and not any(_within(cell, _TABLE))
                self._blocks(cell, (LineKind.CELL, number, column) if beside else place)

    def _paragraph(self, paragraph: Node, place: tuple[LineKind, int, int]) -> None:
        words: list[str] = []
        boxes: list[Node] = []
        self._words(paragraph, words, boxes)
        style = self._styles.of(paragraph)
        kind, row, column = place
        level = 0
        if kind is LineKind.TEXT and style.heading:
            kind, level = LineKind.HEADING, style.heading
        text = "".join(words)
        if style.list and text.strip():
            text = self._numbers.printed(*style.list) + text
            if kind is LineKind.TEXT:
                kind, level = LineKind.LIST_ITEM, style.list[1] + 1
        for piece in text.split("\n"):
            for page, part in enumerate(piece.split("\f")):
                if page:
                    self.found.append(Line("", len(self.found) + 1, LineKind.PAGE_BREAK))
                self.found.append(Line(part, len(self.found) + 1, kind, level, row, column))
        for box in boxes:
            self._blocks(box, place)

    def _words(self, node: Node, words: list[str], boxes: list[Node]) -> None:
        for child in node:
            if not isinstance(child.tag, str) or child.tag in _GONE:
                continue
            if child.tag == _TEXT:
                words.append((child.text or "").replace("\n", " ").replace("\f", " "))
            elif child.tag == word("br") and child.get(word("type")) == _PAGE:
                words.append("\f")
            elif child.tag in _PRINTED:
                words.append(_PRINTED[child.tag])
            elif child.tag == _RUBY:
                self._ruby(child, words, boxes)
            elif child.tag == _BOX:
                boxes.append(child)
            else:
                self._words(child, words, boxes)

    def _ruby(self, ruby: Node, words: list[str], boxes: list[Node]) -> None:
        base, over = below(ruby, "rubyBase"), below(ruby, "rt")
        printed: list[str] = []
        reading: list[str] = []
        if base is not None:
            self._words(base, printed, boxes)
        if over is not None:
            self._words(over, reading, boxes)
        words += printed
        stated = stated_reading("".join(printed), "".join(reading))
        if stated:
            self.readings.append(stated)


def _within(node: Node, tag: str) -> Iterable[Node]:
    """The elements of a name below a node, not looking inside them: rows of a table also in content controls."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _GONE:
            continue
        if child.tag == tag:
            yield child
        elif child.tag != _TABLE:
            yield from _within(child, tag)
