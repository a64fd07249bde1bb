"""DOCX: a Word file's words as lines, in the order of the document, as far as Word shows them.

The XML is walked, so that text boxes, content controls and footnotes lose no word; what is hidden, deleted in a
tracked change or a comment is left out and counted. Numbers that Word counts are printed in front, ruby becomes a
stated reading, heads, feet and footnotes are CHROME.
"""

from collections.abc import Iterator, Sequence

from reader.minutes.model import ParserWarning
from reader.minutes.sources.docx.lines import WordLines
from reader.minutes.sources.docx.looks.styles import Styles
from reader.minutes.sources.docx.numbers import ListNumbers
from reader.minutes.sources.docx.package import Package
from reader.minutes.sources.docx.symbols import UNKNOWN
from reader.minutes.sources.docx.visibility import has_ground
from reader.minutes.sources.docx.xml import below, local
from reader.minutes.sources.left_out import COMMENT, EMBEDDED, Unseen
from reader.minutes.sources.source import Line, Source

_NOTES = ("footnotes", "endnotes")
_OBJECTS = ("oleObject", "package")


def read_docx(data: bytes) -> Source:
    """The lines of a Word file. SourceError for one that is broken, locked, or would unpack beyond reason."""
    package = Package(data)
    styles, numbering = (next(package.parts(kind), None) for kind in ("styles", "numbering"))
    unseen = Unseen()
    lines = WordLines(Styles(styles), ListNumbers(numbering), unseen, has_ground(package.main))
    lines.aside(package.shown("header", unseen))
    body = below(package.main, "body")
    lines.body(package.main if body is None else body)
    lines.aside(package.shown("footer", unseen))
    for kind in _NOTES:
        for notes in package.parts(kind):
            lines.notes_of(kind, notes)
    for comments in package.parts("comments"):
        unseen.count(COMMENT, sum(local(child) == "comment" for child in comments))
    unseen.count(EMBEDDED, sum(package.count(kind) for kind in _OBJECTS))
    return Source(
        tuple(lines.found),
        "docx",
        package.title(),
        tuple(dict.fromkeys(lines.readings)),
        tuple(_unknown_signs(lines.found)),
        unseen.told(),
    )


def _unknown_signs(lines: Sequence[Line]) -> Iterator[ParserWarning]:
    """Signs that only their fonts know: each stands as 〓."""
    for line in lines:
        if UNKNOWN in line.text:
            count = sum(other.text.count(UNKNOWN) for other in lines)
            yield ParserWarning(
                line.number,
                f"読み取れない記号が{count}字あります（〓で示します）。元の文書で確かめてください。",
            )
            return
