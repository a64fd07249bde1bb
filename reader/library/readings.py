"""The lexicon as it is kept: the municipality's own readings, those of one minutes, and single corrections."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from reader.library.schema import tables
from reader.minutes.model import StatedReading
from reader.passages.correction import Correction
from reader.readings.word import Reading, ReadingSource

MUNICIPALITY = ""
"""The session column's value for readings that count everywhere."""

_LEXICON = "lexicon"


def lexicon_of(connection: Connection, session_id: str) -> tuple[Reading, ...]:
    """What counts in a session, the nearest last: the municipality's, what the minutes state, what staff
    entered for these minutes."""
    table = tables.reading
    query = (
        select(table)
        .where(table.c.session.in_([MUNICIPALITY, session_id]))
        .order_by(table.c.session, table.c.origin.desc(), table.c.id)
    )
    return tuple(
        Reading(
            row.surface,
            row.reading,
            row.accent,
            ReadingSource.MINUTES if row.session else ReadingSource.MUNICIPALITY,
        )
        for row in connection.execute(query)
    )


def lexicon_count(connection: Connection) -> int:
    """How often a reading of anybody's has come or gone: while it is the same, so is every lexicon."""
    table = tables.counter
    counted = connection.execute(select(table.c.value).where(table.c.name == _LEXICON))
    return counted.scalar_one_or_none() or 0


def count_lexicon_change(connection: Connection) -> None:
    """A reading came or went: who is reading minutes by the lexicon as it was must look again."""
    table = tables.counter
    value = lexicon_count(connection) + 1
    changed = connection.execute(update(table).where(table.c.name == _LEXICON).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(table).values(name=_LEXICON, value=value))


def readings_in(connection: Connection, session_id: str) -> tuple[Reading, ...]:
    """The readings staff entered for the municipality (``''``) or for one minutes, oldest first."""
    table = tables.reading
    query = select(table).where(table.c.session == session_id, table.c.origin == "staff").order_by(table.c.id)
    source = ReadingSource.MINUTES if session_id else ReadingSource.MUNICIPALITY
    return tuple(Reading(row.surface, row.reading, row.accent, source) for row in connection.execute(query))


def put_reading(connection: Connection, session_id: str, reading: Reading) -> None:
    """Enters a reading, in place of an older one for the same surface."""
    drop_reading(connection, session_id, reading.surface)
    count_lexicon_change(connection)
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
        count_lexicon_change(connection)
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
