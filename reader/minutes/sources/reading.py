"""Bytes to a source: the format is told by the bytes, the name only helps where they leave a doubt.

What cannot be minutes is told as what it is, with what to do about it::

    b"%PDF-1.7…" -> PDF    b"PK\\x03\\x04…word/…" -> DOCX    b"<!DOCTYPE html" -> HTML    b'{"speechRecord":' -> JSON
    b"\\x89PNG…"  -> 画像（PNG）です。文字を含むPDF、… に変えてから…
"""

import re

from reader.errors import SourceError
from reader.minutes.sources.encoding import decode
from reader.minutes.sources.html import read_html
from reader.minutes.sources.kokkai_json import looks_like_record, read_kokkai_json
from reader.minutes.sources.source import MAX_BYTES, Source
from reader.minutes.sources.text import read_text

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|br|h[1-6]|frameset|span|ul|ol|pre)\b[^<]*",
    re.IGNORECASE,
)
_KNOWN = (
    (b"\x89PNG", "画像（PNG）"),
    (b"\xff\xd8\xff", "画像（JPEG）"),
    (b"GIF8", "画像（GIF）"),
    (b"II*\x00", "画像（TIFF）"),
    (b"MM\x00*", "画像（TIFF）"),
    (b"BM", "画像（BMP）"),
    (b"ID3", "音声（MP3）"),
    (b"RIFF", "音声や動画"),
    (b"\x1f\x8b", "圧縮ファイル（gzip）"),
    (b"7z\xbc\xaf", "圧縮ファイル（7z）"),
    (b"Rar!", "圧縮ファイル（RAR）"),
    (b"\x7fELF", "プログラム"),
    (b"MZ", "プログラム"),
    (b"SQLite format 3\x00", "データベース"),
)


def read_source(data: bytes, name: str = "") -> Source:
    """The source in ``data`` (at most 64 MB); ``name`` is its file's name or address.

    SourceError, one line in Japanese, for what is no document with words."""
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"大きすぎます（{len(data) // 1_000_000} MB）。{MAX_BYTES // 1_000_000} MBまでのファイルを指定してください。"
        )
    if not data.strip():
        raise SourceError("空です。会議録が入っているファイルを指定してください。")
    _refuse_known(data)
    text = decode(data)
    source = _read_text(text, name)
    if not source.text.strip():
        raise SourceError("文字がありません。会議録の文字が入っているファイルを指定してください。")
    return source


def _read_text(text: str, name: str) -> Source:
    if looks_like_record(text):
        return read_kokkai_json(text)
    return read_html(text) if _is_html(text, name) else read_text(text)


def _refuse_known(data: bytes) -> None:
    for magic, what in _KNOWN:
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64]):
            raise SourceError(f"{what}です。会議録のテキスト、HTML、PDF、Wordのファイルを指定してください。")


def _is_html(text: str, name: str) -> bool:
    head = text[:4000].lstrip("\ufeff \t\r\n　")
    if re.match(
        r"<(?:!doctype\s+html|html|head|\?xml[^>]*>\s*<(?:!doctype\s+html|html))", head, re.IGNORECASE
    ):
        return True
    named = re.search(r"\.x?html?(?:$|[?#])", name.lower()) is not None
    return len(_HTML.findall(head)) >= (1 if named or head.startswith("<") else 3)
