"""The text of a chapter as XHTML: headings, turn by turn, furigana over whole words, each sentence with its id."""

from collections.abc import Iterator

from reader.exports.book.book import Block, Book, Chapter, Said
from reader.exports.book.markup import Markup, element, escaped, lines
from reader.passages.utterance import PassageKind
from reader.readings.furigana.levels import Level, gets_ruby

DECLARATION = Markup('<?xml version="1.0" encoding="utf-8"?>')
DOCTYPE = Markup("<!DOCTYPE html>")
XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
ACTIVE = "heard"
"""The class of what is heard."""

STYLE = f"""body {{ font-family: "BIZ UDPGothic", "BIZ UDPゴシック", sans-serif; line-height: 2; margin: 1em; }}
h1 {{ font-size: 1.4em; }}
h2 {{ font-size: 1.2em; margin-top: 1.5em; }}
rt {{ font-size: 0.5em; }}
p {{ overflow-wrap: anywhere; }}
.aside, .note {{ border-left: 0.2em solid; padding-left: 0.6em; }}
.about {{ border-top: 0.1em solid; margin-top: 2em; }}
.{ACTIVE} {{ background-color: #ffe680; color: #000000; }}
""".encode()

_NAMES = {PassageKind.TITLE: "h1", PassageKind.HEADING: "h1", PassageKind.TURN: "h2"}


def document(title: str, *body: str, epub: bool = True) -> bytes:
    """A whole XHTML file in UTF-8."""
    head = element(
        "head",
        "\n",
        element("meta", charset="utf-8"),
        element("title", " ".join(title.split())),
        element("link", rel="stylesheet", type="text/css", href="book.css"),
        "\n",
    )
    page = element(
        "html",
        "\n",
        head,
        "\n",
        element("body", "\n", lines(*body), "\n"),
        "\n",
        xmlns=XHTML,
        xmlns__epub=OPS if epub else None,
        lang="ja",
        xml__lang="ja",
    )
    return lines(DECLARATION, DOCTYPE, page, "").encode()


def chapter_document(book: Book, chapter: Chapter, level: Level) -> bytes:
    """The file of a chapter; at the end of the last one stands what people are told of the book."""
    blocks = tuple(_block(block, level) for block in chapter.blocks)
    about = [element("div", *(element("p", line) for line in book.about), class_="about")]
    return document(chapter.title or book.title, *blocks, *(about if chapter is book.chapters[-1] else ()))


def page_id(number: int) -> str:
    """The id of the place where the page of that number begins."""
    return f"page{number}"


def _block(block: Block, level: Level) -> Markup:
    paragraphs = (
        element("p", *(_said(said, level) for said in line.said), class_="aside" if line.is_aside else None)
        for line in block.paragraphs
    )
    content = "\n", lines(*_page(block), *_heading(block, level), *paragraphs), "\n"
    return element("div", *content, class_=block.kind.value, id=block.key)


def _page(block: Block) -> Iterator[Markup]:
    for number in block.pages:
        mark = {"epub__type": "pagebreak", "role": "doc-pagebreak", "aria_label": str(number)}
        yield element("div", "", id=page_id(number), **mark)


def _heading(block: Block, level: Level) -> Iterator[Markup]:
    if block.heading:
        first, *others = (_said(said, level) for said in block.heading)
        yield element(_NAMES.get(block.kind, "p"), first, *(part for said in others for part in (" ", said)))


def _said(said: Said, level: Level) -> Markup:
    shown = _with_ruby(said, level)
    return element("span", shown, id=said.id) if said.id else shown


def _with_ruby(said: Said, level: Level) -> Markup:
    """The words with their readings; plain where the words are not the text as printed (a label's spaces are not said)."""
    if "".join(word.surface for word in said.words) != said.text:
        return escaped(said.text)
    return Markup(
        "".join(
            _ruby(word.surface, word.reading) if gets_ruby(word, level) else escaped(word.surface)
            for word in said.words
        )
    )


def _ruby(surface: str, reading: str) -> Markup:
    """Over the word whole: cut by the character, pairs of browsers and screen readers say it differently."""
    return element("ruby", surface, element("rt", reading))
