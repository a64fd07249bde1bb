"""A Word file's paragraphs and tables as lines, in the order of the document.

::

    見出し1「議題」             -> HEADING 議題
    a numbered paragraph       -> LIST_ITEM "1.　計画案について"
    a row 議長 │ 開会する。     -> CELL 議長, CELL 開会する。
"""

from collections.abc import Iterable

from reader.minutes.model import StatedReading
from reader.minutes.sources.docx.fields import Fields
from reader.minutes.sources.docx.looks.letters import UNKNOWN, ground_of
from reader.minutes.sources.docx.looks.styles import Around, Style, Styles
from reader.minutes.sources.docx.looks.tables import columns_of, parts_of
from reader.minutes.sources.docx.numbers import ListNumbers
from reader.minutes.sources.docx.visibility import (
    alternative,
    cell_is_gone,
    deleted_words,
    is_deleted,
    is_under_a_merge,
    mark_is_gone,
    row_is_gone,
    stands_behind,
)
from reader.minutes.sources.docx.words import WordsOf
from reader.minutes.sources.docx.xml import (
    ALTERNATIVES,
    FALLBACK,
    Node,
    below,
    local,
    value,
    word,
    words_below,
)
from reader.minutes.sources.left_out import (
    CODE,
    DELETED,
    EMBEDDED,
    HIDDEN,
    HIDDEN_CELLS,
    HIDDEN_ROW,
    UNUSED,
    Unseen,
)
from reader.minutes.sources.source import Line, LineKind

