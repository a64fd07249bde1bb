"""Which voice a named speaker was given first: 山田太郎 sounds the same in every session.

One voice of each driver is kept, so that everybody has their own again when VOICEVOX is back.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from reader.library.database import Database
from reader.library.index.holding import stands_anywhere
from reader.library.schema import tables


def named_voices(database: Database, driver: str) -> dict[str, str]:
    """The id of the driver's voice by the speaker's name."""
    with database.reading() as connection:
        return _named(connection, driver)


def _named(connection: Connection, driver: str) -> dict[str, str]:
    table = tables.cast_voice
    rows = connection.execute(select(table).where(table.c.driver == driver))
    return {row.name: row.voice for row in rows}


def remember_voices(database: Database, driver: str, voices: Mapping[str, str]) -> dict[str, str]:
    """Keeps the voices of names that have none of the driver yet; those that have one keep it. Gives the voices that
    these names have now. Writes nothing where all are kept already."""
    kept = named_voices(database, driver)
    if voices.keys() - kept.keys():
        with database.writing() as connection:
            kept = _named(connection, driver)
            rows = [
                {"name": name, "driver": driver, "voice": voice}
                for name, voice in voices.items()
                if name not in kept
            ]
            if rows:
                connection.execute(insert(tables.cast_voice), rows)
        kept = {**voices, **kept}
    return {name: kept[name] for name in voices}


def forget_names(connection: Connection) -> None:
    """Drops the names that stand in no session any more: they may have been removed because nobody should find them."""
    table = tables.cast_voice
    names = connection.execute(select(table.c.name).distinct()).scalars().all()
    gone = [name for name in names if not stands_anywhere(connection, name)]
    for name in gone:
        connection.execute(delete(table).where(table.c.name == name))
