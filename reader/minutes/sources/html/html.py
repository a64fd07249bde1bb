"""HTML: the words of a page as lines, with headings, lists, tables, furniture and ruby told apart.

Every word that a browser shows becomes part of a line; what it hides is counted and left out. What is not the page's
content (navigation, buttons) is CHROME; ``<rt>`` becomes a stated reading and leaves the line::

    <h2>議題</h2><p>1 計画<br>2 <ruby>市町<rt>しちょう</rt></ruby></p>
    -> HEADING 議題, TEXT 1 計画, TEXT 2 市町; readings 市町 しちょう
"""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.errors import SourceError
from reader.minutes.model import ParserWarning
from reader.minutes.sources.beside import NOTHING_BESIDE, Beside
from reader.minutes.sources.html.counters import counter_of
from reader.minutes.sources.html.guard import check_tags
from reader.minutes.sources.html.lines import PageLines
from reader.minutes.sources.html.parts import is_furniture_part, main_content, may_be_furniture, opens_content
from reader.minutes.sources.html.pictures import UNKNOWN, sign_of
from reader.minutes.sources.html.style.printed import Printed
from reader.minutes.sources.html.unseen import Sight, comment_words, sight_of, unseen_words
from reader.minutes.sources.html.walk import BLOCKS, is_silent, steps
from reader.minutes.sources.html.weights import Weight, weights_of
from reader.minutes.sources.left_out import ALTERNATIVE, COMMENT, EMBEDDED, TO_BE_HEARD, Unseen
from reader.minutes.sources.ruby_text import stated_reading
from reader.minutes.sources.source import LineKind, Source

_APART = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "hr"]
)


_ANNOTATIONS = frozenset({"rt", "rtc"})
_BESIDE = frozenset({ALTERNATIVE, TO_BE_HEARD})
"""What is left out of a page's furniture without a word: every page has a hidden link past its menu."""


def read_html(text: str, beside: Beside = NOTHING_BESIDE) -> Source:
    """The lines of a page; ``beside`` are the style sheets that lie beside it. SourceError for a frame without words of its own, and for tags nested beyond reason."""
    check_tags(text)
    page = LexborHTMLParser(text)
    sight = sight_of(page, beside)
    walk = _Walk(sight)
    if page.body is not None:
        walk.through(page.body)
    title = page.head.css_first("title") if page.head is not None else None
    if not walk.lines.found and page.css_first("frameset, frame, iframe") is not None:
        raise SourceError(
            "枠（フレーム）だけのページで、本文がありません。枠の中のページを保存して指定してください。"
        )
    name = " ".join(title.text().split()) if title is not None else ""
    return Source(
        tuple(walk.lines.found),
        "html",
        name or None,
        tuple(dict.fromkeys(walk.lines.readings)),
        tuple(_warnings(sight, sum(line.text.count(UNKNOWN) for line in walk.lines.found), text)),
        walk.unseen.told(),
    )


def _warnings(sight: Sight, unknown: int, text: str) -> Iterator[ParserWarning]:
    unknown -= text.count(UNKNOWN)
    if unknown > 0:
        yield ParserWarning(
            0,
            f"画像の文字（外字）が{unknown:,}字あり、読み取れません（{UNKNOWN}で示します）。元のページで確かめてください。",
        )
    if sight.pale:
        yield ParserWarning(
            0,
            f"白い文字が{sight.pale:,}字あり、背景の色がこのページからは分かりません。見えない文字でないか、元の文書で確かめてください。",
        )


