"""Pages by their address, from a real server on this machine that answers well and badly."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reader.errors import SourceError
from reader.importing.fetching import _is_public, fetch, is_address, without_password

LARGEST = 1024 * 1024


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/minutes.html":
            self._answer(b"<p>minutes</p>")
        elif self.path.startswith("/moved/"):
            left = int(self.path.rpartition("/")[2])
            target = f"/moved/{left - 1}" if left else "/minutes.html"
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()
        elif self.path == "/to-file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        elif self.path == "/large":
            self._answer(b"x" * (LARGEST + 1))
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(50):
                try:
                    self.wfile.write(b"x")
                except OSError:
                    return
                time.sleep(0.1)
        else:
            self.send_error(404)

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_comes_with_its_name_and_its_last_address(site: str) -> None:
    fetched = fetch(f"{site}/moved/2", LARGEST, allow_private=True)
    assert fetched.data == b"<p>minutes</p>"
    assert (fetched.name, fetched.address) == ("minutes.html", f"{site}/minutes.html")


def test_an_address_inside_the_building_is_refused_unless_allowed(site: str) -> None:
    for address in (
        f"{site}/minutes.html",
        site.replace("127.0.0.1", "localhost"),
        "http://[::1]/",
        "http://10.0.0.1/",
    ):
        with pytest.raises(SourceError, match="公開されていない"):
            fetch(address, LARGEST)


@pytest.mark.parametrize("path", ["/nothing", "/moved/50", "/to-file", "/large"])
def test_what_cannot_be_had_is_told_in_one_line(site: str, path: str) -> None:
    with pytest.raises(SourceError) as told:
        fetch(site + path, LARGEST, allow_private=True)
    assert "\n" not in str(told.value)


def test_a_page_that_never_ends_is_given_up(site: str) -> None:
    with pytest.raises(SourceError, match="時間内"):
        fetch(f"{site}/slow", LARGEST, allow_private=True, time_limit=0.5)


def test_only_http_is_an_address() -> None:
    assert is_address("https://www.city.example.jp/1.html")
    assert not is_address("file:///etc/passwd") and not is_address("minutes.txt")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::808:808",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001:0:7f00:1::1",
        "2001:0:808:808:0:0:80ff:fffe",
        "2a00:1450::5efe:192.168.0.1",
        "2a00:1450::200:5efe:10.0.0.1",
        "fec0::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "192.168.0.12",
    ],
)
def test_no_spelling_of_an_address_inside_counts_as_public(address: str) -> None:
    assert not _is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "::ffff:8.8.8.8", "2a00:1450:4001:830::200e", "64:ff9b::808:808"]
)
def test_the_world_s_addresses_are_public(address: str) -> None:
    assert _is_public(address)


SECRET = "geheim"


@pytest.mark.parametrize(
    "address",
    [
        f"http://staff:{SECRET}@www.example.jp/1.html",
        f"https://{SECRET}@www.example.jp/",
        f"http://a:{SECRET}@127.0.0.1:1/@x",
        f"http://a@{SECRET}@www.example.jp?@",
        f"ftp://a:{SECRET}@www.example.jp/",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_shown(address: str) -> None:
    assert SECRET not in without_password(address)
    with pytest.raises(SourceError, match="パスワード") as told:
        fetch(address, LARGEST, allow_private=True)
    assert SECRET not in str(told.value)


def test_what_is_no_password_stays() -> None:
    for address in ("http://example.jp/@a", "http://example.jp?mail=a@b", "https://example.jp/1.html#@"):
        assert without_password(address) == address


def _server(first: bytes, drop: bytes) -> tuple[socket.socket, str]:
    """A server that answers one connection with ``first`` and then drips ``drop`` for as long as anybody listens."""
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.recv(4096)
            connection.sendall(first)
            while drop:
                connection.sendall(drop)
                time.sleep(0.02)

    threading.Thread(target=run, daemon=True).start()
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}/"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"", b"a"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: a"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x"),
        (b"HTTP/1.1 302 Found\r\nLocation: /\r\nX: ", b"a"),
        (b"HTTP/1.1 404 Not Found\r\nX: ", b"a"),
    ],
    ids=["100", "status", "header", "size", "pieces", "behind", "body", "length", "redirect", "missing"],
)
def test_the_time_limit_holds_wherever_it_drips(first: bytes, drop: bytes) -> None:
    listener, address = _server(first, drop)
    with listener, pytest.raises(SourceError, match="時間内"):
        fetch(address, LARGEST, allow_private=True, time_limit=0.5)


@pytest.mark.parametrize(
    "cut_short",
    [b"Content-Length: 100\r\n\r\n<p>minu", b"Transfer-Encoding: chunked\r\n\r\n64\r\n<p>minu"],
    ids=["length", "pieces"],
)
def test_half_a_page_is_no_page(cut_short: bytes) -> None:
    listener, address = _server(b"HTTP/1.1 200 OK\r\n" + cut_short, b"")
    with listener, pytest.raises(SourceError):
        fetch(address, LARGEST, allow_private=True)
