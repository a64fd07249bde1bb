"""The lexicon as it is kept: the municipality's own readings, those of one minutes, and single corrections."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import Connection, delete, insert, select

from reader.library.identity.counters import LEXICON, count_up
from reader.library.schema import tables
from reader.minutes.model import StatedReading
from reader.passages.correction import Correction
from reader.readings.word import Reading, ReadingSource

MUNICIPALITY = ""
"""The session column's value for readings that count everywhere."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LexiconParts:
    """What counts in a session, by where it comes from; ``whole`` has the nearest last."""

    municipality: tuple[Reading, ...]
    stated: tuple[Reading, ...]
    staff: tuple[Reading, ...]

    @property
    def whole(self) -> tuple[Reading, ...]:
        """As ``lexicon_of`` gives it."""
        return self.municipality + self.stated + self.staff


@dataclass(frozen=True, slots=True)
class LexiconChange:
    """Readings that come (``entries``, each in place of an older one), or that go (``surfaces``, without entries), for
    the municipality (``''``) or for one session."""

    session: str
    surfaces: tuple[str, ...]
    entries: tuple[Reading, ...] = ()

    def applied_to(self, lexicon: LexiconParts) -> tuple[Reading, ...]:
        """The lexicon of a session as it will be."""
        last = {entry.surface: number for number, entry in enumerate(self.entries)}
        entered = tuple(self.entries[number] for number in sorted(last.values()))

        def changed(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
            return tuple(r for r in readings if r.surface not in self.surfaces) + entered

        if self.session:
            return replace(lexicon, staff=changed(lexicon.staff)).whole
        return replace(lexicon, municipality=changed(lexicon.municipality)).whole


def lexicon_of(connection: Connection, session_id: str) -> tuple[Reading, ...]:
    """What counts in a session, the nearest last: the municipality's, what the minutes state, what staff
    entered for these minutes."""
    return lexicon_parts(connection, [session_id])[session_id].whole


def lexicon_parts(connection: Connection, session_ids: Collection[str]) -> dict[str, LexiconParts]:
    """The same for several sessions, in parts."""
    municipality = readings_in(connection, MUNICIPALITY)
    own: dict[str, tuple[list[Reading], list[Reading]]] = {session: ([], []) for session in session_ids}
    table = tables.reading
    ids = iter(own)
    while some := list(islice(ids, _AT_ONCE)):
        rows = connection.execute(
            select(table)
            .where(table.c.session.in_(some), table.c.session != MUNICIPALITY)
            .order_by(table.c.id)
        )
        for row in rows:
            reading = Reading(row.surface, row.reading, row.accent, ReadingSource.MINUTES)
            own[row.session][row.origin == "staff"].append(reading)
    return {
        session: LexiconParts(municipality, tuple(stated), tuple(staff))
        for session, (stated, staff) in own.items()
    }


def readings_in(connection: Connection, session_id: str) -> tuple[Reading, ...]:
    """The readings staff entered for the municipality (``''``) or for one minutes, oldest first."""
    table = tables.reading
    query = select(table).where(table.c.session == session_id, table.c.origin == "staff").order_by(table.c.id)
    source = ReadingSource.MINUTES if session_id else ReadingSource.MUNICIPALITY
    return tuple(Reading(row.surface, row.reading, row.accent, source) for row in connection.execute(query))


def put_reading(connection: Connection, session_id: str, reading: Reading) -> None:
    """Enters a reading, in place of an older one for the same surface."""
    drop_reading(connection, session_id, reading.surface)
    count_up(connection, LEXICON)
    connection.execute(
        insert(tables.reading).values(
            session=session_id,
            surface=reading.surface,
            reading=reading.reading,
            accent=reading.accent,
            origin="staff",
        )
    )


def drop_reading(connection: Connection, session_id: str, surface: str) -> bool:
    """Takes a reading out; whether there was one."""
    table = tables.reading
    gone = connection.execute(
        delete(table).where(
            table.c.session == session_id, table.c.surface == surface, table.c.origin == "staff"
        )
    )
    if gone.rowcount:
        count_up(connection, LEXICON)
    return bool(gone.rowcount)


def put_stated_readings(connection: Connection, session_id: str, stated: Sequence[StatedReading]) -> None:
    """Replaces the readings that the minutes themselves give. Of two for one surface the first stays."""
    table = tables.reading
    connection.execute(delete(table).where(table.c.session == session_id, table.c.origin == "stated"))
    first: dict[str, str] = {}
    for item in stated:
        first.setdefault(item.surface, item.reading)
    if first:
        rows = [
            {"session": session_id, "surface": surface, "reading": reading, "origin": "stated"}
            for surface, reading in first.items()
        ]
        connection.execute(insert(table), rows)


def corrections_of(connection: Connection, session_id: str) -> tuple[Correction, ...]:
    """The single corrections of a session, oldest first."""
    table = tables.correction
    query = select(table).where(table.c.session == session_id).order_by(table.c.id)
    return tuple(
        Correction(row.passage, row.sentence, row.surface, row.reading, row.accent)
        for row in connection.execute(query)
    )


def put_correction(connection: Connection, session_id: str, correction: Correction) -> None:
    """Enters a single correction, in place of an older one for the same word."""
    drop_correction(connection, session_id, correction.passage, correction.sentence, correction.surface)
    connection.execute(
        insert(tables.correction).values(
            session=session_id,
            passage=correction.passage,
            sentence=correction.sentence,
            surface=correction.surface,
            reading=correction.reading,
            accent=correction.accent,
        )
    )


def replace_corrections(connection: Connection, session_id: str, corrections: Sequence[Correction]) -> None:
    """Puts these in place of all single corrections of a session; of two for the same word the later counts."""
    connection.execute(delete(tables.correction).where(tables.correction.c.session == session_id))
    for correction in corrections:
        put_correction(connection, session_id, correction)


def drop_correction(
    connection: Connection, session_id: str, passage: str, sentence: str, surface: str
) -> bool:
    """Takes a single correction out; whether there was one."""
    table = tables.correction
    gone = connection.execute(
        delete(table).where(
            table.c.session == session_id,
            table.c.passage == passage,
            table.c.sentence == sentence,
            table.c.surface == surface,
        )
    )
    return bool(gone.rowcount)
