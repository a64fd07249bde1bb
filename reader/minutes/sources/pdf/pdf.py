"""PDF: the text layer as lines; an image-only PDF is told as such.

PDFium (in this process, one call at a time) gives each character with its box; ``pdf_layout`` makes lines of them.
What a file could do to us is bounded: pages, characters, and nothing is drawn::

    令和3年度第2回 …          -> lines, with the page's blank lines and indents
    - 3 -                     -> CHROME, like heads and feet that recur on pages
"""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium

from reader.errors import SourceError
from reader.minutes.model import ParserWarning, StatedReading
from reader.minutes.sources.left_out import EMBEDDED, Unseen
from reader.minutes.sources.pdf.annotations import page_with_what_is_laid_on
from reader.minutes.sources.pdf.file.fonts import fonts_without_map, names_kanji
from reader.minutes.sources.pdf.file.guard import check_drawings
from reader.minutes.sources.pdf.file.layers import with_layers_told
from reader.minutes.sources.pdf.file.objects import read_objects
from reader.minutes.sources.pdf.glyph import SLANTED, Glyph
from reader.minutes.sources.pdf.layout import PageLine, page_words
from reader.minutes.sources.pdf.running_heads import running_heads
from reader.minutes.sources.pdf.stand_in import stand_in
from reader.minutes.sources.pdf.visibility import address_of, paint_of
from reader.minutes.sources.source import Line, LineKind, Source

_MOST_PAGES = 3_000
_MOST_CHARACTERS = 12_000_000
_LOCK = Lock()
_COMPATIBLE = re.compile("[\uf900-\ufad9]")
_UNMAPPED = frozenset("\x00\ufffd\ufffe\uffff")
_UNREAD = "〓"
_QUARTER = math.pi / 2
_ASKEW = 0.17
_WHOLE = 0.92
_DESCENT = 0.12
_PASSWORD = re.compile("password", re.IGNORECASE)


@dataclass(slots=True)
class _Read:
    """What has been read of a document so far; ``unmapped`` are the fonts whose codes nobody says the letters of."""

    unmapped: frozenset[str]
    pages: list[list[PageLine]] = field(default_factory=list)
    readings: list[StatedReading] = field(default_factory=list)
    unseen: Unseen = field(default_factory=Unseen)
    characters: int = 0
    unread: int = 0
    passed_over: int = 0
    layered: bool = False
    title: str | None = None


def read_pdf(data: bytes) -> Source:
    """The lines of a PDF with a text layer. SourceError for one that is locked, broken, too large or only pictures."""
    objects = read_objects(data)
    check_drawings(objects)
    data = with_layers_told(data, objects)
    with _LOCK:
        stand_in(names_kanji(objects))
        read = _read_pages(data, fonts_without_map(objects))
    written = [page for page in read.pages if page]
    if not written:
        raise SourceError(
            "画像だけのPDFで、文字がありません。文字認識（OCR）で文字を付けたPDFか、元の文書を指定してください。"
        )
    return Source(
        tuple(_lines(read.pages)),
        "pdf",
        read.title,
        tuple(dict.fromkeys(read.readings)),
        tuple(_warnings(read)),
        read.unseen.told(),
    )


def _read_pages(data: bytes, unmapped: frozenset[str]) -> _Read:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD.search(str(error)):
            raise SourceError(
                "パスワードで保護されたPDFです。保護を外して保存しなおしてください。"
            ) from error
        raise SourceError(
            "PDFとして読めません。壊れていないか、途中で切れていないか確かめてください。"
        ) from error
    try:
        if len(document) > _MOST_PAGES:
            raise SourceError(f"{len(document)}ページあります。{_MOST_PAGES}ページまでに分けてください。")
        read = _pages_of(document, unmapped)
        read.unseen.count(EMBEDDED, pdfium.FPDFDoc_GetAttachmentCount(document))
        read.title = document.get_metadata_value("Title").strip() or None
        return read
    finally:
        document.close()


def _pages_of(document: pypdfium2.PdfDocument, unmapped: frozenset[str]) -> _Read:
    read = _Read(unmapped)
    for number in range(len(document)):
        try:
            page = page_with_what_is_laid_on(document, number, read.unseen)
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise SourceError(
                f"PDFの{number + 1}ページ目が壊れています。保存しなおしたPDFを指定してください。"
            ) from error
        read.characters += text.count_chars()
        if read.characters > _MOST_CHARACTERS:
            raise SourceError(
                f"PDFの文字が多すぎます。{_MOST_CHARACTERS // 10_000}万字までに分けてください。"
            )
        words = page_words(list(_glyphs(page, text, read)))
        read.pages.append(words.lines)
        read.readings += words.readings
        text.close()
        page.close()
    if read.unread * 2 > read.characters > 0:
        raise SourceError(
            "文字として読み取れないPDFです（文字の対応表がありません）。元の文書から作りなおしてください。"
        )
    return read


