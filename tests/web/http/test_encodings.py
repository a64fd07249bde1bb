"""Who refuses a way of packing is sent nothing packed so, whatever packs it: pages that are kept, files, and what is packed on its way."""

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import SEED

PATHS = ["/", SEED, "/search?q=Wi-Fi", f"{SEED}.json", f"{SEED}.csv", "/feeds/minutes.atom", "/worker.js"]


@pytest.mark.parametrize("path", PATHS)
def test_what_is_refused_is_not_sent(client: TestClient, path: str) -> None:
    answers = {
        accepted: client.get(path, headers={"Accept-Encoding": accepted})
        for accepted in ("identity", "gzip;q=0", "br;q=0, GZIP;q=0.5", "br;q=0, *", "gzip; q=0.0, br; q=0")
    }
    ways = {accepted: answer.headers.get("content-encoding") for accepted, answer in answers.items()}
    assert ways == {
        "identity": None,
        "gzip;q=0": None,
        "br;q=0, GZIP;q=0.5": "gzip",
        "br;q=0, *": "gzip",
        "gzip; q=0.0, br; q=0": None,
    }
    assert len({answer.text for answer in answers.values()}) == 1
    assert all("Accept-Encoding" in answer.headers["vary"] for answer in answers.values())


def test_a_second_line_counts_too(client: TestClient) -> None:
    lines = [("Accept-Encoding", "gzip;q=0"), ("Accept-Encoding", "br")]
    assert client.get(SEED, headers=lines).headers.get("content-encoding") == "br"
