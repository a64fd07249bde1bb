"""The file: opened, read in one state, written in one transaction. SQLite today; nothing above knows that.

``writing`` begins with ``BEGIN IMMEDIATE``: two writers wait for each other instead of failing half way.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from reader.errors import LibraryError
from reader.library import schema, search

BUSY_SECONDS = 30.0
"""How long a writer waits for another one before it gives up."""


class Database:
    """One SQLite file. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Opens the file, makes it if it is not there. LibraryError if that cannot be."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._engine = _open(path)
        except (OSError, DatabaseError) as error:
            raise LibraryError(
                f"{path}: 資料庫を開けません（{_cause(error)}）。"
                "場所と書き込みの許可を確かめるか、壊れていれば控えに戻してください。"
            ) from error

    def close(self) -> None:
        """Closes the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the library. LibraryError where SQLite fails."""
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                yield connection
        except DatabaseError as error:
            raise LibraryError(f"{self.path}: 資料庫を読めません（{_cause(error)}）。") from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing. LibraryError where SQLite fails."""
        try:
            with self._engine.begin() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
        except DatabaseError as error:
            raise LibraryError(
                f"{self.path}: 資料庫に書けません（{_cause(error)}）。空きと許可を確かめてください。"
            ) from error


def _open(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun by ``writing`` alone
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if found not in (0, schema.VERSION):
            raise LibraryError(
                f"{path}: 資料庫の版（{found}）がこの reader（{schema.VERSION}）と違います。"
                "作った版の reader で開くか、新しい READER_HOME に取り込み直してください。"
            )
        schema.metadata.create_all(connection)
        if found == 0:
            connection.exec_driver_sql(search.TABLE)
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
    return engine


_CAUSES = {
    "disk is full": "ディスクに空きがありません",
    "readonly database": "書き込みが許されていません",
    "unable to open": "開くことが許されていないか、場所がありません",
    "is locked": "ほかの作業が使っています",
    "not a database": "資料庫のファイルではありません",
    "malformed": "壊れています",
    "disk i/o error": "ディスクを読み書きできません",
}
_SYSTEM_CAUSES = {
    errno.EEXIST: "フォルダーの場所に、同じ名前のファイルがあります",
    errno.ENOTDIR: "フォルダーの場所に、同じ名前のファイルがあります",
    errno.ENOENT: "場所がありません",
    errno.EACCES: "許されていません",
    errno.EROFS: "書き込みが許されていません",
    errno.ENOSPC: "ディスクに空きがありません",
}


def _cause(error: Exception) -> str:
    """Why, in plain words; as SQLite or the system says it where we have none."""
    said = str(error.orig if isinstance(error, DatabaseError) and error.orig is not None else error)
    if isinstance(error, OSError) and error.errno in _SYSTEM_CAUSES:
        return _SYSTEM_CAUSES[error.errno]
    return next((plain for words, plain in _CAUSES.items() if words in said.lower()), said)
