"""An answer is sent again without asking anybody, as long as the library's files lie there as they lay."""

import sqlite3
import threading
from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.web.http import kept_answers
from reader.web.http.kept_answers import may_be_kept
from reader.web.http.security import HEADERS, SafeApplication
from tests.web.sites import site

PAGE = "/minutes/20260514-1"


class Asked:
    """An application that counts how often it is really asked."""

    def __init__(self) -> None:
        self.mark: Hashable | None = "as it lies"
        self.times: Counter[str] = Counter()
        routes = [Route(path, self._answer) for path in ("/kept", "/anew", "/long", "/gone", "/stream")]
        self.client = TestClient(SafeApplication(glance=lambda: self.mark, routes=routes))

    def _answer(self, request: Request) -> Response:
        path = request.url.path
        self.times[path] += 1
        if path != "/anew":
            may_be_kept(request.scope)
        told = f"{self.times[path]}"
        if path == "/stream":
            return StreamingResponse(iter([told, told]))
        body = told * (kept_answers.LONGEST + 1) if path == "/long" else told
        return Response(body, 410 if path == "/gone" else 200, headers={"ETag": f'"{told}"'})

    def get(self, path: str = "/kept", **headers: str) -> str:
        """What is answered."""
        return str(self.client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()}).text)


@pytest.fixture
def asked() -> Asked:
    return Asked()


def test_the_same_is_sent_again_with_every_header(asked: Asked) -> None:
    first, second = asked.client.get("/kept"), asked.client.get("/kept")
    assert first.text == second.text == "1"
    assert first.headers == second.headers
    assert HEADERS.items() <= {name: second.headers[name] for name in HEADERS}.items()
    assert asked.get("/stream") == asked.get("/stream") == "11"


def test_what_an_answer_hangs_on_asks_anew(asked: Asked) -> None:
    asked.get()
    for number, more in enumerate(
        (
            {"Cookie": "preferences=type=40"},
            {"Accept_Encoding": "br"},
            {"Host": "other.example"},
            {"Range": "bytes=0-1"},
            {"HX_Request": "true"},
            {"HX_History_Restore_Request": "true"},
        ),
        start=2,
    ):
        assert asked.get(**more) == f"{number}"
    assert asked.get("/kept?show=1") == "8"
    assert asked.get() == "1"


@pytest.mark.parametrize("path", ["/anew", "/long", "/gone"])
def test_what_may_not_be_kept_is_asked_for_each_time(asked: Asked, path: str) -> None:
    asked.get(path)
    asked.get(path)
    assert asked.times[path] == 2


def test_a_library_that_lies_otherwise_is_asked(asked: Asked) -> None:
    asked.get()
    asked.mark = "otherwise"
    assert asked.get() == "2"
    asked.mark = None
    assert [asked.get(), asked.get()] == ["3", "4"]


def test_only_get_is_answered_so(asked: Asked) -> None:
    asked.get()
    assert asked.client.head("/kept").headers["etag"] == '"2"'


def test_who_has_the_answer_is_sent_none(asked: Asked) -> None:
    asked.get()
    answer = asked.client.get("/kept", headers={"If-None-Match": '"1"'})
    assert (answer.status_code, answer.text, asked.times["/kept"]) == (304, "", 1)
    assert "content-length" not in answer.headers
    assert answer.headers["etag"] == '"1"'


def test_after_some_seconds_what_the_library_does_not_know_is_asked(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_answers, "SECONDS", 0.0)
    asked.get()
    assert asked.get() == "2"


def test_a_flood_of_addresses_does_not_make_it_grow(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "MOST_BYTES", 20_000)
    few = Asked()
    for number in range(100):
        few.get(f"/kept?{number}")
    stack = few.client.app.middleware_stack  # type: ignore[attr-defined]
    assert 0 < stack.held_bytes <= 20_000


@pytest.fixture
def lying(tmp_path: Path, annotator: Annotator, sample: bytes) -> Iterator[tuple[TestClient, Library]]:
    with site(tmp_path, annotator, sample) as whole:
        yield TestClient(whole.app), whole.library


@pytest.mark.sqlite
def test_a_glance_sees_every_write_of_another_process(lying: tuple[TestClient, Library]) -> None:
    client, library = lying
    quiet = _glance_at_rest(library)
    assert library.glance() == quiet
    with closing(sqlite3.connect(library.path)) as other:
        for stamp in ("one", "two", "three"):
            other.execute("UPDATE session SET stamp = ?", (stamp,))
            other.commit()
            assert library.glance() is None, "so fresh that the next write might bear the same time"
            before, quiet = quiet, _glance_at_rest(library)
            assert quiet != before
    assert client.get(PAGE).status_code == 200


def test_what_was_removed_is_gone_at_once(lying: tuple[TestClient, Library]) -> None:
    client, library = lying
    _glance_at_rest(library)
    assert client.get(PAGE).status_code == client.get(PAGE).status_code == 200
    library.remove("20260514-1")
    assert client.get(PAGE).status_code == 410
    _glance_at_rest(library)
    assert client.get(PAGE).status_code == 410


def _glance_at_rest(library: Library) -> Hashable:
    """What is seen once the last write is no longer fresh."""
    rest = threading.Event()
    for _ in range(600):
        if (seen := library.glance()) is not None:
            return seen
        rest.wait(0.05)
    raise AssertionError("the library's files never came to rest")
