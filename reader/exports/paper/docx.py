"""A Word file in large print: real headings, furigana over whole words, no tables; the browser or Word makes PDF of it.

Every letter is at least 20 points high, the furigana half of that; lines are one and a half apart. The typeface is BIZ UDPゴシック by
name, for whoever has it.
"""

from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reader.exports.book.book import Said
from reader.exports.book.markup import Markup, element, escaped
from reader.exports.material import Material, Options
from reader.exports.paper.docx_parts import PARTS, W, core
from reader.exports.paper.layout import MARK, LineKind, PaperLine, about_lines, paper_lines
from reader.readings.furigana.levels import Level, gets_ruby

_DATE = (1980, 1, 1, 0, 0, 0)
_STYLES = {
    LineKind.TITLE: "Title",
    LineKind.FACT: "Fact",
    LineKind.HEADING: "Heading1",
    LineKind.NOTE: "Note",
    LineKind.TEXT: "Normal",
}
_SIZES = {"Title": 52, "Heading1": 44, "Heading2": 40}
_BODY = 40
"""Half points."""


def write_docx(material: Material, options: Options, file: BinaryIO) -> None:
    """Writes the file. Furigana is that for hard words, if nothing else is asked for."""
    level = Level.HARD if options.ruby is None else options.ruby
    parts = {
        **PARTS,
        "docProps/core.xml": core(material.title, material.imprint),
        "word/document.xml": _document(material, level),
    }
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, content)


def _document(material: Material, level: Level) -> bytes:
    paragraphs = [part for line in paper_lines(material) for part in _line(line, level)]
    paragraphs += [_paragraph("About", [_run(line, _BODY)]) for line in about_lines(material)]
    page = element(
        "w:sectPr",
        element("w:pgSz", w__w="11906", w__h="16838"),
        element(
            "w:pgMar",
            w__top="1134",
            w__right="1134",
            w__bottom="1134",
            w__left="1134",
            w__header="567",
            w__footer="567",
            w__gutter="0",
        ),
    )
    body = element("w:body", *paragraphs, page)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + element("w:document", body, xmlns__w=W)
    ).encode()


def _line(line: PaperLine, level: Level) -> Iterator[Markup]:
    if line.kind is not LineKind.TURN:
        style = _STYLES[line.kind]
        yield _paragraph(style, _runs(line.said, level, _SIZES.get(style, _BODY)))
        return
    size = _SIZES["Heading2"]
    yield _paragraph("Heading2", [_run(MARK, size), *_runs(line.label, level, size)])
    if line.said:
        yield _paragraph("Normal", _runs(line.said, level, _BODY))


def _paragraph(style: str, runs: list[Markup]) -> Markup:
    return element("w:p", element("w:pPr", element("w:pStyle", w__val=style)), *runs)


def _runs(said: tuple[Said, ...], level: Level, size: int) -> list[Markup]:
    return [run for one in said for run in _words(one, level, size)]


def _words(said: Said, level: Level, size: int) -> Iterator[Markup]:
    """Words with furigana each in a run of its own, what is between them in one."""
    if "".join(word.surface for word in said.words) != said.text:
        yield _run(said.text, size)
        return
    plain = ""
    for word in said.words:
        if not gets_ruby(word, level):
            plain += word.surface
            continue
        if plain:
            yield _run(plain, size)
        yield _ruby(word.surface, word.reading, size)
        plain = ""
    if plain:
        yield _run(plain, size)


def _run(text: str, size: int) -> Markup:
    return element("w:r", _size(size), element("w:t", escaped(text), xml__space="preserve"))


def _ruby(surface: str, reading: str, size: int) -> Markup:
    half = str(size // 2)
    properties = element(
        "w:rubyPr",
        element("w:rubyAlign", w__val="distributeSpace"),
        element("w:hps", w__val=half),
        element("w:hpsRaise", w__val=str(size - 4)),
        element("w:hpsBaseText", w__val=str(size)),
        element("w:lid", w__val="ja-JP"),
    )
    over = element("w:rt", element("w:r", _size(size // 2), element("w:t", reading)))
    base = element("w:rubyBase", _run(surface, size))
    return element("w:r", _size(size), element("w:ruby", properties, over, base))


def _size(size: int) -> Markup:
    return element("w:rPr", element("w:sz", w__val=str(size)), element("w:szCs", w__val=str(size)))
