"""What residents are told of the edition that is public: what kind it is, that and why it stands in another's place, that words
were withdrawn from it.

It is copied here when an edition is published: nothing that residents open reads the tables of drafts.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from reader.library.database import Database
from reader.library.schema import tables
from reader.library.session import utc


@dataclass(frozen=True, slots=True)
class Notice:
    """``kind`` is 'preliminary', 'proposed' or 'final'; ``number`` counts the session's editions; ``note`` says why it
    changed; ``masked_at`` is when words were last withdrawn or masked, None for never."""

    kind: str
    number: int
    note: str
    published_at: datetime
    masked_at: datetime | None


def put_notice(
    connection: Connection, session_id: str, kind: str, number: int, note: str, now: datetime
) -> None:
    """What is told from now on; that words were withdrawn stays told."""
    table = tables.edition_notice
    masked = select(table.c.masked_at).where(table.c.session == session_id)
    values = {"kind": kind, "number": number, "note": note, "published_at": now}
    values["masked_at"] = connection.execute(masked).scalar()
    drop_notice(connection, session_id)
    connection.execute(insert(table).values(session=session_id, **values))


def put_whole_notice(connection: Connection, session_id: str, notice: Notice | None) -> None:
    """What is told of it where it comes from, word for word; None: nothing."""
    drop_notice(connection, session_id)
    if notice is not None:
        connection.execute(insert(tables.edition_notice).values(session=session_id, **asdict(notice)))


def note_masked(connection: Connection, session_id: str, now: datetime) -> None:
    """From now on it is told that words were withdrawn, of a session that the command line imported too."""
    table = tables.edition_notice
    known = connection.execute(update(table).where(table.c.session == session_id).values(masked_at=now))
    if not known.rowcount:
        values = {"kind": "final", "number": 1, "published_at": now, "masked_at": now}
        connection.execute(insert(table).values(session=session_id, **values))


def drop_notice(connection: Connection, session_id: str) -> None:
    """Nothing is told of a session that is public no more."""
    connection.execute(delete(tables.edition_notice).where(tables.edition_notice.c.session == session_id))


def notice_of(database: Database, session_id: str) -> Notice | None:
    """What is told of a session; None if nothing is."""
    table = tables.edition_notice
    with database.reading() as connection:
        row = connection.execute(select(table).where(table.c.session == session_id)).one_or_none()
    if row is None:
        return None
    masked = utc(row.masked_at) if row.masked_at else None
    return Notice(row.kind, row.number, row.note, utc(row.published_at), masked)
