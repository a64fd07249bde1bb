"""``ncc.html``, by which a DAISY player finds its way: the book's statements, then its title, items, turns and pages.

Each entry has one link, into a SMIL file. A player's "page 12" is turn 12, or page 12 of the print where the source had pages.
"""

from collections.abc import Iterator

from reader.exports.book.book import Book
from reader.exports.book.markup import Markup, element
from reader.exports.daisy.parts import FORMAT, meta, page, places, whole_seconds
from reader.passages.utterance import PassageKind

_LEVELS = {PassageKind.HEADING: "h1", PassageKind.TURN: "h2"}


def ncc(book: Book, files: int) -> bytes:
    """The file. ``files`` are all of the book's, this one among them."""
    entries = tuple(_entries(book))
    return page(book.title, (*_statements(book, files, len(entries)), _style()), entries)


def _style() -> Markup:
    return element("link", rel="stylesheet", type="text/css", href="book.css")


def _statements(book: Book, files: int, entries: int) -> Iterator[Markup]:
    imprint = book.imprint
    pages = book.pages
    day = f"{imprint.changed_at:%Y-%m-%d}"
    told = {
        "dc:title": book.title,
        "dc:creator": book.minutes.meeting or book.publisher,
        "dc:date": day,
        "dc:format": FORMAT,
        "dc:identifier": f"urn:uuid:{book.identifier}",
        "dc:language": "ja",
        "dc:publisher": book.publisher,
        "dc:subject": "会議録",
        "dc:description": " ".join(book.about),
        "dc:rights": imprint.terms.licence_told(),
        "dc:source": imprint.source or imprint.address,
        "ncc:charset": "utf-8",
        "ncc:depth": "2" if book.turns else "1",
        "ncc:files": str(files),
        "ncc:generator": imprint.terms.generator,
        "ncc:maxPageNormal": str(max(pages, default=0)),
        "ncc:multimediaType": "audioFullText",
        "ncc:narrator": "、".join(imprint.voices) or "合成音声",
        "ncc:pageFront": "0",
        "ncc:pageNormal": str(len(pages)),
        "ncc:pageSpecial": "0",
        "ncc:prodNotes": "0",
        "ncc:footnotes": "0",
        "ncc:sidebars": "0",
        "ncc:producedDate": day,
        "ncc:producer": book.publisher,
        "ncc:revision": str(imprint.revision),
        "ncc:setInfo": "1 of 1",
        "ncc:sourceTitle": book.title,
        "ncc:tocItems": str(entries),
    }
    yield from (meta(name, " ".join(content.split())) for name, content in told.items())
    yield meta("ncc:totalTime", whole_seconds(book.milliseconds), scheme="hh:mm:ss")


def _entries(book: Book) -> Iterator[Markup]:
    first = book.chapters[0]
    start = next((block for block in first.blocks if block.kind is PassageKind.TITLE), first.blocks[0])
    yield _entry("h1", "title", book.title, places(first)[start.key], class_="title")
    for chapter in book.chapters:
        heard = places(chapter)
        for block in (block for block in chapter.blocks if not block.since):
            if level := _LEVELS.get(block.kind):
                yield _entry(level, f"h{block.key}", block.title or str(block.number), heard[block.key])
            for number in map(str, block.pages):
                yield _entry("span", f"page{number}", number, heard[block.key], class_="page-normal")


def _entry(name: str, id_: str, text: str, place: str, class_: str | None = None) -> Markup:
    return element(name, element("a", " ".join(text.split()), href=place), id=id_, class_=class_)
