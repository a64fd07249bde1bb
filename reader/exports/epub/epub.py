"""A session as an EPUB 3 with Media Overlays: for each chapter an XHTML file, its overlay and its sound."""

from collections.abc import Iterator
from typing import BinaryIO

from reader.exports.book.archive import Content, write_archive
from reader.exports.book.book import Book
from reader.exports.book.chapters import book
from reader.exports.book.markup import Markup, element, lines
from reader.exports.book.parts import asked
from reader.exports.epub.document import DECLARATION, STYLE, chapter_document
from reader.exports.epub.navigation import navigation
from reader.exports.epub.overlay import overlay
from reader.exports.epub.package import package
from reader.exports.material import Material, Options
from reader.readings.furigana.levels import Level

USUAL = Level.ALL
"""The furigana of a book, where nothing else is asked for: who does not want it has it switched off by the player."""


def write_epub(material: Material, options: Options, file: BinaryIO) -> None:
    """Writes the book. SpeechError where nothing is heard; NotFoundError for a part that is not there; what ``material.sound`` raises."""
    assert material.sound is not None, "an EPUB has sound"
    level = USUAL if options.ruby is None else options.ruby
    write_archive(file, epub_files(asked(book(material), options.part), level), material.sound)


def epub_files(made: Book, level: Level) -> Iterator[tuple[str, Content]]:
    """The book's files by name, in order: ``mimetype`` must be the first."""
    yield "mimetype", b"application/epub+zip"
    yield "META-INF/container.xml", _container()
    yield "EPUB/package.opf", package(made, level)
    yield "EPUB/nav.xhtml", navigation(made)
    yield "EPUB/book.css", STYLE
    for chapter in made.chapters:
        yield f"EPUB/{chapter.name}.xhtml", chapter_document(made, chapter, level)
        yield f"EPUB/{chapter.name}.smil", overlay(chapter)
        yield f"EPUB/{chapter.name}.mp3", chapter


def _container() -> bytes:
    root = element("rootfile", full_path="EPUB/package.opf", media_type="application/oebps-package+xml")
    container = element(
        "container",
        element("rootfiles", root),
        version="1.0",
        xmlns="urn:oasis:names:tc:opendocument:xmlns:container",
    )
    return lines(DECLARATION, Markup(container), "").encode()
