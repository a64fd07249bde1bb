"""The library in one SQLite file.

``writing`` begins with ``BEGIN IMMEDIATE``: two writers wait for each other instead of failing half way. A file that is
deleted, cut, overwritten or put back under a running server is noticed, and opened anew when it is whole again.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from reader.errors import ChangedMeanwhileError, LibraryBusyError, LibraryError
from reader.library.file.causes import cause_of, is_busy, is_damage
from reader.library.file.copies import copies_beside
from reader.library.file.opening import OpenFile, opened
from reader.library.index.fts5 import merge
from reader.library.index.sentences import make_index

READ_ONLY = "資料庫の置き場所に書き込めないため、読むことしかできません。許可と、ディスクを確かめてください。"
"""What is told where nothing can be written."""

_SETTLE_MILLISECONDS = 1000
_TOLD_APART_NANOSECONDS = 100_000_000


class FileStore:
    """One SQLite file. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Opens the file, makes it if it is not there, and leads an older one to today's tables. Where nothing can be
        written it is only read. LibraryError if that cannot be."""
        self.path = path
        self._log = path.with_name(f"{path.name}-wal")
        self._opening = threading.Lock()
        self._watching = threading.Lock()
        self._watch: tuple[Engine, Connection] | None = None
        self._watches = 0
        self._opened: OpenFile | None = None
        self._opened = self._open(create=True)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written at the moment."""
        opened = self._opened
        return opened is not None and opened.read_only

    def close(self) -> None:
        """Closes the file."""
        with self._watching:
            self._end_watch()
        with self._opening:
            self._let_go()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the library. LibraryError where SQLite fails."""
        engine = self._engine()
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                yield connection
        except SQLAlchemyError as error:
            raise self._failed(error, "資料庫を読めません（{cause}）。") from error

    @contextmanager
    def writing(self, patience: float) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing. LibraryBusyError where another one is writing for more than
        ``patience`` seconds, LibraryError where SQLite fails."""
        engine = self._engine()
        if self.read_only:
            raise LibraryError(READ_ONLY, self.path)
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(patience * 1000)}")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                if self._engine() is not engine:
                    raise ChangedMeanwhileError(
                        "資料庫が入れかわりました。もう一度行ってください。", self.path
                    )
                yield connection
        except SQLAlchemyError as error:
            raise self._failed(
                error, "資料庫に書けません（{cause}）。空きと許可を確かめてください。"
            ) from error

    @property
    def signs(self) -> Path:
        """A folder beside the file."""
        return self.path.with_name("working")

    def noting(self, patience: float) -> AbstractContextManager[Connection]:
        """As ``writing``: whatever is written to the file changes it."""
        return self.writing(patience)

    def changes(self) -> tuple[int, int]:
        """A mark that differs from an earlier one if anything was written meanwhile, by whomever; asking costs next to
        nothing. LibraryError where SQLite fails."""
        engine = self._engine()
        with self._watching:
            try:
                if self._watch is None or self._watch[0] is not engine:
                    self._end_watch()
                    # A connection of its own that writes nothing: to it, every write is another's.
                    self._watch = engine, engine.connect()
                    self._watches += 1
                version = self._watch[1].exec_driver_sql("PRAGMA data_version").scalar_one()
            except SQLAlchemyError as error:
                self._end_watch()
                raise self._failed(error, "資料庫を読めません（{cause}）。") from error
            return self._watches, int(version)

    def glance(self) -> tuple[object, ...] | None:
        """How the files lie there, which differs after every write of whomever; asks for no lock and reads nothing. None
        where the last write is so fresh that the next might bear the same time, or where there is no file."""
        try:
            marks = tuple(map(_lying, (self.path, self._log)))
        except FileNotFoundError:
            return None
        latest = max(mark[1] for mark in marks if mark)
        return marks if time.time_ns() - latest > _TOLD_APART_NANOSECONDS else None

    def _end_watch(self) -> None:
        if self._watch is not None:
            self._watch[1].close()
            self._watch = None

    def settle(self) -> bool:
        """Brings what still stands in the log beside the file into the file, and empties the log; whether that could be
        done now (readers may still want it, then it is done later)."""
        if self.read_only:
            return False
        try:
            with self._engine().connect() as connection:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {_SETTLE_MILLISECONDS}")
                busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        except SQLAlchemyError:
            return False
        return not busy

    def forget(self, patience: float) -> tuple[Path, ...]:
        """Leaves nothing of what was removed: not in the index, the log, the copies beside the file; gives the copies that
        went. Takes as long as the library is large, in short writes."""
        begin, more = True, True
        while more:
            with self.writing(patience) as connection:
                more = merge(connection, begin)
            begin = False
        self.settle()
        copies = copies_beside(self.path)
        for copy in copies:
            copy.unlink(missing_ok=True)
        return copies

    def _engine(self) -> Engine:
        """That of the file which lies at the path now. LibraryError if there is none."""
        with self._opening:
            try:
                if self._opened is not None and self._opened.is_current():
                    return self._opened.engine
            except OSError as error:
                raise self._failed(error, "資料庫を読めません（{cause}）。") from error
            self._let_go()
            self._opened = self._open(create=False)
            return self._opened.engine

    def _open(self, create: bool) -> OpenFile:
        try:
            return opened(self.path, create, make_index)
        except (OSError, SQLAlchemyError) as error:
            raise self._failed(
                error,
                "資料庫を開けません（{cause}）。"
                "場所と書き込みの許可を確かめるか、壊れていれば控えに戻してください。",
            ) from error

    def _let_go(self) -> None:
        if self._opened is not None:
            self._opened.engine.dispose()
            self._opened = None

    def _failed(self, error: Exception, words: str) -> LibraryError:
        """What is told; connections to a damaged file are let go, so that the next ask opens what is there then."""
        if is_busy(error):
            return LibraryBusyError(
                "資料庫を、ほかの作業が使っています。少したってから、もう一度行ってください。", self.path
            )
        opened = self._opened
        if opened is not None and is_damage(error):
            opened.engine.dispose()
            self._opened = None
        return LibraryError(words.format(cause=cause_of(error)), self.path)


def _lying(path: Path) -> tuple[int, int, int] | None:
    """Which file lies there, when it was last written, and its size in bytes; None for a log that is not there.
    FileNotFoundError for any other file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        if path.name.endswith("-wal"):
            return None
        raise
    return found.st_ino, found.st_mtime_ns, found.st_size
