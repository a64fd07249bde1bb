"""``package.opf``: what the book is, for whom it can be read, which files it has, in which order they are read."""

from collections.abc import Iterator

from reader.exports.book.book import Book, Chapter
from reader.exports.book.markup import Markup, element, lines
from reader.exports.epub.document import ACTIVE, DECLARATION
from reader.exports.epub.overlay import clock
from reader.readings.furigana.levels import Level

_XHTML = "application/xhtml+xml"
_RUBY = {Level.ALL: "fullRubyAnnotations", Level.HARD: "rubyAnnotations"}
_FEATURES = (
    "synchronizedAudioText",
    "tableOfContents",
    "readingOrder",
    "structuralNavigation",
    "displayTransformability",
)
_PAGE_FEATURES = ("pageNavigation", "pageBreakMarkers")
_CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
_FURIGANA = {
    Level.ALL: "漢字の語すべてにふりがながあります。",
    Level.HARD: "むずかしい漢字と名前にふりがながあります。",
    Level.NONE: "ふりがなはありません。",
}


def package(book: Book, level: Level) -> bytes:
    """The file."""
    content = (
        element(
            "metadata",
            "\n",
            lines(*_statements(book, level)),
            "\n",
            xmlns__dc="http://purl.org/dc/elements/1.1/",
        ),
        element("manifest", "\n", lines(*_files(book)), "\n"),
        element("spine", "\n", lines(*(element("itemref", idref=c.name) for c in book.chapters)), "\n"),
    )
    root = element(
        "package",
        "\n",
        lines(*content),
        "\n",
        xmlns="http://www.idpf.org/2007/opf",
        version="3.0",
        unique_identifier="id",
        prefix="a11y: http://www.idpf.org/epub/vocab/package/a11y/#",
        xml__lang="ja",
    )
    return lines(DECLARATION, root, "").encode()


def summary(level: Level) -> str:
    """For whom the book can be read, in a few words."""
    return (
        "文字と音声がそろっています。文ごとに、読み上げている所が分かります。目次と、発言の番号のページで移動できます。"
        f"{_FURIGANA[level]}声は合成音声です。画像はありません。"
    )


def _statements(book: Book, level: Level) -> Iterator[Markup]:
    imprint = book.imprint
    yield element("dc:identifier", f"urn:uuid:{book.identifier}", id="id")
    yield element("dc:title", book.title)
    yield element("dc:language", "ja")
    yield element("dc:creator", book.minutes.meeting or book.publisher)
    yield element("dc:publisher", book.publisher)
    yield element("dc:date", f"{imprint.changed_at:%Y-%m-%d}")
    yield element("dc:description", " ".join(book.about))
    yield element("dc:rights", imprint.terms.licence_told())
    yield element("dc:source", imprint.source or imprint.address)
    yield _meta("dcterms:modified", f"{imprint.updated:%Y-%m-%dT%H:%M:%SZ}")
    yield from _accessibility(book, level)
    for chapter in book.chapters:
        yield _meta("media:duration", clock(chapter.milliseconds), refines=f"#{_overlay(chapter)}")
    yield _meta("media:duration", clock(book.milliseconds))
    yield _meta("media:active-class", ACTIVE)
    yield _meta("media:narrator", "、".join(imprint.voices) or "合成音声")


def _accessibility(book: Book, level: Level) -> Iterator[Markup]:
    ruby = [_RUBY[level]] if level in _RUBY else []
    paged = bool(book.pages)
    features = (*_FEATURES, *ruby, *(_PAGE_FEATURES if paged else ()))
    for mode in ("textual", "auditory"):
        yield _meta("schema:accessMode", mode)
    for mode in ("textual", "auditory"):
        yield _meta("schema:accessModeSufficient", mode)
    yield from (_meta("schema:accessibilityFeature", feature) for feature in features)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", summary(level))
    if paged:
        yield _meta("pageBreakSource", _page_source(book))
    yield _meta("dcterms:conformsTo", _CONFORMS, id="conforms")
    yield _meta("a11y:certifiedBy", book.publisher, refines="#conforms")


def _page_source(book: Book) -> str:
    """What the page numbers are those of."""
    return (book.imprint.source or "PDF") if book.minutes.page_lines else "none"


def _meta(name: str, content: str, refines: str | None = None, id: str | None = None) -> Markup:
    return element("meta", content, property=name, refines=refines, id=id)


def _overlay(chapter: Chapter) -> str:
    return f"m{chapter.name}"


def _files(book: Book) -> Iterator[Markup]:
    yield _file("nav", "nav.xhtml", _XHTML, properties="nav")
    yield _file("css", "book.css", "text/css")
    for chapter in book.chapters:
        name = chapter.name
        yield _file(name, f"{name}.xhtml", _XHTML, media_overlay=_overlay(chapter))
        yield _file(_overlay(chapter), f"{name}.smil", "application/smil+xml")
        yield _file(f"a{name}", f"{name}.mp3", "audio/mpeg")


def _file(id_: str, name: str, kind: str, **more: str) -> Markup:
    return element("item", id=id_, href=name, media_type=kind, **more)
