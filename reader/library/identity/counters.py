"""What is counted of the library as a whole: while a count is the same, nothing of its kind has changed."""

from sqlalchemy import Connection, insert, select, update

from reader.library.schema import tables

LEXICON = "lexicon"
"""Counted up whenever a reading comes or goes, of the municipality or of one session."""

SESSIONS = "sessions"
"""Counted up whenever a session is stored or removed."""


BUNDLES_MADE = "bundles_made"
"""Counted up whenever a bundle of what is public is written."""

BUNDLE_TAKEN = "bundle_taken"
"""The number of the bundle that was taken in last."""


def counted(connection: Connection, name: str) -> int:
    """How far it is counted; 0 before the first time."""
    table = tables.counter
    return connection.execute(select(table.c.value).where(table.c.name == name)).scalar_one_or_none() or 0


def count_up(connection: Connection, name: str) -> None:
    """One more."""
    count_to(connection, name, counted(connection, name) + 1)


def count_to(connection: Connection, name: str, value: int) -> None:
    """That many."""
    table = tables.counter
    changed = connection.execute(update(table).where(table.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(table).values(name=name, value=value))
