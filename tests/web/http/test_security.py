"""What every answer carries, and what no request may do."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from reader.errors import LibraryError
from reader.library.library import Library
from reader.library.session import SessionSummary
from reader.settings.site import Settings
from reader.web.app import create_app
from reader.web.http.hosts import LOOPBACK, OwnHosts
from reader.web.http.security import BODY_MAX, QUERY_MAX, headers_with
from reader.web.http.static_files import program_assets
from tests.web.conftest import SEED
from tests.web.http.asking import Asked, answers


@pytest.fixture
def public(library: Library) -> Starlette:
    """A site of many names, without a voice."""
    settings = Settings(
        public_url="https://kaigiroku.example.jp/", allowed_hosts="kaigi-pc, 192.168.0.12", host="0.0.0.0"
    )
    return create_app(library, None, settings)


EVERYWHERE = ["/", SEED, f"{SEED}/passages/t1.json", "/nowhere", "/healthz", "/static/1/icon.svg"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"].split("; ")
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not any("unsafe" in part for part in policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_htmx_and_whole_pages_are_not_confused_by_caches(client: TestClient) -> None:
    assert "HX-Request" in client.get(SEED).headers["vary"]


@pytest.mark.parametrize("accepted", ["identity", "gzip", "br"])
@pytest.mark.parametrize("path", [SEED, "/", "/help", f"{SEED}.json", "/static/now/css/site.css"])
def test_it_is_said_once_what_an_answer_varies_by(client: TestClient, path: str, accepted: str) -> None:
    (said,) = client.get(path, headers={"Accept-Encoding": accepted}).headers.get_list("vary")
    assert said.split(", ").count("Accept-Encoding") == 1
    assert len(set(said.split(", "))) == len(said.split(", "))


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


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "http://testserver:80"}, 303),
        ({"Origin": "HTTP://TestServer"}, 303),
        ({"Origin": "https://kaigiroku.example.jp"}, 303),
        ({"Origin": "http://testserver:8001"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://testserver.evil.example"}, 403),
        ({"Origin": "http://testserver@evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "null", "Referer": "http://testserver/preferences"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Referer": "http://testserver/preferences"}, 303),
        ({"Referer": "http://evil.example/http://testserver/"}, 403),
        ({"Referer": "/preferences"}, 403),
        ({}, 403),
    ],
    ids=str,
)
def test_a_form_is_taken_from_our_own_pages_only(
    public: Starlette, headers: dict[str, str], status: int
) -> None:
    with TestClient(public, follow_redirects=False) as anybody:
        answer = anybody.post("/preferences", data={"back": "/", "type": "48"}, headers=headers)
    assert answer.status_code == status
    assert ("set-cookie" in answer.headers) == (status == 303)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("LOCALHOST", 200),
        ("[::1]:8000", 200),
        ("kaigiroku.example.jp", 200),
        ("kaigiroku.example.jp.:443", 200),
        ("kaigi-pc", 200),
        ("192.168.0.12:8000", 200),
        (socket.gethostname(), 200),
        ("evil.example", 200),
        ("127.0.0.1.evil.example", 200),
        ("kaigiroku.example.jp.evil.example", 200),
        ("evil.example:80@127.0.0.1", 400),
        ("127.0.0.1:65536", 400),
        ("0.0.0.0", 200),
        ("", 400),
        (":8000", 400),
    ],
)
def test_the_site_believes_its_own_names_only(public: Starlette, host: str, status: int) -> None:
    with TestClient(public, base_url="http://127.0.0.1") as anybody:
        answer = anybody.get("/preferences", headers={"Host": host})
    assert answer.status_code == status
    assert "evil" not in answer.text
    assert answer.headers["x-frame-options"] == "DENY"


def test_who_asks_by_another_name_is_answered_by_the_address_it_came_in_at() -> None:
    async def names(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse(str(Request(scope).base_url))(scope, receive, send)

    anybody = TestClient(OwnHosts(names, LOOPBACK), base_url="http://10.1.2.3:8000")
    assert anybody.get("/").text == "http://10.1.2.3:8000/"
    assert anybody.get("/", headers={"Host": "10.1.2.4:8000"}).text == "http://10.1.2.3:8000/"
    assert anybody.get("/", headers={"Host": "127.0.0.1:9000"}).text == "http://127.0.0.1:9000/"


def test_a_form_of_a_page_that_calls_us_by_another_name_is_refused(public: Starlette) -> None:
    stranger = {"Host": "evil.example", "Origin": "http://evil.example"}
    with TestClient(public, base_url="http://127.0.0.1") as anybody:
        assert anybody.post("/preferences", data={"type": "32"}, headers=stranger).status_code == 403


def test_two_names_are_none() -> None:
    asked = Asked("/", headers=(("Host", "127.0.0.1"),))
    [(_, answer)] = answers(OwnHosts(PlainTextResponse("in"), LOOPBACK), [asked])
    assert answer.status == 400


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=b", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "idna", "shift_jis", '"x"'])
def test_forms_are_written_in_utf_8(client: TestClient, kind: str, charset: str) -> None:
    sent = client.post(
        "/preferences", content=b"back=/", headers={"Content-Type": f"{kind}; charset={charset}"}
    )
    assert sent.status_code == 415
    usual = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
    assert client.post("/preferences", content=b"back=/", headers=usual).status_code == 303


class _CrashError(RuntimeError):
    """Something nobody thought of."""


@pytest.mark.parametrize(
    ("raised", "status"),
    [
        (_CrashError("/var/lib/reader/library.sqlite3"), 500),
        (ValueError("/var/lib/reader/library.sqlite3"), 400),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "/var/lib/reader"), 400),
        (OverflowError("/var/lib/reader"), 400),
        (LibraryError("資料庫を読めません。", Path("/var/lib/reader/library.sqlite3")), 503),
    ],
    ids=repr,
)
def test_whatever_fails_carries_the_headers_and_no_path_of_the_server(
    public: Starlette, monkeypatch: pytest.MonkeyPatch, raised: Exception, status: int
) -> None:
    def failing(_library: Library) -> tuple[SessionSummary, ...]:
        raise raised

    monkeypatch.setattr(Library, "sessions", failing)
    for path in ("/", "/preferences"):
        [(_, answer)] = answers(public, [Asked(path)])
        assert answer.status == status
        assert bool(answer.header("retry-after")) == (status == 503)
        expected = headers_with(program_assets().carried)
        assert {name: answer.header(name.lower()) for name in expected} == expected
        assert b"/var/lib" not in answer.body
