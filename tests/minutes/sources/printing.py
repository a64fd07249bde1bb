"""Makes real PDF and DOCX files for the tests: what a municipality's office software would print."""

import io
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "HeiseiMin-W3"
WIDTH, HEIGHT = A4
LEFT, TOP, SIZE, LEADING = 60.0, HEIGHT - 70.0, 10.5, 17.0

Print = tuple[float, float, str]


class PdfPrinter:
    """Draws text at places, page by page."""

    def __init__(self, encrypt: StandardEncryption | None = None) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=A4, encrypt=encrypt)

    def page(self, words: Iterable[Print], size: float = SIZE, spread: float = 0.0) -> "PdfPrinter":
        """A page with each text at its place; ``spread`` points between its characters."""
        self.canvas.setFont(FONT, size)
        for across, up, text in words:
            self.canvas.drawString(across, up, text, charSpace=spread)
        self.canvas.showPage()
        return self

    def picture(self) -> "PdfPrinter":
        """A page with a drawing and no text."""
        self.canvas.rect(100, 100, 200, 300, fill=1)
        self.canvas.showPage()
        return self

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._file.getvalue()


def lines_down(lines: Sequence[str], across: float = LEFT, top: float = TOP) -> list[Print]:
    """Lines below each other; ideographic spaces in front are an indent, as word processors print it."""
    placed = []
    for place, line in enumerate(lines):
        words = line.lstrip("　")
        if words:
            placed.append((across + SIZE * (len(line) - len(words)), top - LEADING * place, words))
    return placed


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of so many characters, as a word processor breaks it."""
    return [text[start : start + columns] for start in range(0, len(text), columns)]


def add_ruby(document: Document, base: str, reading: str, after: str = "") -> None:
    """A paragraph that begins with a word under its ruby."""
    paragraph = document.add_paragraph()
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{reading}</w:t></w:r></w:rt>"
            f"<w:rubyBase><w:r><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        )
    )
    paragraph.add_run(after)


def docx_bytes(document: Document) -> bytes:
    """The file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def new_docx() -> Document:
    """An empty Word document."""
    return docx.Document()
