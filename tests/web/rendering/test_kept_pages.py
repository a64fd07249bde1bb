"""A session's page is rendered once for all who read it, and anew when anything of it may be otherwise."""

import gzip
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from reader.library.library import Library
from reader.web.rendering.kept_pages import BYTES_A_CHARACTER, KeptPages
from tests.speech.sounds import spoken_minutes, stored
from tests.stock import opened
from tests.web.listening import served

Asked = Callable[..., Response]


class Pages:
    """A page that counts how often it is rendered, each time with other words."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.id = stored(library, spoken_minutes(["議案を説明します。"]))
        self.rendered: Counter[str] = Counter()
        self.kept = KeptPages(library)
        self.app = Starlette(routes=[Route("/minutes/{session}", self.kept.of(self._page))])

    def _page(self, request: Request) -> Response:
        self.rendered[str(request.url)] += 1
        return HTMLResponse(f"<p>{self.rendered.total()}回目の頁</p>", headers={"Vary": "HX-Request, Cookie"})

    def get(self, query: str = "", base: str = "http://testserver", **headers: str) -> str:
        """The page's text."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = TestClient(self.app, base_url=base).get(f"/minutes/{self.id}{query}", headers=named)
        assert answer.status_code == 200
        assert answer.headers["vary"] == "HX-Request, Cookie, Accept-Encoding"
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        return str(answer.text)


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pages]:
    library = opened(tmp_path / "library.sqlite3", kept_characters=2_000)
    yield Pages(library)
    library.close()


def test_twenty_readers_have_it_rendered_once(pages: Pages) -> None:
    all_there = threading.Barrier(20)

    def read(_number: int) -> str:
        all_there.wait(60)
        return pages.get()

    with ThreadPoolExecutor(20) as readers:
        assert set(readers.map(read, range(20))) == {"<p>1回目の頁</p>"}


def test_what_a_page_hangs_on_makes_another_page(pages: Pages) -> None:
    first = pages.get()
    others = [
        pages.get("?show=role-member"),
        pages.get(base="http://other.example"),
        pages.get(Cookie="preferences=furigana=none"),
        pages.get(Cookie="preferences=type=40"),
        pages.get(HX_Request="true"),
        pages.get(HX_Request="true", HX_History_Restore_Request="true"),
    ]
    assert len({first, *others}) == 7
    assert pages.get() == first


@pytest.mark.slow
def test_a_page_that_is_there_does_not_wait_behind_those_that_are_not(
    tmp_path: Path, library: Library
) -> None:
    """More unmade ones are asked for at once than there are threads that serve pages, and none gets ready."""
    session = stored(library, spoken_minutes(["議案を説明します。"]))
    go = threading.Event()

    def page(request: Request) -> Response:
        if request.url.query:
            go.wait(120)
        return HTMLResponse("<p>頁</p>")

    app = Starlette(routes=[Route("/minutes/{session}", KeptPages(library).of(page))])
    with served(app) as address, ThreadPoolExecutor(60) as readers:
        place = f"{address}/minutes/{session}"
        assert httpx.get(place, timeout=60).status_code == 200
        waiting = [readers.submit(httpx.get, f"{place}?{n}", timeout=120) for n in range(60)]
        assert httpx.get(place, timeout=60).status_code == 200
        assert not any(answer.done() for answer in waiting)
        go.set()
        assert {answer.result().status_code for answer in waiting} == {200}


def test_a_correction_shows_at_once(pages: Pages) -> None:
    before = pages.get()
    with pages.library.writing() as connection:
        connection.exec_driver_sql("UPDATE session SET stamp = 'corrected'")
    after = pages.get()
    assert after != before
    assert pages.get() == after


def test_a_page_of_what_was_taken_out_is_gone(pages: Pages) -> None:
    pages.get()
    pages.library.remove(pages.id)
    client = TestClient(pages.app, raise_server_exceptions=False)
    assert client.get(f"/minutes/{pages.id}").status_code != 200


def test_who_takes_no_packed_pages_is_sent_the_same(pages: Pages) -> None:
    client = TestClient(pages.app)
    packed = client.get(f"/minutes/{pages.id}", headers={"Accept-Encoding": "gzip"})
    plain = client.get(f"/minutes/{pages.id}", headers={"Accept-Encoding": "identity"})
    assert (packed.headers["content-encoding"], plain.headers.get("content-encoding")) == ("gzip", None)
    assert packed.text == plain.text
    assert int(plain.headers["content-length"]) == len(plain.content)
    assert len(gzip.compress(plain.content, 6, mtime=0)) == int(packed.headers["content-length"])


@pytest.mark.slow
def test_a_flood_of_addresses_does_not_make_it_grow(pages: Pages) -> None:
    for number in range(300):
        pages.get(f"?show={number}")
        assert pages.kept.held_bytes <= 2_000 * BYTES_A_CHARACTER
    assert pages.kept.held_bytes > 0
