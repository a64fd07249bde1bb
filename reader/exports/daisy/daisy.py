"""A session as a DAISY 2.02 book in a ZIP, its files at the top: ``ncc.html``, and for each chapter text, SMIL and MP3."""

from collections.abc import Iterator
from typing import BinaryIO

from reader.exports.book.archive import Content, write_archive
from reader.exports.book.book import Book
from reader.exports.book.chapters import book
from reader.exports.book.parts import asked
from reader.exports.daisy.ncc import ncc
from reader.exports.daisy.smil import chapter_smil, master_smil
from reader.exports.daisy.text import STYLE, chapter_text
from reader.exports.material import Material, Options

STEPS_SOFTER = 2
"""Of 1.5 dB each: the highest peaks, which the sound of all voices has at −3 to −4 dB (``speech.sound.sound``), come to −6 to −7 dB,
where libraries for the blind want them (−6 to −8)."""

_BESIDES_CHAPTERS = 3
_OF_A_CHAPTER = 3


def write_daisy(material: Material, options: Options, file: BinaryIO) -> None:
    """Writes the book. SpeechError where nothing is heard; NotFoundError for a part that is not there; what ``material.sound`` raises."""
    assert material.sound is not None, "DAISY has sound"
    write_archive(file, daisy_files(asked(book(material), options.part)), material.sound, STEPS_SOFTER)


def daisy_files(made: Book) -> Iterator[tuple[str, Content]]:
    """The book's files by name, in order."""
    yield "ncc.html", ncc(made, _BESIDES_CHAPTERS + _OF_A_CHAPTER * len(made.chapters))
    yield "master.smil", master_smil(made)
    yield "book.css", STYLE
    for chapter in made.chapters:
        yield f"{chapter.name}.smil", chapter_smil(made, chapter)
        yield f"{chapter.name}.html", chapter_text(made, chapter)
        yield f"{chapter.name}.mp3", chapter
