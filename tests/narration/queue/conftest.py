"""A database of one's own on the run's PostgreSQL, with the towns' common tables and the queue's."""

import secrets
from collections.abc import Iterator
from contextlib import closing

import pytest

from reader.library.server.address import ServerAddress
from reader.library.server.common import Common
from reader.narration.queue.tables import upgrade_common
from tests.servers import database_of_its_own


@pytest.fixture
def address(server_url: str) -> Iterator[ServerAddress]:
    with database_of_its_own(server_url, f"queue_{secrets.token_hex(6)}") as url:
        yield ServerAddress(url)


@pytest.fixture
def common(address: ServerAddress) -> Iterator[Common]:
    with closing(Common(address)) as made:
        upgrade_common(made, "", "openjtalk 1")
        yield made
