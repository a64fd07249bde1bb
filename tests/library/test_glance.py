"""What is written on a server is noticed without asking, by whichever process, and kept answers go by that."""

import secrets
from collections.abc import Hashable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from reader.library.library import Library
from reader.library.server.address import ServerAddress
from reader.library.server.upgrading import upgrade_server
from reader.web.http.kept_answers import may_be_kept
from reader.web.http.security import SafeApplication
from tests.servers import database_of_its_own
from tests.waiting import until

pytestmark = pytest.mark.server


@pytest.fixture
def nodes(server_url: str, tmp_path: Path) -> Iterator[tuple[Library, Library, Library]]:
    """Two nodes of a town, and one of another."""
    path = tmp_path / "library.sqlite3"
    with (
        database_of_its_own(server_url, f"glance_{secrets.token_hex(6)}") as url,
        ExitStack() as stack,
    ):
        here, there = ServerAddress(url, "a"), ServerAddress(url, "b")
        upgrade_server(here)
        upgrade_server(there)
        libraries = (Library(path, server=address) for address in (here, here, there))
        node, other, elsewhere = (stack.enter_context(closing(library)) for library in libraries)
        yield node, other, elsewhere


def known(library: Library) -> Hashable:
    """What is seen at a glance, when that is known."""
    until(lambda: library.glance() is not None)
    return library.glance()


def test_a_write_is_seen_at_a_glance_on_every_node_of_the_town(
    nodes: tuple[Library, Library, Library],
) -> None:
    node, other, elsewhere = nodes
    before, theirs, others = known(node), known(other), known(elsewhere)
    with node.writing():
        pass
    node.sessions()
    assert known(node) == before, "nothing was written"
    node.remember_given({"20260101": 3})
    assert node.glance() != before, "one's own writes at once"
    until(lambda: other.glance() not in (None, theirs))
    assert known(elsewhere) == others


def test_nothing_is_known_while_nobody_can_be_heard(nodes: tuple[Library, Library, Library]) -> None:
    node, other, _ = nodes
    before = known(node)
    with other.reading() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'minutes-reader-watch' AND datname = current_database()"
        )
    other.remember_given({"20260101": 3})
    until(lambda: node.glance() not in (None, before))


def test_answers_are_kept_until_somebody_writes(nodes: tuple[Library, Library, Library]) -> None:
    node, other, _ = nodes
    made: list[str] = []

    def count(request: Request) -> Response:
        may_be_kept(request.scope)
        made.append(request.url.path)
        return PlainTextResponse(str(node.count()))

    client = TestClient(SafeApplication(glance=node.glance, routes=[Route("/", count)]))
    known(node)
    client.get("/")

    def kept() -> bool:
        before = len(made)
        client.get("/")
        return len(made) == before

    until(kept)
    seen = node.glance()
    other.remember_given({"20260101": 3})
    until(lambda: node.glance() != seen)
    assert not kept()
