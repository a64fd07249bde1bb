"""Who reports much is known for a day, and by nobody: a sender is a digest whose key is thrown away the next day.

::

    2001:db8:1:2::/64  →  "9f86d081884c7d65" today, "2c26b46b68ffc68f" tomorrow; from neither anybody finds the way back
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from reader.library.schema import tables

DAYS_TOLD = 7
"""For so long it is told how many reports were put out of a full queue."""

_KEY_BYTES = 16
_DIGEST_BYTES = 8


def digest_of(connection: Connection, sender: str, now: datetime) -> str:
    """What stands for a sender in the reports of today."""
    key = bytes.fromhex(_key_of(connection, now))
    return hashlib.blake2b(sender.encode(), key=key, digest_size=_DIGEST_BYTES).hexdigest()


def sent_since(connection: Connection, digest: str, since: datetime) -> int:
    """How many of the reports that wait came from a sender since then."""
    report = tables.report
    counted = select(func.count()).where(report.c.sender == digest, report.c.reported_at > since)
    return connection.execute(counted).scalar_one()


def make_room(connection: Connection, digest: str, now: datetime) -> bool:
    """Takes the newest report of whoever has most of them in the queue; False if that is the one who asks, or nobody."""
    report = tables.report
    counts = (
        select(report.c.sender, func.count().label("many"), func.max(report.c.id).label("newest"))
        .where(report.c.sender != "")
        .group_by(report.c.sender)
        .order_by(func.count().desc(), func.max(report.c.id).desc())
    )
    busiest: Row[tuple[str, int, int]] | None = connection.execute(counts).first()
    own = connection.execute(select(func.count()).where(report.c.sender == digest)).scalar_one()
    if busiest is None or busiest.many <= own + 1:
        return False
    connection.execute(delete(report).where(report.c.id == busiest.newest))
    day = tables.report_day
    connection.execute(update(day).where(day.c.day == _day(now)).values(dropped=day.c.dropped + 1))
    return True


def dropped(connection: Connection) -> dict[str, int]:
    """How many reports were put out of a full queue, by day (「2026-11-28」)."""
    day = tables.report_day
    rows = connection.execute(select(day.c.day, day.c.dropped).where(day.c.dropped > 0).order_by(day.c.day))
    return {row.day: row.dropped for row in rows}


def _key_of(connection: Connection, now: datetime) -> str:
    """The key of today; those of other days are thrown away."""
    day, today = tables.report_day, _day(now)
    known: str | None = connection.execute(select(day.c.key).where(day.c.day == today)).scalar_one_or_none()
    if known:
        return known
    connection.execute(delete(day).where(day.c.day < _day(now - timedelta(days=DAYS_TOLD))))
    connection.execute(update(day).values(key=""))
    key = secrets.token_hex(_KEY_BYTES)
    connection.execute(delete(day).where(day.c.day == today))
    connection.execute(insert(day).values(day=today, key=key, dropped=0))
    return key


def _day(now: datetime) -> str:
    return now.date().isoformat()
