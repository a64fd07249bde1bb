"""The SMIL files, which say what is lit while what is heard: one for each chapter, and one over all of them.

A sentence is one ``par`` of one text and one sound, and where one ends the next begins::

    <par endsync="last" id="pt12-1"><text src="c002.html#t12-1" …/><audio src="c002.mp3" clip-begin="npt=2.400s" …/></par>
"""

from reader.exports.book.book import Book, Chapter, Said, Window
from reader.exports.book.markup import Markup, element, lines
from reader.exports.daisy.parts import FORMAT, SMIL, XML, clock, meta, whole_seconds


def chapter_smil(book: Book, chapter: Chapter) -> bytes:
    """The SMIL of a chapter."""
    before = sum(other.milliseconds for other in book.chapters[: chapter.number - 1])
    told = (
        meta("title", chapter.title or book.title),
        meta("ncc:totalElapsedTime", clock(before)),
        meta("ncc:timeInThisSmil", clock(chapter.milliseconds)),
        element("layout", element("region", id="textView")),
    )
    heard = lines(*(_par(chapter, said, window) for said, window in chapter.heard))
    seconds = f"{chapter.milliseconds / 1000:.3f}s"
    return _smil(book, told, element("seq", "\n", heard, "\n", dur=seconds))


def master_smil(book: Book) -> bytes:
    """The SMIL over all of them."""
    told = (
        meta("ncc:timeInThisSmil", whole_seconds(book.milliseconds)),
        element("layout", element("region", id="textView")),
    )
    parts = (
        element("ref", src=f"{chapter.name}.smil", title=chapter.title or book.title, id=f"m{chapter.name}")
        for chapter in book.chapters
    )
    return _smil(book, told, lines(*parts))


def _smil(book: Book, told: tuple[Markup, ...], body: Markup) -> bytes:
    head = (
        meta("dc:format", FORMAT),
        meta("dc:identifier", f"urn:uuid:{book.identifier}"),
        meta("dc:title", book.title),
        meta("ncc:generator", book.imprint.terms.generator),
        *told,
    )
    return lines(
        XML,
        SMIL,
        element(
            "smil",
            "\n",
            element("head", "\n", lines(*head), "\n"),
            "\n",
            element("body", "\n", body, "\n"),
            "\n",
        ),
        "",
    ).encode()


def _par(chapter: Chapter, said: Said, window: Window) -> Markup:
    text = element("text", src=f"{chapter.name}.html#{said.id}", id=f"x{said.id}")
    audio = element(
        "audio",
        src=f"{chapter.name}.mp3",
        clip_begin=f"npt={window.begin / 1000:.3f}s",
        clip_end=f"npt={window.end / 1000:.3f}s",
        id=f"a{said.id}",
    )
    return element("par", text, audio, endsync="last", id=f"p{said.id}")
