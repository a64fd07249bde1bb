"""The log of acts: one row each, added in the transaction of the act itself, each with a digest over the row before.

No password, token or withdrawn word is written into it: whoever records an act says only what may be read by all.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from reader.library.schema.people_tables import audit


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account (0: none), its name then, and by which way ('desk', 'cli', 'job')."""

    account: int
    who: str
    via: str


@dataclass(frozen=True, slots=True)
class Act:
    """What was done to what; what it was before and is after, where that is short; and why."""

    act: str
    subject: str
    before: str = ""
    after: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the log."""

    n: int
    at: str
    actor: Actor
    act: Act
    digest: str


def record(connection: Connection, actor: Actor, act: Act) -> None:
    """Adds one row."""
    last = connection.execute(select(audit.c.n, audit.c.digest).order_by(audit.c.n.desc()).limit(1)).first()
    values: dict[str, Any] = {
        "n": last.n + 1 if last else 1,
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "account": actor.account,
        "who": actor.who,
        "via": actor.via,
        "act": act.act,
        "subject": act.subject,
        "before": act.before,
        "after": act.after,
        "reason": act.reason,
    }
    digest = _digest(last.digest if last else "", values)
    connection.execute(insert(audit).values(**values, digest=digest))


def entries(connection: Connection, first: int = 0, most: int = 100) -> tuple[Entry, ...]:
    """The newest acts, from the ``first`` on."""
    chosen = select(audit).order_by(audit.c.n.desc()).offset(first).limit(most)
    return tuple(map(_entry, connection.execute(chosen)))


def count_entries(connection: Connection) -> int:
    """How many acts there are."""
    return connection.execute(select(func.count()).select_from(audit)).scalar_one()


def broken_at(connection: Connection) -> int | None:
    """The number of the first row that is not what was written, or is missing; None if all are as they were."""
    before, expected = "", 1
    for row in _all(connection):
        values = {key: value for key, value in row._mapping.items() if key not in ("town", "digest")}
        if row.n != expected or _digest(before, values) != row.digest:
            return expected
        before, expected = row.digest, expected + 1
    return None


def _all(connection: Connection) -> Iterator[Row[Any]]:
    yield from connection.execute(select(audit).order_by(audit.c.n))


def _digest(before: str, values: dict[str, Any]) -> str:
    row = json.dumps([before, values], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(row.encode("utf-8", "surrogatepass")).hexdigest()


def _entry(row: Row[Any]) -> Entry:
    act = Act(row.act, row.subject, row.before, row.after, row.reason)
    return Entry(row.n, row.at, Actor(row.account, row.who, row.via), act, row.digest)
