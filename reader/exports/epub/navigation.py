"""The ways into the book: agenda items with their turns under them, and a list of pages: those of the print, or of which page 12
is turn 12."""

from collections.abc import Iterator, Sequence

from reader.exports.book.book import Block, Book, Chapter
from reader.exports.book.markup import Markup, element, lines
from reader.exports.epub.document import document, page_id
from reader.passages.utterance import PassageKind

_OF_PRINT, _OF_TURNS = "ページ（もとの PDF の番号）", "ページ（発言の番号）"

Entry = tuple[Markup, list[Markup]]


def navigation(book: Book) -> bytes:
    """``nav.xhtml``. Labels are without readings: players show those in lists beside the word."""
    contents = element(
        "nav",
        element("h1", "目次"),
        element("ol", "\n", lines(*map(_item, _entries(book))), "\n"),
        epub__type="toc",
        id="toc",
        role="doc-toc",
    )
    pages = [
        element("li", element("a", str(page), href=f"{chapter.name}.xhtml#{page_id(page)}"))
        for chapter, block in _blocks(book)
        for page in block.pages
    ]
    listed = element(
        "nav",
        element("h2", _OF_PRINT if book.minutes.page_lines else _OF_TURNS),
        element("ol", "\n", lines(*pages), "\n"),
        epub__type="page-list",
        id="pages",
        role="doc-pagelist",
    )
    return document(book.title, contents, *([listed] if pages else []))


def _blocks(book: Book) -> Iterator[tuple[Chapter, Block]]:
    for chapter in book.chapters:
        for block in chapter.blocks:
            if not block.since:
                yield chapter, block


def _entries(book: Book) -> Sequence[Entry]:
    """The title, or whatever comes first, with the turns before the first item; then each item with its turns."""
    first = book.chapters[0]
    entries: list[Entry] = [(_link(book.title, first, first.blocks[0]), [])]
    for chapter, block in _blocks(book):
        if block.kind is PassageKind.HEADING:
            entries.append((_link(block.title, chapter, block), []))
        elif block.kind is PassageKind.TURN:
            entries[-1][1].append(_link(block.title, chapter, block))
    return entries


def _link(text: str, chapter: Chapter, block: Block) -> Markup:
    shown = " ".join(text.split()) or str(block.number)
    return element("a", shown, href=f"{chapter.name}.xhtml#{block.key}")


def _item(entry: Entry) -> Markup:
    link, turns = entry
    under = element("ol", "\n", lines(*(element("li", turn) for turn in turns)), "\n") if turns else ""
    return element("li", link, under)
