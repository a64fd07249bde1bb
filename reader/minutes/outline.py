"""Lines to minutes: one parser for every source.

The labels are found first (``label_styles``): they show where the record begins. Above it stand the fields and
titles of the header (``header``); the record is read row by row (``record``); then everything is put together::

    会議名 …        header     -> Minutes.meeting, date, place, agenda, results
    主な質疑等
    1 …について     record     -> AgendaItem
    委員: …                    -> Turn
    質疑は特になし。            -> Note
    お問い合わせ先   foot       -> set aside

No word is lost: every row becomes parts, in order, whose texts are the row's.
"""

from collections.abc import Sequence

from reader.errors import SourceError
from reader.minutes.header.header import Header, read_header
from reader.minutes.header.listed import listed_titles
from reader.minutes.hints import NO_HINTS, Hints
from reader.minutes.lines.blocks import blocks_of
from reader.minutes.lines.fields import FieldKind
from reader.minutes.lines.rows import Row, rows_of
from reader.minutes.lines.segments import Segment
from reader.minutes.model import Minutes, PartKind
from reader.minutes.record.assembly import assemble
from reader.minutes.record.begin import spoken_begin, told_begin
from reader.minutes.record.record import Record
from reader.minutes.record.tail import without_signatures
from reader.minutes.sources.source import LineKind, Source
from reader.minutes.text.furniture import is_furniture
from reader.minutes.turns.choice import decide
from reader.minutes.turns.trailing import find_trailing_labels


def parse(source: Source, hints: Hints = NO_HINTS) -> Minutes:
    """The minutes in a source. Never fails: what is not understood is a note, metadata, or set aside. ``hints`` bind."""
    if source.minutes is not None and hints == NO_HINTS:
        return source.minutes
    rows = blocks_of(rows_of(source))
    decision = decide(rows, hints)
    labels = without_signatures(decision.labels, rows)
    behind = decision.behind or ({} if labels else find_trailing_labels(rows))
    firsts = [*labels, *(label.first for label in behind.values())]
    begin = spoken_begin(rows, min(firsts)) if firsts else told_begin(rows)
    header = read_header(rows[:begin], source.title, rows[begin : min(firsts, default=begin)])
    titles = listed_titles(header.sections)
    segments = _header_segments(rows[:begin], header) + Record(rows, labels, titles, behind, hints).read(
        begin
    )
    return assemble(source, rows, header, segments, begin, decision.unsure)


def _header_segments(rows: Sequence[Row], header: Header) -> list[Segment]:
    """The header's rows: furniture set aside, results told apart from metadata."""
    results = {
        id(row) for section in header.sections if section.kind is FieldKind.RESULTS for row in section.below
    }
    segments = []
    for row in rows:
        body = row.folded.strip()
        if row.kind is LineKind.CHROME or is_furniture(body):
            kind = PartKind.SET_ASIDE
        else:
            kind = PartKind.RESULT if id(row) in results else PartKind.METADATA
        segments.append(Segment(kind, row.text, row.number, gap=row.gap))
    return segments


def require_minutes(minutes: Minutes) -> Minutes:
    """The same minutes, if they are minutes: SourceError for a page without turns, agenda and date."""
    if (
        minutes.turns
        or (minutes.agenda and (minutes.date or minutes.meeting))
        or (minutes.meeting and minutes.date)
    ):
        return minutes
    raise SourceError(
        "会議録が見つかりません。発言や議題のあるページか確かめて、会議録のページを指定してください。"
    )
