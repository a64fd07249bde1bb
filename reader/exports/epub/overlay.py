"""The Media Overlay of a chapter: passage by passage, which sentence is lit while which stretch of the sound is heard."""

from collections.abc import Iterator

from reader.exports.book.book import Block, Chapter, Said, Window
from reader.exports.book.markup import Markup, element, lines
from reader.exports.epub.document import DECLARATION, OPS


def overlay(chapter: Chapter) -> bytes:
    """The SMIL file of a chapter."""
    passages = lines(*_passages(chapter))
    body = element("body", "\n", passages, "\n", epub__textref=f"{chapter.name}.xhtml")
    smil = element(
        "smil", "\n", body, "\n", xmlns="http://www.w3.org/ns/SMIL", xmlns__epub=OPS, version="3.0"
    )
    return lines(DECLARATION, smil, "").encode()


def clock(milliseconds: int) -> str:
    """``1:02:03.456``."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _passages(chapter: Chapter) -> Iterator[Markup]:
    for block in chapter.blocks:
        heard = [(said, said.window) for said in block.said if said.window]
        if heard:
            pars = lines(*(_par(chapter, said, window) for said, window in heard))
            yield element("seq", "\n", pars, "\n", id=f"s{block.key}", epub__textref=_place(chapter, block))


def _place(chapter: Chapter, block: Block) -> str:
    return f"{chapter.name}.xhtml#{block.key}"


def _par(chapter: Chapter, said: Said, window: Window) -> Markup:
    text = element("text", src=f"{chapter.name}.xhtml#{said.id}")
    audio = element(
        "audio",
        src=f"{chapter.name}.mp3",
        clipBegin=f"{window.begin / 1000:.3f}s",
        clipEnd=f"{window.end / 1000:.3f}s",
    )
    return element("par", text, audio, id=f"p{said.id}")
