"""Which voices a driver had when it was last there: VOICEVOX may be off when the reader starts.

Languages are not kept: a driver lists those of its voices that speak Japanese.
"""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from reader.library.database import Database
from reader.library.schema import tables
from reader.speech.voices.voice import DriverVoice


def known_voices(database: Database, driver: str) -> tuple[DriverVoice, ...]:
    """The driver's voices in its own order; none if it has never been there."""
    table = tables.driver_voice
    with database.reading() as connection:
        rows = connection.execute(select(table).where(table.c.driver == driver).order_by(table.c.position))
        return tuple(DriverVoice(row.id, row.name, person=row.person, is_low=row.is_low) for row in rows)


def keep_voices(database: Database, driver: str, voices: Sequence[DriverVoice]) -> None:
    """Takes the place of what was known of the driver; writes nothing if that is the same."""
    kept = [DriverVoice(voice.id, voice.name, person=voice.person, is_low=voice.is_low) for voice in voices]
    if tuple(kept) == known_voices(database, driver):
        return
    table = tables.driver_voice
    with database.writing() as connection:
        connection.execute(delete(table).where(table.c.driver == driver))
        for position, voice in enumerate(kept):
            connection.execute(
                insert(table).values(
                    driver=driver,
                    position=position,
                    id=voice.id,
                    name=voice.name,
                    person=voice.person,
                    is_low=voice.is_low,
                )
            )