class _Walk:
    """One walk through a page: what is open (furniture, articles), and the lines that come of it."""

    def __init__(self, sight: Sight) -> None:
        self.lines = PageLines()
        self.unseen = Unseen()
        self._sight = sight
        self._furniture: set[int] = set()
        self._inside = 0
        self._main: int | None = None

    def through(self, body: LexborNode) -> None:
        """Takes in all that the body shows."""
        weights = weights_of(body, self._not_shown, may_be_furniture)
        main = main_content(body, weights)
        self._main = main.mem_id if main is not None else None
        self.lines.chrome += main is not None
        page = weights[body.mem_id]
        for node, entering in steps(body, self._passed_over):
            tag = node.tag or ""
            if tag == "-text":
                if entering:
                    self._words(node.text_content or "")
            elif entering:
                self._enter(node, tag, weights.get(node.mem_id), page)
            else:
                self._leave(node, tag)

    def _not_shown(self, node: LexborNode) -> bool:
        return is_silent(node) or node.tag in _ANNOTATIONS or self._sight.unseen(node) is not None

    def _passed_over(self, node: LexborNode) -> bool:
        """Nodes that give no line; what they hide, or state of a reading, is taken down."""
        if node.tag in _ANNOTATIONS:
            if (why := self._sight.unseen(node)) is not None:
                self.unseen.add(why, node.text() or "")
            elif self.lines.ruby:
                self.lines.ruby[-1][1].append(node.text() or "")
        elif node.tag == "-comment":
            self.unseen.count(COMMENT, bool(comment_words(node)))
        elif (why := self._sight.unseen(node)) is not None:
            if not (self.lines.chrome and why in _BESIDE):
                self.unseen.add(why, unseen_words(node))
        elif not is_silent(node):
            return False
        elif node.tag == "iframe":
            self.unseen.count(EMBEDDED, bool(node.attributes.get("srcdoc")))
        return True

    def _words(self, words: str) -> None:
        if self.lines.ruby:
            self.lines.ruby[-1][0].append(words)
        self.lines.add(words)

    def _enter(self, node: LexborNode, tag: str, weight: Weight | None, page: Weight) -> None:
        lines = self.lines
        if node.mem_id == self._main:
            lines.end()
            lines.chrome -= 1
        if tag == "br":
            lines.break_line()
        elif tag == "img" or (tag == "input" and node.attributes.get("type") == "image"):
            lines.picture(_picture_says(node))
        elif tag == "svg" or (node.attributes.get("role") == "img" and node.child is None):
            lines.picture(_drawing_says(node))
        elif tag == "q" and not self._sight.printed.sets(node, "before"):
            lines.quote(True)
        elif tag == "ruby":
            lines.ruby.append(([], []))
        elif tag in BLOCKS:
            lines.end()
            if tag in _APART:
                lines.gap()
        if weight is not None and is_furniture_part(node, weight, page, self._inside):
            lines.end()
            lines.chrome += 1
            self._furniture.add(node.mem_id)
        self._inside += opens_content(node)
        lines.pre += tag == "pre"
        printed = self._sight.printed
        counter = lines.counters[-1] if tag == "li" and lines.counters else None
        count = counter.count(node, printed) if counter is not None else None
        if count is not None:
            printed.numbered(node, count)
        before = printed.opened(node)
        if tag == "li":
            lines.new_item(
                counter.marker(node, count, printed) if counter is not None and count is not None else None
            )
        else:
            _open_place(node, tag, lines, printed)
        lines.add(before)

    def _leave(self, node: LexborNode, tag: str) -> None:
        lines = self.lines
        lines.add(self._sight.printed.closed(node))
        if tag in BLOCKS:
            lines.end()
            if tag in _APART:
                lines.gap()
        if tag == "q" and not self._sight.printed.sets(node, "after"):
            lines.quote(False)
        if node.next is not None and node.parent is not None and node.parent.tag == "mfrac":
            lines.add("/")
        if tag == "ruby" and lines.ruby:
            base, reading = lines.ruby.pop()
            stated = stated_reading("".join(base), "".join(reading))
            if stated:
                lines.state(stated)
        _close_place(tag, lines)
        lines.pre -= tag == "pre"
        self._inside -= opens_content(node)
        if node.mem_id in self._furniture:
            lines.end()
            lines.chrome -= 1
        if node.mem_id == self._main:
            lines.end()
            lines.chrome += 1


def _sign(title: str) -> str:
    """The title of a picture without words of its own, where it is one sign."""
    return title if len(title.strip()) == 1 else ""


def _picture_says(node: LexborNode) -> str:
    words = node.attributes.get("alt") or _sign(node.attributes.get("title") or "")
    return words or sign_of(node.attributes.get("src") or "")


def _drawing_says(node: LexborNode) -> str:
    """What a drawing in the page is said to show, where it has no letters of its own."""
    if node.css_first("text") is not None:
        return ""
    title = node.css_first("title")
    return node.attributes.get("aria-label") or (title.text() if title is not None else "") or ""


def _open_place(node: LexborNode, tag: str, lines: PageLines, printed: Printed) -> None:
    """What the element makes of the lines in it: cells, items, headings."""
    if tag == "tr":
        lines.new_row(sum(cell.tag in ("td", "th") for cell in node.iter()))
    elif tag in ("td", "th"):
        if lines.beside and node.css_first("table") is None:
            lines.new_cell()
        else:
            lines.kinds.append((LineKind.TEXT, 0, -1, -1))
    elif tag == "dt":
        lines.new_row(2)
        lines.new_cell()
    elif tag == "dd":
        lines.new_cell()
    elif tag in ("ol", "ul", "menu", "dir"):
        lines.counters.append(counter_of(node, printed))
    elif _is_heading(tag):
        lines.kinds.append((LineKind.HEADING, int(tag[1]), -1, -1))


def _close_place(tag: str, lines: PageLines) -> None:
    if tag in ("td", "th", "dt", "dd", "li") or _is_heading(tag):
        lines.kinds.pop()
    if tag in ("ol", "ul", "menu", "dir"):
        lines.counters.pop()
    lines.depth -= tag == "li"


def _is_heading(tag: str) -> bool:
    return len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
