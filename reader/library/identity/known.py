"""The sessions that minutes could already be: found by index, whatever the number of sessions."""

from typing import Any

from sqlalchemy import Column, Row

from reader.library.draft import StoredSource
from reader.library.schema import tables


def source_columns() -> tuple[Column[Any], ...]:
    """What ``stored_source`` wants of a row."""
    table = tables.session.c
    return (
        table.id,
        table.stamp,
        table.source,
        table.source_digest,
        table.analyzer,
        table.next_turn,
        table.next_note,
    )


def stored_source(row: Row[Any]) -> StoredSource:
    """From a row of ``session``."""
    return StoredSource(
        row.id, row.stamp, row.source, row.source_digest, row.analyzer, row.next_turn, row.next_note
    )
