"""The words of a Word file's parts, paragraph by paragraph, as far as Word shows them.

::

    <w:p>…<w:t>山田</w:t><w:tab/><w:t>委員</w:t>…  -> "山田\\t委員"
    <w:ruby><w:rt>…しちょう…<w:rubyBase>…市町…     -> "市町", with the reading しちょう
    <w:r><w:rPr><w:vanish/>…<w:t>内緒</w:t>       -> nothing; two characters more are counted as hidden
    <v:textpath string="案"/>                     -> drawn words, a line of their own
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from reader.minutes.model import StatedReading
from reader.minutes.sources.docx.fields import Fields
from reader.minutes.sources.docx.formulas import formula
from reader.minutes.sources.docx.looks.letters import UNKNOWN, filled_with
from reader.minutes.sources.docx.looks.styles import Around, Style, Styles
from reader.minutes.sources.docx.symbols import shown, symbol
from reader.minutes.sources.docx.visibility import (
    alternative,
    deleted_words,
    font_of,
    is_deleted,
    is_unseen_drawing,
)
from reader.minutes.sources.docx.xml import ALTERNATIVES, FALLBACK, M, Node, below, local, word, words_below
from reader.minutes.sources.left_out import ALTERNATIVE, HIDDEN, Unseen
from reader.minutes.sources.ruby_text import stated_reading, with_places

_PROPERTIES = frozenset(
    map(word, ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "ffData"))
) | {FALLBACK}
_TEXT, _CODE, _RUBY, _BOX, _RUN, _SYMBOL, _MARK, _SIMPLE = map(
    word, ("t", "instrText", "ruby", "txbxContent", "r", "sym", "fldChar", "fldSimple")
)
_PRINTED = {
    word("tab"): "\t",
    word("ptab"): "\t",
    word("br"): "\n",
    word("cr"): "\n",
    word("noBreakHyphen"): "-",
}
_REFERENCES = {word("footnoteReference"): "footnotes", word("endnoteReference"): "endnotes"}
_FORMULAS = (M + "oMath", M + "oMathPara")
_PAGE = "page"


@dataclass(slots=True)
class Words:
    """Words gathered of a paragraph, with the boxes that hang on it."""

    found: list[str] = field(default_factory=list)
    boxes: list[tuple[Node, str]] = field(default_factory=list)
    """Boxes of words, each with the colour that it is filled with."""
    drawn: list[str] = field(default_factory=list)
    stated: list[tuple[StatedReading, int]] = field(default_factory=list)
    """Readings, each with the number of pieces that its surface ends."""


@dataclass(slots=True)
class WordsOf:
    """Reads runs. ``fields`` are those of the part that is read; ``around`` is where its words stand; ``notes`` are the
    notes (kind, id) that words which are seen refer to."""

    styles: Styles
    unseen: Unseen
    fields: Fields
    around: Around = field(default_factory=Around)
    notes: set[tuple[str, str]] = field(default_factory=set)
    readings: list[StatedReading] = field(default_factory=list)
    _filled: str = UNKNOWN

    def paragraph(self, paragraph: Node, style: Style) -> Words:
        """The words of a paragraph. Nesting is bounded by the parser, so the walk may recurse."""
        words = Words()
        self._walk(paragraph, style, words)
        self.readings += with_places(words.found, words.stated)
        return words

    def _walk(self, node: Node, style: Style, words: Words) -> None:
        for child in node:
            if not isinstance(child.tag, str) or child.tag in _PROPERTIES:
                continue
            if is_deleted(child):
                self.unseen.add(*deleted_words(child))
            elif child.tag == ALTERNATIVES:
                self._alternatives(child, words, lambda chosen: self._walk(chosen, style, words))
            elif is_unseen_drawing(child):
                self.unseen.add(HIDDEN, words_below(child))
            elif child.tag == _RUN:
                self._run(child, style, words)
            elif child.tag in _FORMULAS:
                self._add(formula(child, lambda run: self._formula_run(run, style)), words)
            elif child.tag == _SIMPLE:
                self._simple(child, style, words)
            elif child.tag == _BOX:
                words.boxes.append((child, self._filled))
            elif local(child) == "textpath":
                words.drawn.append(" ".join((child.get("string") or "").split()))
            else:
                around, self._filled = self._filled, filled_with(child) or self._filled
                self._walk(child, style, words)
                self._filled = around

    def _alternatives(self, node: Node, words: Words, read: Callable[[Node], None]) -> None:
        chosen, others = alternative(node)
        before, boxes = len(words.found), len(words.boxes)
        if chosen is not None:
            read(chosen)
        seen = "".join(words.found[before:]) + "".join(words_below(box) for box, _ in words.boxes[boxes:])
        for other in others:
            hidden = words_below(other)
            if hidden not in seen:
                self.unseen.add(ALTERNATIVE, hidden)

    def _run(self, run: Node, style: Style, words: Words) -> None:
        properties = below(run, "rPr")
        why = self.styles.unseen(properties, style, self.around)
        if why:
            self._marks_of(run)
            self.unseen.add(why, words_below(run))
            return
        self._pieces(run, font_of(properties), style, words)

    def _pieces(self, run: Node, font: str, style: Style, words: Words) -> None:
        """The pieces of a run, or of the alternative that is shown in one."""
        for child in run:
            if child.tag == _TEXT:
                text = (child.text or "").replace("\n", " ").replace("\f", " ")
                self._add(shown(text, font), words)
            elif child.tag == _SYMBOL:
                code = child.get(word("char")) or ""
                self._add(symbol(_hexadecimal(code), child.get(word("font")) or ""), words)
            elif child.tag == _CODE:
                self.fields.take(child.text or "")
            elif child.tag == _MARK:
                self._mark(child, words)
            elif child.tag in _REFERENCES:
                self.notes.add((_REFERENCES[child.tag], child.get(word("id")) or ""))
            elif child.tag == word("br") and child.get(word("type")) == _PAGE:
                self._add("\f", words)
            elif child.tag in _PRINTED:
                self._add(_PRINTED[child.tag], words)
            elif child.tag == _RUBY:
                self._ruby(child, style, words)
            elif child.tag not in _PROPERTIES and isinstance(child.tag, str):
                self._inside(child, font, style, words)

    def _inside(self, child: Node, font: str, style: Style, words: Words) -> None:
        """What else stands in a run: drawings, objects, alternatives."""
        if child.tag == ALTERNATIVES:
            self._alternatives(child, words, lambda chosen: self._pieces(chosen, font, style, words))
        elif is_unseen_drawing(child):
            self.unseen.add(HIDDEN, words_below(child))
        elif child.tag != word("delText"):
            self._walk(child, style, words)

    def _add(self, text: str, words: Words) -> None:
        if self.fields.shows():
            words.found.append(text)
            if text:
                self.fields.printed()
        else:
            self.fields.take(text)

    def _mark(self, mark: Node, words: Words) -> None:
        printed = self.fields.mark(mark)
        if printed is not None and printed.text:
            self._add(printed.text, words)
            for base, reading in printed.readings:
                self._state(base, reading, words)

    def _marks_of(self, run: Node) -> None:
        """A hidden run's marks of fields still open and close them."""
        for child in run:
            if child.tag == _MARK:
                self.fields.mark(child)
            elif child.tag == _CODE:
                self.fields.take(child.text or "")

    def _simple(self, node: Node, style: Style, words: Words) -> None:
        """A field in one element: its code is an attribute, its result the content."""
        before = len(words.found)
        self._walk(node, style, words)
        printed = self.fields.closed(node.get(word("instr")) or "", any(words.found[before:]))
        if printed is not None and printed.text:
            self._add(printed.text, words)
            for base, reading in printed.readings:
                self._state(base, reading, words)

    def _formula_run(self, run: Node, style: Style) -> str:
        why = self.styles.unseen(below(run, "rPr"), style, self.around)
        if why:
            self.unseen.add(why, words_below(run))
            return ""
        return words_below(run)

    def _ruby(self, ruby: Node, style: Style, words: Words) -> None:
        base, over = below(ruby, "rubyBase"), below(ruby, "rt")
        printed, reading = Words(), Words()
        if base is not None:
            self._walk(base, style, printed)
        if over is not None:
            self._walk(over, style, reading)
        words.found += printed.found
        words.boxes += printed.boxes
        self._state("".join(printed.found), "".join(reading.found), words)

    def _state(self, base: str, reading: str, words: Words) -> None:
        stated = stated_reading(base, reading)
        if stated:
            words.stated.append((stated, len(words.found)))


def _hexadecimal(code: str) -> int:
    try:
        return int(code[:8], 16)
    except ValueError:
        return 0
