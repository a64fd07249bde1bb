"""Pages by their address, from a real server on this machine that answers well and badly."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reader.errors import SourceError
from reader.importing.fetching import fetch, is_address

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
