"""The log of acts: one row each, added in the transaction of the act itself, each with a digest over the row before.

No password or token is written into it. Words that are withdrawn leave its rows too (``erase``): the act that withdrew them
says of which rows, with a digest of what is left of each, so that nothing else can go unseen.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from reader.library.schema.log_stays import open_log
from reader.library.schema.people_tables import audit

ERASING = "withdraw_words"
"""The act whose ``before`` says which rows words have left: ``3:digest 17:digest``."""

ERASED = "━━"
"""What stands where words were."""

_TEXTS = ("subject", "before", "after", "reason")
_OWN = re.compile(r"(?:版|作業|頼み|束) \d+(?: |$)|\d{8}-\d+(?= |$)")
"""What a row names by numbers of ours: these are nobody's words."""
_READINGS = frozenset({"settle_reading", "undo_reading", "lexicon", "take_report", "refuse_report"})
"""Acts whose rows have words in one text and how they are read in another."""


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
    """The number of the first row that is not what was written (or what was left of it when words went), or is missing;
    None if all are as they were."""
    left: dict[int, str] = {}
    erasing = select(audit.c.before).where(audit.c.act == ERASING).order_by(audit.c.n.desc())
    for told in connection.execute(erasing).scalars():
        for row_left in told.split():
            n, _, digest = row_left.partition(":")
            left.setdefault(int(n), digest)
    before, expected = "", 1
    for row in connection.execute(select(audit).order_by(audit.c.n)):
        values = _values(row)
        is_whole = _digest(before, values) == row.digest or _digest(row.digest, values) == left.get(row.n)
        if row.n != expected or not is_whole:
            return expected
        before, expected = row.digest, expected + 1
    return None


def erase(connection: Connection, holds: Callable[[str], bool]) -> str:
    """Takes the texts that have the words out of the rows, and how they are read with them. Gives what the act that withdraws
    them is to say ``before``."""
    told = []
    with open_log(connection):
        for row in connection.execute(select(audit).order_by(audit.c.n)).all():
            if not any(map(holds, _words_of(row).values())):
                continue
            texts = {
                name: f"{_own(row._mapping[name])} {ERASED}".strip()
                for name, words in _words_of(row).items()
                if row.act in _READINGS or holds(words)
            }
            connection.execute(update(audit).where(audit.c.n == row.n).values(texts))
            told.append(f"{row.n}:{_digest(row.digest, {**_values(row), **texts})}")
    return " ".join(told)


def _words_of(row: Row[Any]) -> dict[str, str]:
    """What people wrote in a row, by column."""
    texts = {name: row._mapping[name] for name in _TEXTS if (row.act, name) != (ERASING, "before")}
    return {name: rest for name, text in texts.items() if (rest := text.removeprefix(_own(text)).strip())}


def _own(text: str) -> str:
    found = _OWN.match(text)
    return found[0].strip() if found else ""


def _values(row: Row[Any]) -> dict[str, Any]:
    return {key: value for key, value in row._mapping.items() if key not in ("town", "digest")}


def _digest(before: str, values: dict[str, Any]) -> str:
    row = json.dumps([before, values], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(row.encode("utf-8", "surrogatepass")).hexdigest()


def _entry(row: Row[Any]) -> Entry:
    act = Act(row.act, row.subject, row.before, row.after, row.reason)
    return Entry(row.n, row.at, Actor(row.account, row.who, row.via), act, row.digest)
