"""The lexicon as it is kept: the municipality's own readings, those of one minutes, and single corrections."""

from collections import defaultdict
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

STAFF, STATED, ELSEWHERE = "staff", "stated", "others"
"""Who gave a reading: people, the minutes themselves, other minutes of the library."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LexiconParts:
    """What counts in a session, by where it comes from; ``whole`` has the nearest last."""

    elsewhere: tuple[Reading, ...]
    """Names of its speakers, as other minutes of the library state them."""
    municipality: tuple[Reading, ...]
    stated: tuple[Reading, ...]
    staff: tuple[Reading, ...]

    @property
    def whole(self) -> tuple[Reading, ...]:
        """As ``lexicon_of`` gives it."""
        return self.elsewhere + self.municipality + self.stated + self.staff


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
    """What counts in a session, the nearest last: what other minutes state of its speakers, the municipality's, what the
    minutes state, what staff entered for these minutes."""
    return lexicon_parts(connection, [session_id])[session_id].whole


def lexicon_parts(connection: Connection, session_ids: Collection[str]) -> dict[str, LexiconParts]:
    """The same for several sessions, in parts."""
    municipality = readings_in(connection, MUNICIPALITY)
    own: dict[str, dict[str, list[Reading]]] = {session: defaultdict(list) for session in session_ids}
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
            own[row.session][row.origin].append(reading)
    return {
        session: LexiconParts(tuple(by[ELSEWHERE]), municipality, tuple(by[STATED]), tuple(by[STAFF]))
        for session, by in own.items()
    }


def names_stated(
    connection: Connection, names: Collection[str], but: str | None
) -> tuple[StatedReading, ...]:
    """How minutes of the library, ``but`` one session, state these names; none that they state in two ways."""
    column = tables.reading.c
    query = select(column.surface, column.reading).where(
        column.origin == STATED, column.session != (but or MUNICIPALITY)
    )
    found: dict[str, set[str]] = defaultdict(set)
    left = iter(sorted(names))
    while some := list(islice(left, _AT_ONCE)):
        for row in connection.execute(query.where(column.surface.in_(some))):
            found[row.surface].add(row.reading)
    return tuple(StatedReading(name, *readings) for name, readings in found.items() if len(readings) == 1)


def readings_in(connection: Connection, session_id: str) -> tuple[Reading, ...]:
    """The readings staff entered for the municipality (``''``) or for one minutes, oldest first."""
    table = tables.reading
    query = select(table).where(table.c.session == session_id, table.c.origin == STAFF).order_by(table.c.id)
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
            origin=STAFF,
        )
    )


def drop_reading(connection: Connection, session_id: str, surface: str) -> bool:
    """Takes a reading out; whether there was one."""
    table = tables.reading
    gone = connection.execute(
        delete(table).where(
            table.c.session == session_id, table.c.surface == surface, table.c.origin == STAFF
        )
    )
    if gone.rowcount:
        count_up(connection, LEXICON)
    return bool(gone.rowcount)


def put_stated_readings(
    connection: Connection,
    session_id: str,
    stated: Sequence[StatedReading],
    elsewhere: Sequence[StatedReading] = (),
) -> None:
    """Replaces the readings that the minutes themselves give, and those of other minutes. Of two for one surface the first
    stays."""
    table = tables.reading
    connection.execute(
        delete(table).where(table.c.session == session_id, table.c.origin.in_([STATED, ELSEWHERE]))
    )
    first: dict[tuple[str, str], str] = {}
    for origin, items in ((STATED, stated), (ELSEWHERE, elsewhere)):
        for item in items:
            first.setdefault((origin, item.surface), item.reading)
    if first:
        rows = [
            {"session": session_id, "surface": surface, "reading": reading, "origin": origin}
            for (origin, surface), reading in first.items()
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
