"""Which voice a named speaker was given first: 山田太郎 sounds the same in every session."""

from collections.abc import Mapping

from sqlalchemy import insert, select

from reader.library import schema
from reader.library.database import Database


def named_voices(database: Database) -> dict[str, str]:
    """The voice's id by the speaker's name."""
    table = schema.named_voice
    with database.reading() as connection:
        return {row.name: row.voice for row in connection.execute(select(table))}


def remember_voices(database: Database, voices: Mapping[str, str]) -> None:
    """Keeps the voices of names that have none yet; those that have one keep it."""
    known = named_voices(database)
    new = [{"name": name, "voice": voice} for name, voice in voices.items() if name not in known]
    if new:
        with database.writing() as connection:
            connection.execute(insert(schema.named_voice).prefix_with("OR IGNORE"), new)
