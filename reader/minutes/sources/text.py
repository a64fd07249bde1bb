"""Plain text: a line is a line; ruby as the Aozora library writes it is a stated reading.

Form feeds are page breaks, as ``pdftotext`` leaves them; a last line that is only ``\\x1a`` (an old editor's end
of file) is nothing::

    "｜市場《いちば》です" -> Line("市場です"), with the reading いちば of 市場
    "日時\\n令和3年10月28日\\f…" -> Line("日時", 1), Line("令和3年10月28日", 2), Line("", 2, PAGE_BREAK), …
"""

import re

from reader.minutes.model import StatedReading
from reader.minutes.sources.ruby_text import stated_reading, with_places
from reader.minutes.sources.source import Line, LineKind, Source

_BREAK = re.compile(r"\r\n|\r|\n|\u2028|\u2029|\x85|\x0b")
_RUBY = re.compile(r"[｜|]([^｜|《》\s]{1,20})《([ぁ-ゖァ-ヺー・]{1,40})》")


def read_text(text: str) -> Source:
    """The lines of a text, each with the number of its line in the file."""
    lines: list[Line] = []
    readings: list[StatedReading] = []
    for number, row in enumerate(_BREAK.split(text.removesuffix("\x1a")), start=1):
        pages = row.split("\f")
        for page, piece in enumerate(pages):
            if page:
                lines.append(Line("", number, LineKind.PAGE_BREAK))
            words, stated = _without_ruby(piece)
            lines.append(Line(words, number))
            readings += stated
    return Source(tuple(lines), "text", None, tuple(dict.fromkeys(readings)))


def _without_ruby(line: str) -> tuple[str, list[StatedReading]]:
    """A line without its ruby, and the readings that this states; what states none stays as it is written."""
    pieces: list[str] = []
    stated: list[tuple[StatedReading, int]] = []
    end = 0
    for found in _RUBY.finditer(line):
        reading = stated_reading(*found.groups())
        if reading is not None:
            pieces += [line[end : found.start()], found.group(1)]
            stated.append((reading, len(pieces)))
            end = found.end()
    pieces.append(line[end:])
    return "".join(pieces), list(with_places(pieces, stated)) if stated else []
