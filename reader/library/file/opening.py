"""A library's file opened: made, migrated, or only read where nothing can be written.

``opened(path)`` gives an ``OpenFile``, which knows whether it is still the file that lies at that path: a library put
back from a copy under a running server is another file, and is opened anew.
"""

import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine
from sqlalchemy.exc import OperationalError

from reader.errors import LibraryError
from reader.library.file.copies import copy_before
from reader.library.schema import migration
from reader.library.schema.desk_tables import EVERY_TABLE
from reader.library.schema.tables import metadata

BUSY_SECONDS = 30.0
"""How long a writer waits for another one before it gives up."""

_POLL_SECONDS = 0.05
MakeIndex = Callable[[Connection], None]

_FIRST_COLUMNS = {"id", "revision", "source_digest", "analyzer", "minutes"}
"""Columns of ``session`` by which a library of any version is known."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An engine on one file. ``mark`` names the file on its disk, whatever lies at its path later."""

    engine: Engine
    path: Path
    mark: tuple[int, int]
    read_only: bool

    def is_current(self) -> bool:
        """Whether this is the file at the path, opened in the best way there is. OSError if nothing is there."""
        return self.mark == _mark(self.path) and self.read_only != _is_writable(self.path)


def opened(path: Path, create: bool, make_index: MakeIndex) -> OpenFile:
    """Opens the file; with ``create`` makes it where it is not, and leads an older one to today's tables.
    ``make_index`` makes the index of sentences where it is not, from the sentences.

    LibraryError for a file that is no library or a newer reader's; OSError and SQLAlchemyError where it cannot be read.
    """
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    exists = path.exists()
    if not exists and not create:
        raise FileNotFoundError(path)
    if not exists:
        path.touch()  # connections never make a file: one that is deleted under a server is not made anew
    read_only = not _is_writable(path)
    engine = _engine(path, read_only)
    try:
        with engine.connect() as connection:
            if create and not read_only:
                _use_write_ahead_log(connection)
            if _wants_work(connection, path):
                _bring_up_to_date(connection, path, make_index, may_write=create and not read_only)
            _refuse_what_lacks_columns(connection, path)
    except BaseException:
        engine.dispose()
        raise
    return OpenFile(engine, path, _mark(path), read_only)


def _engine(path: Path, read_only: bool) -> Engine:
    connect = partial(_connected, path, read_only)
    # Threads bound how many connections there are, so that none waits for another's.
    return create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)


def _connected(path: Path, read_only: bool) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{_mode(path, read_only)}"
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None
    )
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # What is removed is overwritten, however SQLite was built.
        connection.execute("PRAGMA secure_delete = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _mode(path: Path, read_only: bool) -> str:
    if not read_only:
        return "mode=rw"
    log = path.with_name(f"{path.name}-wal")
    left_over = log.exists() and log.stat().st_size > 0
    return "mode=ro" if left_over else "mode=ro&immutable=1"


def _use_write_ahead_log(connection: Connection) -> None:
    """Readers and a writer side by side. SQLite does not wait by itself where two switch a new file at once."""
    end = time.monotonic() + BUSY_SECONDS
    while connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() != "wal":
        try:
            mode = connection.exec_driver_sql("PRAGMA journal_mode = WAL").scalar_one()
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(_POLL_SECONDS)
        else:
            if mode != "wal":  # a disk that cannot have it: readers and writers take turns
                return


def _wants_work(connection: Connection, path: Path) -> bool:
    """Whether the file is new, older or lacks a table. LibraryError if it is a newer reader's, or none of ours."""
    version, found = _version(connection), _columns(connection)
    if version > migration.VERSION:
        raise LibraryError(
            f"資料庫の版（{version}）は、この reader の版（{migration.VERSION}）より新しいものです。"
            "新しい reader で開いてください。資料庫には手を付けていません。",
            path,
        )
    if version < 0 or (found and not found.get("session", set()) >= _FIRST_COLUMNS):
        raise LibraryError("資料庫のファイルではありません。READER_HOME の場所を確かめてください。", path)
    if version < migration.VERSION or "sentence" not in found:
        return True
    return not found.keys() >= EVERY_TABLE.keys()


def _bring_up_to_date(connection: Connection, path: Path, make_index: MakeIndex, *, may_write: bool) -> None:
    """Everything in one transaction, behind a copy of what an older reader wrote."""
    if not may_write:
        raise LibraryError(
            "資料庫は、前の版のものか、表が足りません。書き込める所で、reader を始め直してください。", path
        )
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    if not _wants_work(connection, path):  # another process was here first
        connection.rollback()
        return
    version, found = _version(connection), _columns(connection)
    if "session" in found and version < migration.VERSION:
        version = max(version, migration.FIRST_RELEASE)
        copy_before(path, f"version-{migration.VERSION}")
        migration.migrate(connection, version)
    metadata.create_all(connection)
    if "sentence" not in _columns(connection):
        make_index(connection)
    _refuse_what_lacks_columns(connection, path)
    connection.exec_driver_sql(f"PRAGMA user_version = {migration.VERSION}")
    connection.commit()


def _refuse_what_lacks_columns(connection: Connection, path: Path) -> None:
    found = _columns(connection)
    for table in EVERY_TABLE.values():
        missing = {column.name for column in table.columns} - found[table.name]
        if missing:
            raise LibraryError(
                f"資料庫の表 {table.name} に {'、'.join(sorted(missing))} がありません。"
                "この資料庫を作った版の reader で開くか、控えに戻してください。",
                path,
            )


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _columns(connection: Connection) -> dict[str, set[str]]:
    """The names of the columns, by table."""
    rows = connection.exec_driver_sql(
        "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
    )
    found: dict[str, set[str]] = {}
    for table, column in rows:
        found.setdefault(table, set()).add(column)
    return found


def _mark(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