def _glyphs(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, read: _Read) -> Iterator[Glyph]:
    """The page's characters that can be seen, with their boxes, in the order in which the file has them. One that the
    font gives no letter for stands as 〓: what PDFium puts in its place is another letter."""
    paint = paint_of(page)
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    unmapped: dict[int, bool] = {}
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        unread = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        if (code in (10, 13) and not unread) or pdfium.FPDFText_IsGenerated(text, index) == 1:
            read.characters -= 1
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, reference):
            continue
        char = _plain(chr(code)) if code < 0x110000 else "\ufffd"
        drawn = pdfium.FPDFText_GetTextObject(text, index)
        if read.unmapped and not unread:
            unread = _is_unmapped(drawn, read.unmapped, unmapped)
        if unread or char in _UNMAPPED:
            read.unread += 1
            char = _UNREAD
        glyph = _whole(Glyph(char, box.left, box.bottom, box.right, box.top, _turn(text, index)), text, index)
        why = paint.unseen(glyph, address_of(drawn))
        if why is None:
            yield glyph
        elif char.strip():
            read.unseen.add(why, char)
    read.passed_over += paint.unread()
    read.layered = read.layered or paint.layered


def _is_unmapped(drawn: pdfium.FPDF_PAGEOBJECT, fonts: frozenset[str], known: dict[int, bool]) -> bool:
    """Whether a piece of text is drawn in one of those fonts; ``known`` keeps what was asked."""
    address = address_of(drawn)
    if address not in known:
        name = ctypes.create_string_buffer(200)
        pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(drawn), name, len(name))
        known[address] = name.value.decode("latin-1").rpartition("+")[2] in fonts
    return known[address]


def _whole(glyph: Glyph, text: pypdfium2.PdfTextPage, index: int) -> Glyph:
    """The glyph in a box as high as its letters are: for some PDFium tells only the strokes' (二, 、, （)."""
    matrix = pdfium.FS_MATRIX()
    if glyph.turn or not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return glyph
    high = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    if glyph.size >= _WHOLE * high:
        return glyph
    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, across, up)
    bottom = up.value - _DESCENT * high
    if not bottom - _DESCENT * high <= glyph.bottom <= glyph.top <= bottom + (1 + _DESCENT) * high:
        return glyph
    return replace(glyph, bottom=bottom, top=bottom + high, left=min(glyph.left, across.value))


def _turn(text: pypdfium2.PdfTextPage, index: int) -> int:
    """How many quarters to the left a character is turned (PDFium's angles go to the right); one that is set askew across
    the page is of no such way of lying."""
    angle: float = pdfium.FPDFText_GetCharAngle(text, index)
    quarters = -angle / _QUARTER
    return round(quarters) % 4 if abs(quarters - round(quarters)) <= _ASKEW else SLANTED


def _plain(char: str) -> str:
    """Compatibility forms, which fonts put for ordinary kanji, as those kanji; a soft hyphen as "-"."""
    if char == "\x02":
        return "-"
    return unicodedata.normalize("NFKC", char) if _COMPATIBLE.match(char) else char


def _lines(pages: list[list[PageLine]]) -> Iterator[Line]:
    heads = running_heads(pages)
    number = 0
    for page, lines in enumerate(pages):
        if page:
            number += 1
            yield Line("", number, LineKind.PAGE_BREAK)
        for place, line in enumerate(lines):
            if not line.text and {(page, place - 1), (page, place + 1)} & heads:
                continue
            number += 1
            kind = LineKind.CHROME if line.aside or (page, place) in heads else LineKind.TEXT
            yield Line(line.text, number, kind)


def _warnings(read: _Read) -> Iterator[ParserWarning]:
    empty = [number for number, page in enumerate(read.pages, start=1) if not page]
    if empty:
        shown = "、".join(map(str, empty[:5])) + ("…" if len(empty) > 5 else "")
        yield ParserWarning(0, f"文字のないページがあります（{shown}ページ目）。画像なら読み取れていません。")
    if read.passed_over:
        yield ParserWarning(
            0,
            f"読み取れなかった文字のまとまりが{read.passed_over}あります。フォントを埋め込んだPDFに作りなおすか、元の文書で確かめてください。",
        )
    if read.layered:
        yield ParserWarning(
            0,
            "表示を切りかえるレイヤーがあり、どれが表示されるか読み取れません。見えない文字が入っていないか、元の文書で確かめてください。",
        )
    if read.unread:
        yield ParserWarning(
            0,
            f"文字の対応表のない字が{read.unread}字あり、読み取れません（{_UNREAD}で示します）。元の文書で確かめてください。",
        )
