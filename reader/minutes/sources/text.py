"""Plain text: a line is a line.

Form feeds are page breaks, as ``pdftotext`` leaves them; a last line that is only ``\\x1a`` (an old editor's end
of file) is nothing::

    "日時\\n令和3年10月28日\\f…" -> Line("日時", 1), Line("令和3年10月28日", 2), Line("", 2, PAGE_BREAK), …
"""

import re

from reader.minutes.sources.source import Line, LineKind, Source

_BREAK = re.compile(r"\r\n|\r|\n|\u2028|\u2029|\x85|\x0b")


def read_text(text: str) -> Source:
    """The lines of a text, each with the number of its line in the file."""
    lines: list[Line] = []
    for number, row in enumerate(_BREAK.split(text.removesuffix("\x1a")), start=1):
        pages = row.split("\f")
        for page, piece in enumerate(pages):
            if page:
                lines.append(Line("", number, LineKind.PAGE_BREAK))
            lines.append(Line(piece, number))
    return Source(tuple(lines), "text")
