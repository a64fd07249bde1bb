"""Bytes to a source: the format is told by the bytes, the name only helps where they leave it open.

What cannot be minutes is told as what it is, with what to do about it::

    b"%PDF-1.7…" -> PDF    b"PK\\x03\\x04…word/…" -> DOCX    b"<!DOCTYPE html" -> HTML    b'{"speechRecord":' -> JSON
    b"\\x89PNG…"  -> 画像（PNG）です。文字を含むPDF、… に変えてから…
"""

import re
from typing import NoReturn

from reader.errors import SourceError
from reader.minutes.sources.archive import joined, pages_of, sheets_of
from reader.minutes.sources.beside import NOTHING_BESIDE, Beside
from reader.minutes.sources.containers import Container, container_of
from reader.minutes.sources.docx.docx import read_docx
from reader.minutes.sources.edge import at_the_edge
from reader.minutes.sources.encoding import decode
from reader.minutes.sources.html.html import read_html
from reader.minutes.sources.kokkai_json import looks_like_record, read_kokkai_json
from reader.minutes.sources.pdf.pdf import read_pdf
from reader.minutes.sources.source import MAX_BYTES, Source
from reader.minutes.sources.spreadsheet.separated import read_separated
from reader.minutes.sources.spreadsheet.spreadsheet import read_spreadsheet
from reader.minutes.sources.text import read_text
from reader.minutes.text.characters import bare

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|br|h[1-6]|frameset|span|ul|ol|pre)\b[^<]*",
    re.IGNORECASE,
)
_MHTML = re.compile(
    rb"(?:MIME-Version|Content-Type|From):[^\n]*\n(?:[^\n]*\n){0,12}[^\n]*multipart/related", re.IGNORECASE
)
_SEPARATED = {".csv": ",", ".tsv": "\t"}
_FEW_SIGNS = 3
_SAMPLE = 100_000
_LONG = 10_000
_MOST_LINES = 250_000
_MOST_TEXT = 16_000_000


def read_source(data: bytes, name: str = "") -> Source:
    """The source in ``data`` (at most 64 MB); ``name`` is its file's name or address.

    SourceError, one line in Japanese, for what is no document with words."""
    if len(data) > MAX_BYTES:
        _refuse_size(len(data), MAX_BYTES)
    if not data.strip():
        raise SourceError("空です。会議録が入っているファイルを指定してください。")
    source = at_the_edge(_read(data, name))
    if len(source.lines) > _MOST_LINES:
        raise SourceError(
            f"行が多すぎます（{len(source.lines):,}行）。1つの会議ごとに分けて指定してください。"
        )
    if not any(line.text.strip() for line in source.lines):
        raise SourceError("文字がありません。会議録の文字が入っているファイルを指定してください。")
    return source


def _read(data: bytes, name: str, beside: Beside = NOTHING_BESIDE) -> Source:
    container = container_of(data)
    if container is Container.PDF:
        return read_pdf(data)
    if container is Container.DOCX:
        return read_docx(data)
    if container is Container.XLSX:
        return read_spreadsheet(data)
    if container is Container.ZIP:
        sheets = sheets_of(data)
        return joined((name, _inside(page, name, Beside(sheets, name))) for name, page in pages_of(data))
    if _MHTML.match(data[:4000]):
        raise SourceError("1つにまとめて保存されたWebページ（.mht）です。HTMLかPDFで保存しなおしてください。")
    text = _decoded(data, name)
    _refuse_one_character(text)
    if len(data) > _MOST_TEXT:
        _refuse_size(len(data), _MOST_TEXT)
    return _of_text(text, name, beside)


def _decoded(data: bytes, name: str) -> str:
    try:
        return decode(data)
    except SourceError as error:
        if not name.lower().endswith(".pdf"):
            raise
        raise SourceError(
            "PDFのはずですが、PDFとして読めません。壊れていないか、PDFを開くソフトで確かめ、保存しなおしたものを指定してください。"
        ) from error


def _of_text(text: str, name: str, beside: Beside) -> Source:
    if looks_like_record(text):
        return read_kokkai_json(text)
    if _is_html(text, name):
        return read_html(text, beside)
    separator = _SEPARATED.get(name.lower()[-4:])
    return (read_separated(text, separator) if separator else None) or read_text(text)


def _inside(data: bytes, name: str, beside: Beside) -> Source | None:
    """A page of an archive; None for one that is no page (a picture, a style sheet, an archive in the archive)."""
    try:
        return None if container_of(data) is Container.ZIP else _read(data, name, beside)
    except SourceError:
        return None


def _refuse_size(size: int, most: int) -> NoReturn:
    raise SourceError(
        f"大きすぎます（{size // 1_000_000} MB）。{most // 1_000_000} MBまでのファイルを指定してください。"
    )


def _refuse_one_character(text: str) -> None:
    """Megabytes of one character, or two, say nothing; they are not worth a parser's time."""
    if len(text) > _LONG and len(set(text[:_SAMPLE])) <= _FEW_SIGNS:
        sign = bare(text[:100])[:1] or " "
        raise SourceError(
            f"「{sign}」のような同じ文字の繰り返しです。会議録が入っているファイルを指定してください。"
        )


def _is_html(text: str, name: str) -> bool:
    head = text[:4000].lstrip("\ufeff \t\r\n　")
    if re.match(
        r"<(?:!doctype\s+html|html|head|\?xml[^>]*>\s*<(?:!doctype\s+html|html))", head, re.IGNORECASE
    ):
        return True
    named = re.search(r"\.x?html?(?:$|[?#])", name.lower()) is not None
    return len(_HTML.findall(head)) >= (1 if named or head.startswith("<") else 3)
