"""Where the library is kept: read in one state, written in one transaction. Nothing above knows what keeps it.

By default that is one SQLite file (``file``); where a site says so, a town's share of a PostgreSQL server (``server``).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from reader.errors import ChangedMeanwhileError, LibraryError
from reader.library.file.opening import BUSY_SECONDS
from reader.library.server.address import ServerAddress, with_extra
from reader.library.stores.file_store import READ_ONLY as READ_ONLY  # what a read-only library is told by
from reader.library.stores.file_store import FileStore
from reader.library.stores.store import Store

_patience: ContextVar[float] = ContextVar("patience", default=BUSY_SECONDS)


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Inside, a writer waits for another one no longer than that: somebody waits for the writer."""
    token = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(token)


Transaction = Connection
"""What ``reading`` and ``writing`` give: handed on to what reads and writes rows, asked nothing by anybody else."""

Also = Callable[[Transaction, str], None]
"""What is written in the same transaction as a session, given its id."""

MOST_TRIES = 10
"""How often work is done again because somebody else's came first."""

_Done = TypeVar("_Done")


def unhindered(work: Callable[[], _Done]) -> _Done:
    """Does work that reads, thinks and then writes; again, as often as what it read was changed before it wrote.
    ChangedMeanwhileError where that never ends."""
    for _ in range(MOST_TRIES - 1):
        try:
            return work()
        except ChangedMeanwhileError:
            continue
    return work()


def store_at(path: Path, server: ServerAddress | None) -> Store:
    """The file, or the town's share of a server. LibraryError if it cannot be opened."""
    if server is None:
        return FileStore(path)
    with with_extra():
        from reader.library.server.store import ServerStore
    return ServerStore(server)


class Database:
    """What keeps the library. Safe to use from several threads."""

    def __init__(self, path: Path, server: ServerAddress | None = None) -> None:
        """Opens the file (makes it if it is not there, leads an older one to today's tables; where nothing can be written
        it is only read), or the server's share, which ``reader upgrade`` makes. What belongs to the library and is a file
        lies beside ``path`` in either case. LibraryError if that cannot be."""
        self.path = path
        self._store = store_at(path, server)
        self.on_failure: Callable[[LibraryError], None] = lambda _error: None
        """Called with whatever keeps the library from being read or written."""
        self._seen: tuple[object, dict[str, Any]] = (None, {})

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written at the moment."""
        return self._store.read_only

    def close(self) -> None:
        """Lets it go."""
        self._store.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the library. LibraryError where that cannot be."""
        with self._told(), self._store.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing. LibraryBusyError where another one is writing for too long
        (``waiting_at_most``), LibraryError where it cannot be written."""
        with self._told(), self._store.writing(_patience.get()) as connection:
            yield connection

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """As ``writing``, for what no page hangs on: pages that are kept are kept on, where that can be."""
        with self._told(), self._store.noting(_patience.get()) as connection:
            yield connection

    @property
    def signs(self) -> Path | None:
        """A folder for what this machine's processes tell one another and no page hangs on; None where other machines work
        with the library too: then that is written with ``noting``."""
        return self._store.signs

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except ChangedMeanwhileError:
            raise
        except LibraryError as error:
            self.on_failure(error)
            raise

    def changes(self) -> tuple[int, int]:
        """A mark that differs from an earlier one if anything was written meanwhile, by whomever; asking costs next to
        nothing. LibraryError where it cannot be asked."""
        return self._store.changes()

    def glance(self) -> tuple[object, ...] | None:
        """How the files lie there, which differs after every write of whomever; asks for no lock and reads nothing. None
        where the last write is so fresh that the next might bear the same time, where there is no file, or no files."""
        return self._store.glance()

    def seen(self, what: str, look: Callable[[], _Done]) -> _Done:
        """What ``look`` finds: the very same, and nothing is asked, as long as a glance says that nothing was written."""
        mark = self.glance()  # before the look: what is written meanwhile makes another
        if mark is None:
            return look()
        seen = self._seen
        if seen[0] != mark:
            self._seen = seen = (mark, {})
        if what not in seen[1]:
            seen[1][what] = look()
        found: _Done = seen[1][what]
        return found

    def settle(self) -> bool:
        """Brings what still stands in a log beside the library into it, and empties the log; whether that could be done now
        (readers may still want it, then it is done later)."""
        return self._store.settle()

    def forget_removed(self) -> tuple[Path, ...]:
        """Leaves nothing of what was removed where the library is kept; gives the copies beside it that went."""
        return self._store.forget(_patience.get())
