"""The library in a town's schema of a PostgreSQL server.

``writing`` waits for the town's one lock: whoever writes is alone, as on SQLite, while other towns go on. Under READ
COMMITTED each statement behind the lock sees all that was written before; a snapshot taken earlier would not.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from reader.errors import LibraryBusyError, LibraryError
from reader.library.identity.counters import count_up, counted
from reader.library.schema.desk_tables import EVERY_TABLE
from reader.library.server.address import ServerAddress
from reader.library.server.causes import cause_of, is_busy
from reader.library.server.opening import engine_of, refuse_other_versions, refuse_shared
from reader.library.server.watch import TELL, Watch, watches

WRITES = "writes"
"""The counter of transactions that wrote something."""

ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' of minutes-reader', 0))")
"""Waits until nobody else writes in the town's schema, until the transaction ends."""

_OLDER = text("""
    SELECT EXISTS (
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND greatest(age(backend_xmin), age(backend_xid)) >= age(cast(cast(:mine AS text) AS xid))
    )
""")
"""Whether somebody in the database still sees what was there before the transaction ``mine``."""

_MINE = text("SELECT cast(cast(pg_current_xact_id() AS text)::bigint % 4294967296 AS text)")

_LOOK_AGAIN_SECONDS = 0.05

_WROTE = text("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")


class ServerStore:
    """One town's share of a server."""

    read_only = False

    def __init__(self, address: ServerAddress) -> None:
        """LibraryError if the server cannot be reached, or has no such share, or one of another version."""
        self._address = address
        self._watching = threading.Lock()
        self._watch: Watch | None = None
        self._closed = False
        self._engine = engine_of(address)
        self._readers = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        try:
            refuse_shared(address)
            with self.reading() as connection:
                refuse_other_versions(connection, address)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Ends the connections."""
        with self._watching:
            self._closed = True
            if self._watch is not None:
                watches.leave(self._address)
                self._watch = None
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the library. LibraryError where the server fails."""
        try:
            with self._readers.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise self._failed(error, "資料庫を読めません（{cause}）。") from error

    def writing(self, patience: float) -> AbstractContextManager[Connection]:
        """A transaction: all of it is kept, or nothing. LibraryBusyError where another one is writing for more than
        ``patience`` seconds, LibraryError where the server fails."""
        return self._writing(patience, tells=True)

    def noting(self, patience: float) -> AbstractContextManager[Connection]:
        """As ``writing``, and nobody is told."""
        return self._writing(patience, tells=False)

    @contextmanager
    def _writing(self, patience: float, tells: bool) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(patience * 1000))}")
                connection.execute(ALONE)
                yield connection
                wrote = tells and connection.execute(_WROTE).scalar_one()
                if wrote:
                    count_up(connection, WRITES)
                    connection.exec_driver_sql(TELL)
            if wrote:
                watches.note(self._address)
        except SQLAlchemyError as error:
            raise self._failed(error, "資料庫に書けません（{cause}）。") from error

    @property
    def signs(self) -> None:
        """Other machines work with the library too."""
        return None

    def changes(self) -> tuple[int, int]:
        """A mark that differs from an earlier one if anything was written meanwhile, by whomever. LibraryError."""
        with self.reading() as connection:
            return 0, counted(connection, WRITES)

    def glance(self) -> tuple[object, ...] | None:
        """The same without asking: the server tells of every write. None before it is listened to, and while it is away."""
        with self._watching:
            if self._watch is None and not self._closed:
                self._watch = watches.join(self._address)
            mark = None if self._watch is None else self._watch.mark(self._address.schema)
        return None if mark is None else (mark,)

    def settle(self) -> bool:
        """The server brings everything to where it stays before it says that it is written."""
        return True

    def forget(self, patience: float) -> tuple[Path, ...]:
        """Writes every table anew without the rows that are gone, which PostgreSQL keeps until then; a table at a time waits
        meanwhile. Rows that somebody still sees would be kept: so it waits ``patience`` seconds for whoever began to read
        before; LibraryBusyError if that is not enough. Copies and logs of the server are its own: docs/scale.md."""
        whole = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        try:
            with whole.connect() as connection:
                connection.exec_driver_sql(f"SET lock_timeout = {max(1, round(patience * 1000))}")
                connection.exec_driver_sql("SET statement_timeout = 0")
                self._wait_for_older(connection, patience)
                for table in ("sentence", *EVERY_TABLE):
                    connection.exec_driver_sql(f'VACUUM (FULL) "{table}"')
                connection.invalidate()
        except SQLAlchemyError as error:
            raise self._failed(error, "資料庫に書けません（{cause}）。") from error
        return ()

    def _wait_for_older(self, connection: Connection, patience: float) -> None:
        mine = connection.execute(_MINE).scalar_one()
        end = time.monotonic() + patience
        while connection.execute(_OLDER, {"mine": mine}).scalar_one():
            if time.monotonic() >= end:
                raise LibraryBusyError(
                    "取り除いた言葉が、サーバーのファイルにまだ残っています（前からの読み出しが終わっていません）。"
                    "次に何かを取り除くときか、データベースの管理者が VACUUM FULL を行うと消えます。",
                    self._address.shown,
                )
            time.sleep(_LOOK_AGAIN_SECONDS)

    def _failed(self, error: SQLAlchemyError, words: str) -> LibraryError:
        if is_busy(error):
            return LibraryBusyError(
                "資料庫を、ほかの作業が使っています。少したってから、もう一度行ってください。",
                self._address.shown,
            )
        return LibraryError(words.format(cause=cause_of(error)), self._address.shown)
