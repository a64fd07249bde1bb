"""When sessions came, changed and went: what feeds and harvesters ask.

::

    20211028-1   since 2026-11-23, changed 2026-11-28 (a reading)
    20211028-2   since 2026-11-23, removed 2026-11-25

A session is news when its words or one of its readings change, and when it goes; what was said in it goes with it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from reader.library.database import Database
from reader.library.schema import tables
from reader.library.session import utc


@dataclass(frozen=True, slots=True)
class SessionNews:
    """Of one session, there or removed: since when it is public, when it last changed (or went)."""

    session_id: str
    published_at: datetime
    changed_at: datetime
    removed: bool


def note_change(connection: Connection, session_id: str, removed: bool = False) -> None:
    """The session has just come, changed or gone."""
    table, now = tables.session_news, datetime.now(UTC)
    known = update(table).where(table.c.session == session_id).values(changed_at=now, removed=removed)
    if not connection.execute(known).rowcount:
        connection.execute(
            insert(table).values(session=session_id, published_at=now, changed_at=now, removed=removed)
        )


def news_of(database: Database, session_id: str) -> SessionNews | None:
    """Of one session; None if it never was here."""
    table = tables.session_news
    with database.reading() as connection:
        row = connection.execute(select(table).where(table.c.session == session_id)).one_or_none()
        return None if row is None else _news(row)


def news_since(database: Database, since: datetime | None, first: int, most: int) -> tuple[SessionNews, ...]:
    """What changed after ``since`` (None: ever), the oldest change first, from the ``first`` on, at most so many."""
    table = tables.session_news
    query = select(table).order_by(table.c.changed_at, table.c.session).offset(first).limit(most)
    if since is not None:
        query = query.where(table.c.changed_at > since.astimezone(UTC))
    with database.reading() as connection:
        return tuple(map(_news, connection.execute(query)))


def latest_news(database: Database, first: int, most: int) -> tuple[SessionNews, ...]:
    """What changed last, the newest first, from the ``first`` on, at most so many."""
    table = tables.session_news
    query = select(table).order_by(table.c.changed_at.desc(), table.c.session).offset(first).limit(most)
    with database.reading() as connection:
        return tuple(map(_news, connection.execute(query)))


def _news(row: Row[Any]) -> SessionNews:
    return SessionNews(row.session, utc(row.published_at), utc(row.changed_at), row.removed)
