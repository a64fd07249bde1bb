"""The sample minutes and the seed behind the whole application, once for all tests of pages."""

import os
from collections.abc import Iterator
from functools import partial

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.testclient import TestClient

from reader.passages.annotator import Annotator
from tests.web.sites import AS_BROWSERS_SEND, site

SEED = "/minutes/20211028-1"
SAMPLE = "/minutes/20260514-1"


@pytest.fixture(scope="session", autouse=True)
def _one_event_loop() -> Iterator[None]:
    """Clients ask in one event loop, as those of a server do: one of their own for each request costs as much as most answers.
    A process that is forked has the loop no more, only its name."""
    os.register_at_fork(after_in_child=partial(setattr, TestClient, "portal", None))
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        yield


@pytest.fixture(scope="session")
def client(
    tmp_path_factory: pytest.TempPathFactory, annotator: Annotator, seed: bytes, sample: bytes
) -> Iterator[TestClient]:
    """A client of a site with two sessions."""
    with (
        site(tmp_path_factory.mktemp("site"), annotator, seed, sample) as whole,
        TestClient(whole.app, follow_redirects=False, headers=AS_BROWSERS_SEND) as opened,
    ):
        yield opened
