"""A real PgBouncer before a real PostgreSQL: in session mode all works; in transaction mode, where towns would see each other's
tables, the reader refuses in one line."""

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from reader.errors import LibraryError
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.search import Query
from reader.library.server.address import ServerAddress
from reader.library.server.common import Common
from reader.library.server.upgrading import upgrade_server
from reader.narration.queue.line import Line
from reader.narration.queue.tables import upgrade_common
from reader.narration.queue.worker import Worker
from reader.passages.annotator import Annotator
from tests import hosting
from tests.servers import database_of_its_own, free_ports
from tests.waiting import until

pytestmark = pytest.mark.server

_CONF = """[databases]
* = host={host} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
"""


@contextmanager
def pooled(url: str, mode: str) -> Iterator[ServerAddress]:
    """The database through a PgBouncer as Debian has it."""
    hosting.required()
    parts = urlsplit(url)
    (host,) = parse_qs(parts.query)["host"]
    user = "pgserver" if os.geteuid() == 0 else None  # as root it does not run
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        while True:  # another may take the port meanwhile
            (port,) = free_ports(1)
            conf = folder / "pgbouncer.ini"
            conf.write_text(_CONF.format(host=host, port=port, mode=mode), encoding="utf-8")
            process = subprocess.Popen([hosting.PGBOUNCER, "-q", conf], user=user, stderr=subprocess.DEVNULL)
            address = ServerAddress(f"postgresql://reader@127.0.0.1:{port}{parts.path}")
            until(lambda: process.poll() is not None or _answers(address))  # noqa: B023
            if process.poll() is None:
                break
        try:
            yield address
        finally:
            process.kill()
            process.wait()


def _answers(address: ServerAddress) -> bool:
    try:
        psycopg.connect(address.driver_url).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_pooler_that_keeps_connections_together_is_worked_through(
    server_url: str, tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with (
        database_of_its_own(server_url, f"pooled_{tmp_path.name[-24:].lower()}") as url,
        pooled(url, "session") as address,
    ):
        upgrade_server(address)
        with (
            closing(Library(tmp_path / "a.sqlite3", server=address)) as node,
            closing(Library(tmp_path / "b.sqlite3", server=address)) as other,
            closing(Common(address)) as common,
        ):
            until(other.glance)
            before = other.glance()
            session = Importer(node, annotator).import_bytes(sample, "a.txt", "/a.txt").id
            until(lambda: other.glance() not in (None, before))
            assert other.search(Query("の")).total
            assert other.session(session) == node.session(session)
            upgrade_common(common, "", "openjtalk 1")
            line, made = Line(common), list[str]()
            line.order_session("", session, "1", ["t1", "t2"])
            Worker(common, lambda what, _stop: made.append(what.passage), 1).run(threading.Event(), True)
            assert made == ["t1", "t2"]


def test_a_pooler_that_shares_connections_is_refused(server_url: str, tmp_path: Path) -> None:
    with pooled(server_url, "transaction") as address:
        for opened in (lambda: upgrade_server(address), lambda: Library(tmp_path / "a", server=address)):
            with pytest.raises(LibraryError, match="pool_mode = session") as told:
                opened()
            assert "\n" not in str(told.value)
