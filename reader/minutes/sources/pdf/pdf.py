"""PDF: the text layer as lines; an image-only PDF is told as such.

PDFium (in this process, one call at a time) gives each character with its box; ``pdf_layout`` makes lines of them.
What a file could do to us is bounded: pages, characters, and nothing is drawn::

    令和3年度第2回 …          -> lines, with the page's blank lines and indents
    - 3 -                     -> CHROME, like heads and feet that recur on pages
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium

from reader.errors import SourceError
from reader.minutes.model import Doubt
from reader.minutes.sources.pdf.guard import check_drawings
from reader.minutes.sources.pdf.layout import Glyph, PageLine, page_lines
from reader.minutes.sources.pdf.running_heads import running_heads
from reader.minutes.sources.source import Line, LineKind, Source

_MOST_PAGES = 3_000
_MOST_CHARACTERS = 12_000_000
_LOCK = Lock()
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻌⻑⻔⻖⻘⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻫⻭⻯⻲⼾",
    "母民虎西見角貝車辶長門阝青頁風飛食馬鬼魚鳥麦黄斉歯竜亀戸",
)
_COMPATIBLE = re.compile("[\u2f00-\u2fd5\uf900-\ufad9]")
_UNMAPPED = frozenset("\x00\ufffd\ufffe\uffff")
_PASSWORD = re.compile("password", re.IGNORECASE)


def read_pdf(data: bytes) -> Source:
    """The lines of a PDF with a text layer. SourceError for one that is locked, broken, too large or only pictures."""
    check_drawings(data)
    with _LOCK:
        pages, title = _read_pages(data)
    written = [page for page in pages if page]
    if not written:
        raise SourceError(
            "画像だけのPDFで、文字がありません。文字認識（OCR）で文字を付けたPDFか、元の文書を指定してください。"
        )
    return Source(tuple(_lines(pages)), "pdf", title, doubts=tuple(_doubts(pages)))


def _read_pages(data: bytes) -> tuple[list[list[PageLine]], str | None]:
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
        return _pages_of(document), document.get_metadata_value("Title").strip() or None
    finally:
        document.close()


def _pages_of(document: pypdfium2.PdfDocument) -> list[list[PageLine]]:
    pages: list[list[PageLine]] = []
    characters = unmapped = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise SourceError(
                f"PDFの{number + 1}ページ目が壊れています。保存しなおしたPDFを指定してください。"
            ) from error
        characters += text.count_chars()
        if characters > _MOST_CHARACTERS:
            raise SourceError(
                f"PDFの文字が多すぎます。{_MOST_CHARACTERS // 10_000}万字までに分けてください。"
            )
        glyphs = list(_glyphs(text))
        unmapped += sum(glyph.char in _UNMAPPED for glyph in glyphs)
        pages.append(page_lines([glyph for glyph in glyphs if glyph.char not in _UNMAPPED]))
        text.close()
        page.close()
    if unmapped * 2 > characters > 0:
        raise SourceError(
            "文字として読み取れないPDFです（文字の対応表がありません）。元の文書から作りなおしてください。"
        )
    return pages


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    """The page's characters with their boxes, in the order in which the file has them."""
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (10, 13) or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, reference):
            continue
        char = _plain(chr(code)) if code < 0x110000 else "\ufffd"
        yield Glyph(char, box.left, box.bottom, box.right, box.top)


def _plain(char: str) -> str:
    """Radicals and compatibility forms, which fonts put for ordinary kanji, as those kanji; a soft hyphen as "-"."""
    if char == "\x02":
        return "-"
    if _COMPATIBLE.match(char):
        return unicodedata.normalize("NFKC", char)
    return char.translate(_RADICALS)


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
            kind = LineKind.CHROME if (page, place) in heads else LineKind.TEXT
            yield Line(line.text, number, kind)


def _doubts(pages: list[list[PageLine]]) -> Iterator[Doubt]:
    empty = [number for number, page in enumerate(pages, start=1) if not page]
    if empty:
        shown = "、".join(map(str, empty[:5])) + ("…" if len(empty) > 5 else "")
        yield Doubt(0, f"文字のないページがあります（{shown}ページ目）。画像なら読み取れていません。")
