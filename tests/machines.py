"""Several machines of one server, as processes: a database of their own on the run's PostgreSQL, a bucket, and homes."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reader.library.library import Library
from reader.library.server.address import ServerAddress
from reader.library.server.common import Common
from reader.narration.queue.line import Line, Waiting
from tests.servers import S3Server, database_of_its_own

ROOT = Path(__file__).resolve().parent.parent
LIMIT_SECONDS = 300


@dataclass
class Machines:
    """``folder`` holds a home a machine; all have the same database and bucket."""

    folder: Path
    url: str
    store: S3Server
    compiled: Path
    prefix: str = field(default_factory=lambda: secrets.token_hex(4))
    driver: str = "openjtalk"

    def environment(self, machine: str, **more: str) -> Mapping[str, str]:
        """What a machine is told."""
        home = self.folder / machine
        if not home.exists():
            home.mkdir()
            (home / ".cache").symlink_to(self.compiled, target_is_directory=True)
        options = self.store.options
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "READER_HOME": str(home),
            "READER_DATABASE": self.url,
            "READER_CLIP_STORE": f"s3://clips/{self.prefix}",
            "READER_DRIVER": self.driver,
            "AWS_ENDPOINT_URL": options["endpoint"],
            "AWS_ACCESS_KEY_ID": options["access_key_id"],
            "AWS_SECRET_ACCESS_KEY": options["secret_access_key"],
            "AWS_REGION": options["region"],
            **more,
        }

    def run(self, machine: str, *arguments: str | Path, **more: str) -> str:
        """``reader ARG…`` there; what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "reader", *map(str, arguments)],
            env=self.environment(machine, **more),
            capture_output=True,
            timeout=LIMIT_SECONDS,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stdout.decode(), done.stderr.decode())
        return done.stdout.decode()

    @contextmanager
    def started(
        self, machine: str, *arguments: str, module: str = "reader", **more: str
    ) -> Iterator[subprocess.Popen[bytes]]:
        """``reader ARG…`` there, killed at the end if it is still there."""
        log = (self.folder / f"{machine}.log").open("ab")
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=self.environment(machine, **more),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            log.close()
            process.kill()
            process.wait()

    def said(self, machine: str) -> str:
        """What processes said there that were started."""
        return (self.folder / f"{machine}.log").read_text(encoding="utf-8")

    @contextmanager
    def library(self, town: str = "") -> Iterator[Library]:
        """A town's library."""
        with closing(
            Library(self.folder / "library.sqlite3", server=ServerAddress(self.url, town))
        ) as library:
            yield library

    def waiting(self) -> Waiting:
        """How the queue stands."""
        with closing(Common(ServerAddress(self.url))) as common:
            return Line(common).waiting()

    def is_done(self) -> bool:
        """Whether no passage of the queue is left."""
        now = self.waiting()
        return now.waiting + now.doing == 0


@contextmanager
def machines(
    folder: Path, url: str, store: S3Server, compiled: Path, driver: str = "openjtalk"
) -> Iterator[Machines]:
    """Machines on a database that is there for them alone."""
    with database_of_its_own(url, f"machines_{secrets.token_hex(6)}") as own:
        yield Machines(folder, own, store, compiled, driver=driver)
