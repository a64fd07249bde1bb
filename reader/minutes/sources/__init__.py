"""Bytes to lines: text, HTML, PDF, DOCX and the Diet's JSON, told apart by what they contain."""

from reader.errors import SourceError
from reader.minutes.sources.encoding import decode
from reader.minutes.sources.source import Line, LineKind, Source
from reader.minutes.sources.text import read_text

__all__ = ["Line", "LineKind", "Source", "read_source"]


def read_source(data: bytes, name: str = "") -> Source:
    """The source in ``data``; ``name`` (a file's name or address) only helps where the bytes leave a doubt."""
    if not data.strip():
        raise SourceError("空です。会議録が入っているファイルを指定してください。")
    return read_text(decode(data))
