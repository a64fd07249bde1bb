"""The sessions that minutes could already be: found by index, whatever the number of sessions."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from reader.library.draft import Candidates, StoredSource
from reader.library.schema import tables
from reader.minutes.hints import read_hints


def with_found(connection: Connection, wanted: Candidates) -> Candidates:
    """The candidates that there are now, by their ids."""
    table = tables.session.c
    held_on = wanted.held_on.isoformat() if wanted.held_on else None
    ways = [table.source_digest == wanted.digest, table.id == wanted.named]
    ways += [table.source == wanted.source] if wanted.source else []
    ways += [table.held_on == held_on] if held_on else []
    rows = connection.execute(stored_sources().where(or_(*ways)).order_by(table.id))
    return replace(wanted, found=tuple(map(stored_source, rows)))


def stored_sources() -> Select[Any]:
    """Selects what ``stored_source`` wants."""
    table = tables.session.c
    return select(
        table.id,
        table.stamp,
        table.meeting,
        table.held_on,
        table.turns,
        table.source,
        table.source_digest,
        table.analyzer,
        table.next_turn,
        table.next_note,
        table.hints,
        table.municipality_hints,
    )


def stored_source(row: Row[Any]) -> StoredSource:
    """From a row of ``stored_sources``."""
    return StoredSource(
        id=row.id,
        stamp=row.stamp,
        meeting=row.meeting,
        held_on=date.fromisoformat(row.held_on) if row.held_on else None,
        turns=row.turns,
        source=row.source,
        source_digest=row.source_digest,
        analyzer=row.analyzer,
        next_turn=row.next_turn,
        next_note=row.next_note,
        hints=read_hints(row.hints),
        municipality_hints=read_hints(row.municipality_hints),
    )
