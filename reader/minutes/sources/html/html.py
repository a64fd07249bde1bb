"""HTML: the words of a page as lines, with headings, lists, tables, furniture and ruby told apart.

Every word of the page becomes part of a line. What is not the page's content (navigation, buttons, what is not
printed) is CHROME; ``<rt>`` becomes a stated reading and leaves the line::

    <h2>議題</h2><p>1 計画<br>2 <ruby>市町<rt>しちょう</rt></ruby></p>
    -> HEADING 議題, TEXT 1 計画, TEXT 2 市町; readings 市町 しちょう
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.errors import SourceError
from reader.minutes.sources.html.guard import check_tags
from reader.minutes.sources.html.lines import PageLines
from reader.minutes.sources.html.parts import is_chrome, main_content
from reader.minutes.sources.ruby_text import stated_reading
from reader.minutes.sources.source import LineKind, Source

_SILENT = frozenset(
    {"script", "style", "template", "head", "iframe", "object", "noframes", "svg", "math", "rp"}
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_APART = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "hr"]
)


def read_html(text: str) -> Source:
    """The lines of a page. SourceError for a frame without words of its own, and for tags nested beyond reason."""
    check_tags(text)
    page = LexborHTMLParser(text)
    lines = PageLines()
    if page.body is not None:
        _walk(page.body, main_content(page.body), lines)
    title = page.head.css_first("title") if page.head is not None else None
    if not lines.found and page.css_first("frameset, frame, iframe") is not None:
        raise SourceError(
            "枠（フレーム）だけのページで、本文がありません。枠の中のページを保存して指定してください。"
        )
    name = " ".join(title.text().split()) if title is not None else ""
    return Source(tuple(lines.found), "html", name or None, tuple(dict.fromkeys(lines.readings)))


def _walk(body: LexborNode, main: LexborNode | None, lines: PageLines) -> None:
    """Through the page without recursion: pages can be nested deeper than Python's stack."""
    inside = main is None
    node: LexborNode | None = body
    if not inside:
        lines.chrome += 1
    while node is not None:
        if main is not None and node.mem_id == main.mem_id:
            lines.end()
            lines.chrome -= 1
        child = _enter(node, lines)
        if child is not None:
            node = child
            continue
        while node is not None:
            _leave(node, lines)
            if main is not None and node.mem_id == main.mem_id:
                lines.end()
                lines.chrome += 1
            if node.mem_id == body.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


def _enter(node: LexborNode, lines: PageLines) -> LexborNode | None:
    """Take a node in; its first child, where the walk should go on below it."""
    tag = node.tag or ""
    if tag == "-text":
        words = node.text_content or ""
        if lines.ruby:
            lines.ruby[-1][0].append(words)
        lines.add(words)
        return None
    if tag.startswith("-") or tag in _SILENT:
        return None
    if tag == "rt":
        if lines.ruby:
            lines.ruby[-1][1].append(node.text() or "")
        return None
    _open(node, tag, lines)
    return node.child


def _open(node: LexborNode, tag: str, lines: PageLines) -> None:
    if tag == "br":
        lines.break_line()
    elif tag == "ruby":
        lines.ruby.append(([], []))
    elif tag in _BLOCKS:
        lines.end()
        if tag in _APART:
            lines.gap()
    if is_chrome(node):
        lines.end()
        lines.chrome += 1
    if tag == "pre":
        lines.pre += 1
    _open_place(node, tag, lines)


def _open_place(node: LexborNode, tag: str, lines: PageLines) -> None:
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
    elif tag == "li":
        lines.new_item()
    elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        lines.kinds.append((LineKind.HEADING, int(tag[1]), -1, -1))


def _leave(node: LexborNode, lines: PageLines) -> None:
    tag = node.tag or ""
    if tag.startswith("-") or tag in _SILENT or tag == "rt":
        return
    if tag in _BLOCKS:
        lines.end()
        if tag in _APART:
            lines.gap()
    if tag == "ruby" and lines.ruby:
        base, reading = lines.ruby.pop()
        stated = stated_reading("".join(base), "".join(reading))
        if stated:
            lines.readings.append(stated)
    if tag in ("td", "th", "dt", "dd", "li") or (len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()):
        lines.kinds.pop()
    if tag == "li":
        lines.depth -= 1
    if tag == "pre":
        lines.pre -= 1
    if is_chrome(node):
        lines.end()
        lines.chrome -= 1
