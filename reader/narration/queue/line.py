"""The line in which passages wait to be made, by whichever machine is free: put in, and counted.

::

    132012  20211028-1  t12  9f3a…     SOON    somebody listens to t11
    132012  20211028-1  t1   9f3a…     AHEAD   it was imported an hour ago

A job is a passage of one state of a session: made again it costs one look, and of another state it is nothing to do.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from reader.errors import LibraryError
from reader.library.database import Transaction
from reader.library.server.address import ServerAddress
from reader.library.server.common import Common, note_ordered

PASSAGE = "passage"
"""The name of the one kind of job."""

WORKERS_SILENT = 30.0
"""Seconds without a sign after which nobody works any more there."""

_ASKED_AGAIN = 10.0

_BY_STATE = "SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1"
_AT_WORK = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %(silent)s)"
# For how many seconds what was put in first has waited.
_FIRST = (
    "SELECT extract(epoch FROM now() - put.at) FROM procrastinate_events put JOIN"
    " (SELECT id FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT 1) first ON put.job_id = first.id"
    " WHERE put.type = 'deferred'"
)


class Wanted(IntEnum):
    """How soon a passage is wanted; the highest goes first."""

    AHEAD = 0
    SOON = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many passages wait, are being made, were given up; who works, and for how many seconds the first has waited."""

    waiting: int
    doing: int
    failed: int
    workers: int
    seconds: float


class Line:
    """Puts passages into the queue. Safe to use from several threads; nothing is asked of the server before."""

    def __init__(self, common: Common) -> None:
        self._common = common
        self._app = App(connector=SyncPsycopgConnector())
        self._worked_at = False
        self._asked = 0.0

    def order_session(self, code: str, session: str, stamp: str, passages: Iterable[str]) -> int:
        """Passages of a session that changed, and that they were ordered, in one transaction; how many. LibraryError."""
        jobs: list[Any] = [_job(code, session, stamp, passage) for passage in passages]
        with self._common.connected() as connection:
            if jobs:
                _put(self._app, connection, self._queue(code), Wanted.AHEAD).batch_defer(*jobs)
            note_ordered(connection, code, session, stamp)
        return len(jobs)

    def order_soon(self, code: str, session: str, stamp: str, passage: str) -> None:
        """A passage that somebody is about to hear, once however many ask. LibraryError."""
        lock = f"{code}/{session}/{stamp}/{passage}"
        try:
            with self._common.connected() as connection:
                put = _put(self._app, connection, self._queue(code), Wanted.SOON, lock)
                put.defer(**_job(code, session, stamp, passage))
        except AlreadyEnqueued:
            return
        except ConnectorException as error:
            raise LibraryError("仕事の列に書けません。", self._common.address.shown) from error

    def is_worked_at(self) -> bool:
        """Whether somebody works at the queue, as was known some seconds ago; not, where it cannot be asked."""
        if time.monotonic() - self._asked > _ASKED_AGAIN or not self._asked:
            self._asked = time.monotonic()
            try:
                with self._common.connected() as connection:
                    self._worked_at = _at_work(connection) > 0
            except LibraryError:
                self._worked_at = False
        return self._worked_at

    def waiting(self) -> Waiting:
        """How it stands. LibraryError."""
        with self._common.connected() as connection:
            by_state = connection.exec_driver_sql(_BY_STATE)
            counts = {str(state): int(many) for state, many in by_state}
            workers = _at_work(connection)
            first = connection.exec_driver_sql(_FIRST).scalar_one_or_none()
        return Waiting(
            counts.get("todo", 0), counts.get("doing", 0), counts.get("failed", 0), workers, float(first or 0)
        )

    def _queue(self, code: str) -> str:
        return queue_of(self._common.address, code)


def queue_of(address: ServerAddress, code: str) -> str:
    """The name of a town's queue: that of its schema."""
    return ServerAddress(address.url, code).schema


def _at_work(connection: Transaction) -> int:
    return int(connection.exec_driver_sql(_AT_WORK, {"silent": WORKERS_SILENT}).scalar_one())


def _job(code: str, session: str, stamp: str, passage: str) -> dict[str, Any]:
    return {"town": code, "session": session, "stamp": stamp, "passage": passage}


def _put(app: App, connection: Transaction, queue: str, wanted: Wanted, lock: str | None = None) -> Any:
    driver: Any = connection.connection.driver_connection
    return app.configure_task(
        PASSAGE, queue=queue, priority=int(wanted), queueing_lock=lock, connection=driver
    )
