"""Segments to minutes: the agenda with its results, turns and notes, speakers, and what was not sure.

::

    header + segments -> Minutes(meeting, date, …, agenda, speakers, entries, parts, warnings)
"""

from collections.abc import Sequence

from reader.minutes.header.header import Header
from reader.minutes.header.listed import Listed, listed_items, table_items
from reader.minutes.lines.fields import FieldKind
from reader.minutes.lines.headings import plain_title, same_title
from reader.minutes.lines.rows import Row
from reader.minutes.lines.segments import Segment
from reader.minutes.model import AgendaItem, Minutes, Part, StatedReading, Turn
from reader.minutes.people.roster import printed_readings, read_roster
from reader.minutes.people.speakers import speakers_of
from reader.minutes.record.agenda import announced_items, heading_items
from reader.minutes.record.entries import Entries
from reader.minutes.record.warnings import (
    warnings_about_header,
    warnings_about_labels,
    warnings_about_lines,
    warnings_about_turns,
)
from reader.minutes.sources.source import Source
from reader.minutes.turns.decision import Verdict


def assemble(
    source: Source,
    rows: Sequence[Row],
    header: Header,
    segments: Sequence[Segment],
    begin: int,
    unsure: Sequence[Verdict] = (),
) -> Minutes:
    """The minutes that the segments make; the record begins at row ``begin``."""
    items = listed_items(header.sections) or table_items(rows[begin:]) or heading_items(segments)
    built = Entries(segments, items)
    turns = [entry for entry in built.entries if isinstance(entry, Turn)]
    agenda, results = _agenda(items or announced_items(turn.text for turn in turns), header)
    people = read_roster(
        value for section in header.sections if section.kind is FieldKind.PEOPLE for value in section.values
    )
    readings = _readings(source, rows[:begin])
    speakers = speakers_of(built.labels, people, readings)
    return Minutes(
        meeting=header.meeting,
        date=header.date,
        held_on=header.held_on,
        place=header.place,
        department=header.department,
        agenda=agenda,
        speakers=speakers,
        entries=tuple(built.entries),
        results=results,
        readings=readings,
        parts=tuple(Part(segment.kind, segment.text, segment.line) for segment in segments),
        warnings=(
            *warnings_about_header(header.meeting, header.date, header.held_on is not None, len(turns), rows),
            *source.warnings,
            *warnings_about_lines(source.lines),
            *warnings_about_labels(rows, unsure),
            *warnings_about_turns(turns, speakers, people, segments, rows),
        ),
        page_lines=source.page_lines,
    )


def _readings(source: Source, rows: Sequence[Row]) -> tuple[StatedReading, ...]:
    """What the format states, and what is printed behind names above the record."""
    return tuple(dict.fromkeys([*source.readings, *printed_readings(row.text for row in rows)]))


def _agenda(items: Sequence[Listed], header: Header) -> tuple[tuple[AgendaItem, ...], tuple[str, ...]]:
    """The agenda with each item's results, and the results that belong to no item."""
    results: list[list[str]] = [list(item.results) for item in items]
    loose: list[str] = []
    for section in header.sections:
        if section.kind is not FieldKind.RESULTS:
            continue
        target = loose
        for value in section.values:
            place = next(
                (i for i, item in enumerate(items) if same_title(plain_title(value), item.title)), None
            )
            if place is None:
                target.append(value)
            else:
                target = results[place]
    agenda = tuple(AgendaItem(i, item.number, item.title, tuple(results[i])) for i, item in enumerate(items))
    return agenda, tuple(loose)
