"""The sample minutes and the seed behind the whole application, once for all tests of pages."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from reader.passages.annotator import Annotator
from tests.web.sites import AS_BROWSERS_SEND, site

SEED = "/minutes/20211028-1"
SAMPLE = "/minutes/20260514-1"


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
