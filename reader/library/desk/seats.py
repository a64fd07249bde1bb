"""Who is signed in where, who tried to and failed, and who looks at what. Tokens are kept as digests only."""

import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from reader.library.schema.people_tables import attempt, seat
from reader.library.session import utc

PASSKEY = "passkey"
"""The way in of who needed no password."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One browser that somebody is signed in with. ``token`` is the digest; ``way`` PASSKEY for who proved themselves by one."""

    token: str
    account: int
    made_at: datetime
    seen_at: datetime
    proved_at: datetime
    place: str
    way: str


def take_seat(
    connection: Connection, token: str, account: int, place: str, now: datetime, way: str = ""
) -> None:
    """Somebody signed in."""
    times = {"made_at": now, "seen_at": now, "proved_at": now}
    connection.execute(insert(seat).values(token=token, account=account, place=place, way=way, **times))


def seat_with(connection: Connection, token: str) -> Seat | None:
    """The seat with that digest."""
    row = connection.execute(select(seat).where(seat.c.token == token)).one_or_none()
    return None if row is None else _seat(row)


def seats_of(connection: Connection, account: int) -> tuple[Seat, ...]:
    """All seats of one person, the newest first."""
    chosen = select(seat).where(seat.c.account == account).order_by(seat.c.made_at.desc())
    return tuple(map(_seat, connection.execute(chosen)))


def seat_seen(connection: Connection, token: str, now: datetime) -> None:
    """Somebody did something there; where this machine alone works with the library, a file says it (``note_seen``)."""
    connection.execute(update(seat).where(seat.c.token == token).values(seen_at=now))


def seat_proved(connection: Connection, old: str, new: str, now: datetime) -> None:
    """The password was typed again: the seat gets another token."""
    connection.execute(update(seat).where(seat.c.token == old).values(token=new, seen_at=now, proved_at=now))


def seat_by_passkey(connection: Connection, token: str) -> None:
    """Who sits there proved themselves by a passkey."""
    connection.execute(update(seat).where(seat.c.token == token).values(way=PASSKEY))


def leave_seat(connection: Connection, token: str) -> None:
    """Somebody signed out."""
    connection.execute(delete(seat).where(seat.c.token == token))


def clear_seats(connection: Connection, account: int) -> None:
    """Nobody is signed in as that person any more."""
    connection.execute(delete(seat).where(seat.c.account == account))


def clear_every_seat(connection: Connection) -> None:
    """Nobody is signed in any more."""
    connection.execute(delete(seat))


def drop_old_seats(
    connection: Connection, made_before: datetime, seen_before: datetime, used: Collection[str] = ()
) -> None:
    """Seats that nobody may use any more go; those ``used`` (their digests) were seen since ``seen_before`` elsewhere."""
    idle = (seat.c.seen_at < seen_before) & seat.c.token.not_in(used)
    connection.execute(delete(seat).where((seat.c.made_at < made_before) | idle))


def put_attempt(connection: Connection, keys: Sequence[str], now: datetime, forget: datetime) -> None:
    """Somebody tried and failed; what was before ``forget`` is forgotten."""
    connection.execute(delete(attempt).where(attempt.c.at < forget))
    connection.execute(insert(attempt), [{"key": key, "at": now} for key in keys])


def attempts(connection: Connection, key: str, since: datetime) -> tuple[int, datetime | None]:
    """How many failed tries there were since then, and the last one."""
    query = select(func.count(), func.max(attempt.c.at)).where(attempt.c.key == key, attempt.c.at >= since)
    count, last = connection.execute(query).one()
    return count, None if last is None else utc(last)


def clear_attempts(connection: Connection, key: str) -> None:
    """Whoever that was signed in."""
    connection.execute(delete(attempt).where(attempt.c.key == key))


def _seat(row: Row[Any]) -> Seat:
    return Seat(
        row.token, row.account, utc(row.made_at), utc(row.seen_at), utc(row.proved_at), row.place, row.way
    )


def look_at(folder: Path, edition: int, by: int, now: datetime, since: datetime) -> tuple[int, ...]:
    """Somebody looks at an edition; gives the accounts of the others who have looked at it since then. A file for each in
    ``folder``, not a row: a courtesy every few seconds is no change of the library, from which pages would be made anew."""
    others = []
    with suppress(OSError):  # nobody is seen where nothing can be written
        folder.mkdir(exist_ok=True)
        own = folder / f"{edition}-{by}"
        own.touch()
        os.utime(own, (now.timestamp(), now.timestamp()))
        for path in folder.iterdir():
            if path.stat().st_mtime < since.timestamp():
                path.unlink(missing_ok=True)
            elif path != own and path.name.startswith(f"{edition}-"):
                others.append(int(path.name.rpartition("-")[2]))
    return tuple(others)


def note_seen(folder: Path, token: str, now: datetime) -> bool:
    """Somebody did something at the seat with that digest: a file in ``folder``, not a row, since no page hangs on it. False
    where nothing can be written."""
    try:
        folder.mkdir(exist_ok=True)
        own = folder / token
        own.touch(mode=0o600)
        os.utime(own, (now.timestamp(), now.timestamp()))
    except OSError:
        return False
    return True


def noted_seen(folder: Path, token: str) -> datetime | None:
    """When ``note_seen`` last said so."""
    try:
        return datetime.fromtimestamp((folder / token).stat().st_mtime, UTC)
    except OSError:
        return None


def noted_since(folder: Path, since: datetime) -> frozenset[str]:
    """The digests of the seats for which ``note_seen`` has said so since then; files from before go."""
    used = set()
    with suppress(OSError):
        for path in folder.iterdir():
            if path.stat().st_mtime < since.timestamp():
                path.unlink(missing_ok=True)
            else:
                used.add(path.name)
    return frozenset(used)
