"""Sessions that are public no more: their addresses stay, and say why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from reader.library.schema.edition_tables import taken_down


@dataclass(frozen=True, slots=True)
class TakenDown:
    """Why a session was withdrawn, and which one stands in its place ('' for none)."""

    session: str
    reason: str
    instead: str


def take_down(
    connection: Connection, session_id: str, reason: str, instead: str, by: int, now: datetime
) -> None:
    """From now on its address answers with the reason."""
    put_up_again(connection, session_id)
    values = {"session": session_id, "reason": reason, "instead": instead, "by": by, "at": now}
    connection.execute(insert(taken_down).values(**values))


def put_up_again(connection: Connection, session_id: str) -> None:
    """The address leads to a public edition again."""
    connection.execute(delete(taken_down).where(taken_down.c.session == session_id))


def taken_down_of(connection: Connection, session_id: str) -> TakenDown | None:
    """What the address answers; None if nobody withdrew it."""
    row = connection.execute(select(taken_down).where(taken_down.c.session == session_id)).one_or_none()
    return None if row is None else TakenDown(row.session, row.reason, row.instead)


def all_taken_down(connection: Connection) -> tuple[TakenDown, ...]:
    """Every session that was withdrawn."""
    rows = connection.execute(select(taken_down).order_by(taken_down.c.session))
    return tuple(TakenDown(row.session, row.reason, row.instead) for row in rows)
