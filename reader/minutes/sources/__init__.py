"""Bytes to lines: text, HTML, PDF, DOCX and the Diet's JSON, told apart by what they contain."""

from reader.minutes.sources.reading import read_source
from reader.minutes.sources.source import Line, LineKind, Source

__all__ = ["Line", "LineKind", "Source", "read_source"]