_SKIPPED = frozenset(map(word, ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr"))) | {FALLBACK}
_PARAGRAPH, _TABLE, _ROW, _CELL, _EMBEDDED = map(word, ("p", "tbl", "tr", "tc", "altChunk"))

Place = tuple[LineKind, int, int]


class WordLines:
    """Gathers lines. Nesting is bounded by the library's parser, so the walk may recurse."""

    def __init__(self, styles: Styles, numbers: ListNumbers, unseen: Unseen, ground: bool) -> None:
        """``ground`` says whether the paper may be of another colour than white."""
        self.found: list[Line] = []
        self.readings: list[StatedReading] = []
        self.notes: set[tuple[str, str]] = set()
        self._styles = styles
        self._numbers = numbers
        self._unseen = unseen
        self._ground = ground
        self._rows = -1
        self._carried: list[str] = []

    def body(self, root: Node) -> None:
        """The lines of the document's body."""
        self._story(root, (LineKind.TEXT, -1, -1))

    def notes_of(self, kind: str, root: Node) -> None:
        """The lines of the notes of a kind that the words refer to; the others stand on no page."""
        for note in root:
            if (kind, note.get(word("id")) or "") in self.notes:
                self.aside([note])
            elif local(note) in ("footnote", "endnote"):
                self._unseen.add(UNUSED, words_below(note))

    def aside(self, roots: Iterable[Node]) -> None:
        """The lines of heads, feet and footnotes: the page's, not the text's."""
        seen: set[str] = set()
        for root in roots:
            start = len(self.found)
            self._story(root, (LineKind.CHROME, -1, -1))
            words = "\n".join(line.text for line in self.found[start:])
            if words in seen:
                del self.found[start:]
            seen.add(words)

    def _story(self, root: Node, place: Place) -> None:
        around = Around(ground=UNKNOWN if self._ground or stands_behind(root) else None)
        words = WordsOf(self._styles, self._unseen, Fields(root), around, self.notes)
        self._blocks(root, place, words)
        self._end(place)
        self._unseen.add(CODE, "".join(words.fields.hidden))
        self.readings += words.readings

    def _blocks(self, node: Node, place: Place, words: WordsOf) -> None:
        for child in node:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED:
                continue
            if is_deleted(child):
                self._unseen.add(*deleted_words(child))
            elif child.tag == _PARAGRAPH:
                self._paragraph(child, place, words)
            elif child.tag == _TABLE:
                self._end(place)
                self._table(child, place, words)
            elif child.tag == _EMBEDDED:
                self._unseen.count(EMBEDDED, 1)
            elif child.tag == ALTERNATIVES:
                chosen, _ = alternative(child)
                if chosen is not None:
                    self._blocks(chosen, place, words)
            else:
                self._blocks(child, place, words)

    def _table(self, table: Node, place: Place, words: WordsOf) -> None:
        around = words.around
        style = value(below(table, "tblPr", "tblStyle")) or ""
        ground = ground_of(below(table, "tblPr")) or around.ground
        ground = UNKNOWN if self._styles.shades(style) else ground
        look, bands = below(table, "tblPr", "tblLook"), self._styles.bands(style)
        rows = list(_within(table, _ROW))
        for down, row in enumerate(rows):
            hidden, deleted = row_is_gone(row)
            if hidden or deleted:
                self._unseen.add(HIDDEN_ROW if hidden else DELETED, words_below(row))
                continue
            self._rows += 1
            number = self._rows
            cells = []
            for cell in _within(row, _CELL):
                if cell_is_gone(cell):
                    self._unseen.add(DELETED, words_below(cell))
                else:
                    cells.append(cell)
            starts = columns_of(row, cells)
            for column, cell in enumerate(cells):
                beside = place[0] is LineKind.TEXT and len(cells) > 1 and not any(_within(cell, _TABLE))
                inside = (LineKind.CELL, number, column) if beside else place
                parts = parts_of(look, (down, len(rows)), (starts[column], starts[-1] + 1), bands)
                words.around = Around(style, ground_of(below(cell, "tcPr")) or ground, parts)
                if is_under_a_merge(cell, cells[column - 1] if column else None):
                    self._unseen.add(HIDDEN_CELLS, words_below(cell))
                    self._add("", inside, Style())
                else:
                    self._blocks(cell, inside, words)
                self._end(inside)
        words.around = around

    def _paragraph(self, paragraph: Node, place: Place, words: WordsOf) -> None:
        style = self._styles.of(paragraph)
        found = words.paragraph(paragraph, style)
        text = "".join([*self._carried, *found.found])
        why = self._styles.unseen(below(paragraph, "pPr", "rPr"), style, words.around)
        if mark_is_gone(below(paragraph, "pPr"), why == HIDDEN) or _is_drop_cap(below(paragraph, "pPr")):
            self._carried = [text]
        else:
            self._carried = []
            self._add(text, place, style)
        for drawn in found.drawn:
            self._add(drawn, place, Style())
        around = words.around
        for box, ground in found.boxes:
            words.around = Around(None, ground=ground)
            self._blocks(box, place, words)
        words.around = around

    def _end(self, place: Place) -> None:
        """What runs on into nothing is a line of its own."""
        text, self._carried = "".join(self._carried), []
        if text.strip():
            self._add(text, place, Style())

    def _add(self, text: str, place: Place, style: Style) -> None:
        kind, row, column = place
        level = 0
        if kind is LineKind.TEXT and style.heading:
            kind, level = LineKind.HEADING, style.heading
        if style.list and text.strip():
            text = self._numbers.printed(*style.list) + text
            if kind is LineKind.TEXT:
                kind, level = LineKind.LIST_ITEM, style.list[1] + 1
        for piece in text.split("\n"):
            for page, part in enumerate(piece.split("\f")):
                if page:
                    self.found.append(Line("", len(self.found) + 1, LineKind.PAGE_BREAK))
                self.found.append(Line(part, len(self.found) + 1, kind, level, row, column))


def _is_drop_cap(properties: Node | None) -> bool:
    """Whether a paragraph is the large first letter of the next one."""
    frame = below(properties, "framePr")
    return frame is not None and (frame.get(word("dropCap")) or "none") != "none"


def _within(node: Node, tag: str) -> Iterable[Node]:
    """The elements of a name below a node, not looking inside them: rows of a table also in content controls."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or is_deleted(child):
            continue
        if child.tag == tag:
            yield child
        elif child.tag != _TABLE:
            yield from _within(child, tag)
