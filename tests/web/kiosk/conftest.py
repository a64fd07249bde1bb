"""One kiosk for all tests of its screens."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from reader.passages.annotator import Annotator
from tests.web.kiosk.kiosks import Kiosk, kiosk


@pytest.fixture(scope="session")
def whole(
    tmp_path_factory: pytest.TempPathFactory, annotator: Annotator, seed: bytes, sample: bytes
) -> Iterator[Kiosk]:
    """A kiosk with two sessions."""
    with kiosk(tmp_path_factory.mktemp("kiosk"), annotator, seed, sample) as opened:
        yield opened


@pytest.fixture
def visitor(whole: Kiosk) -> TestClient:
    """Somebody without a cookie."""
    return whole.client
