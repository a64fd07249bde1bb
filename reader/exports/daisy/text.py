"""The text of a chapter: headings as headings, each sentence with the id that its SMIL names.

XHTML 1.0 knows no ruby: the words stand as printed, and the sound says how they are read.
"""

from collections.abc import Iterator

from reader.exports.book.book import Block, Book, Chapter, Said
from reader.exports.book.markup import Markup, element, lines
from reader.exports.daisy.parts import page
from reader.passages.utterance import PassageKind

STYLE = b"""body { font-family: sans-serif; font-size: 1.25em; line-height: 1.8; margin: 1em; }
h1 { font-size: 1.4em; } h2 { font-size: 1.2em; margin-top: 1.5em; }
.aside, .note { font-style: normal; border-left: 0.2em solid; padding-left: 0.6em; }
.about { border-top: 0.1em solid; margin-top: 2em; }
"""
_NAMES = {PassageKind.TITLE: "h1", PassageKind.HEADING: "h1", PassageKind.TURN: "h2"}


def chapter_text(book: Book, chapter: Chapter) -> bytes:
    """The file of a chapter; at the end of the last one stands what people are told of the book."""
    blocks = tuple(_block(block) for block in chapter.blocks)
    about = [element("div", *(element("p", line) for line in book.about), class_="about")]
    head = (element("link", rel="stylesheet", type="text/css", href="book.css"),)
    return page(
        chapter.title or book.title, head, (*blocks, *(about if chapter is book.chapters[-1] else ()))
    )


def _block(block: Block) -> Markup:
    paragraphs = (
        element("p", *map(_said, paragraph.said), class_="aside" if paragraph.is_aside else None)
        for paragraph in block.paragraphs
    )
    return element(
        "div", "\n", lines(*_heading(block), *paragraphs), "\n", class_=block.kind.value, id=block.key
    )


def _heading(block: Block) -> Iterator[Markup]:
    """A heading said in one sentence carries that sentence's id itself: some players take only headings for places."""
    name = _NAMES.get(block.kind, "p")
    if len(block.heading) == 1:
        yield element(name, block.heading[0].text, id=block.heading[0].id)
    elif block.heading:
        first, *others = block.heading
        yield element(name, _said(first), *(part for said in others for part in (" ", _said(said))))


def _said(said: Said) -> Markup:
    return element("span", said.text, id=said.id)
