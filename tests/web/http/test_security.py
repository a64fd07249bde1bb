"""What every answer carries, and what no request may do."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from reader.web.http.security import BODY_MAX, QUERY_MAX
from tests.web.conftest import SEED

EVERYWHERE = ["/", SEED, f"{SEED}/passages/t1.json", "/nowhere", "/healthz", "/static/1/icon.svg"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"].split("; ")
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not any("unsafe" in part for part in policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_htmx_and_whole_pages_are_not_confused_by_caches(client: TestClient) -> None:
    assert "HX-Request" in client.get(SEED).headers["vary"]


def test_a_long_query_is_refused(client: TestClient) -> None:
    assert client.get("/preferences?x=" + "a" * QUERY_MAX).status_code == 414
    assert client.get("/preferences?x=" + "a" * 1000).status_code == 200


def test_a_large_body_is_refused_whether_announced_or_not(client: TestClient) -> None:
    assert client.post("/preferences", content=b"a" * (BODY_MAX + 1)).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(BODY_MAX // 1024 + 2):
            yield b"a" * 1024

    assert client.post(
        "/preferences",
        content=pieces(),
        headers={"content-type": "application/x-www-form-urlencoded"},
    ).status_code in (400, 413)


def test_files_are_not_taken(client: TestClient) -> None:
    assert client.post("/preferences", files={"type": ("a.txt", b"32")}).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/1/../../pyproject.toml",
        "/static/1/%2e%2e/%2e%2e/pyproject.toml",
        "/static/1/..%2f..%2fpyproject.toml",
        "/static/1//etc/passwd",
        "/minutes/..%2f..%2fetc/turns/1",
        "/minutes/%00",
        "/minutes/20211028-1/speakers/..%2f..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_path_reaches_the_disk(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "[project]" not in response.text
    assert "root:" not in response.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST", "OPTIONS", "TRACE"])
def test_pages_are_only_read(client: TestClient, method: str) -> None:
    assert client.request(method, SEED).status_code == 405
