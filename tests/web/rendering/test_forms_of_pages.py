"""A kept page goes out in the best form that its reader takes, each with a tag of its own, and not at all to who has it."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import brotli
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.testclient import TestClient

from reader.importing.importer import Importer
from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.web.rendering.kept_pages import KeptPages
from tests.speech.sounds import spoken_minutes, stored
from tests.stock import opened
from tests.web.sites import site

TEXT = "会議録" * 400
Ask = Callable[..., Response]


async def _answered(answer: Awaitable[Response]) -> Response:
    return await answer


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Asks for a page of a session with these headers."""
    library = opened(tmp_path / "library.sqlite3")
    session = stored(library, spoken_minutes(["議案を説明します。"]))
    handler = KeptPages(library).of(lambda _request: HTMLResponse(TEXT, headers={"Vary": "Cookie"}))

    def asked(**headers: str) -> Response:
        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http", "method": "GET", "path": f"/minutes/{session}", "query_string": b"", "headers": raw,
            "server": ("testserver", 80), "scheme": "http", "path_params": {"session": session},
        }  # fmt: skip
        return asyncio.run(_answered(handler(Request(scope))))

    yield asked
    library.close()


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP, br;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("*", "br"),
        ("br;q=x, gzip", "gzip"),
    ],
)
def test_the_reader_gets_the_best_form_they_take(ask: Ask, accepted: str, form: str | None) -> None:
    answer = ask(accept_encoding=accepted)
    assert answer.headers.get("content-encoding") == form
    unpack = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}[form]
    assert unpack(bytes(answer.body)).decode() == TEXT
    assert int(answer.headers["content-length"]) == len(answer.body)
    tag = answer.headers["etag"]
    again = ask(accept_encoding=accepted, if_none_match=f'"x", {tag}')
    assert (again.status_code, again.body, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["vary"] == answer.headers["vary"] == "Cookie, Accept-Encoding"


def test_each_form_has_its_own_tag(ask: Ask) -> None:
    tags = {form: ask(accept_encoding=form).headers["etag"] for form in ("", "gzip", "br")}
    assert len(set(tags.values())) == 3
    assert ask(accept_encoding="br", if_none_match=tags["gzip"]).status_code == 200
    assert ask(accept_encoding="br", if_none_match="*").status_code == 304


def test_a_page_that_is_asked_for_again_is_packed_tight_for_those_who_come_after(ask: Ask) -> None:
    first = ask(accept_encoding="br")
    again = ask(accept_encoding="br")
    assert (again.body, again.headers["etag"]) == (first.body, first.headers["etag"])
    assert first.background is None and again.background is not None  # nobody waits for it
    asyncio.run(again.background())
    tight = ask(accept_encoding="br")
    assert tight.background is None
    assert len(tight.body) < len(first.body) and brotli.decompress(bytes(tight.body)).decode() == TEXT
    assert tight.headers["etag"] != first.headers["etag"]
    assert ask(accept_encoding="gzip").background is None
    for one in (first, tight):  # the same page: who has either is sent none
        same = ask(accept_encoding="br", if_none_match=one.headers["etag"])
        assert (same.status_code, same.headers["etag"]) == (304, one.headers["etag"])


def test_nobody_is_sent_the_quick_form_again_once_there_is_a_tighter_one(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    """Answers are kept as they were sent, too (``KeptAnswers``): one that is not the last form is not."""
    with site(tmp_path, annotator, sample) as whole:
        client = TestClient(whole.app)
        first, again, *after = (
            client.get(PATHS[0], headers={"Accept-Encoding": "br"}).headers["etag"] for _ in range(4)
        )
    assert first == again
    assert ["tight" in tag for tag in (first, *after)] == [False, True, True]


PATHS = ("/minutes/20260514-1", "/minutes/20260514-1/turns/2", "/minutes/20260514-1/speakers/委員")


def test_pages_of_a_session_follow_the_library_and_the_preferences(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with site(tmp_path, annotator, sample) as whole, TestClient(whole.app) as client:
        first = {path: client.get(path) for path in PATHS[:2]}
        for path, answer in first.items():
            same = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
            assert (same.status_code, same.text) == (304, "")
            assert same.headers["content-security-policy"] == answer.headers["content-security-policy"]
            stranger = {"Cookie": "preferences=name%3DHanako; session=secret"}
            assert client.get(path, headers=stranger).headers["etag"] == answer.headers["etag"]
            for wish in ("furigana=all", "type=48", "language=en", "theme=dark", "speed=0.8"):
                other = client.get(path, headers={"Cookie": f"preferences={wish}"})
                assert other.headers["etag"] != answer.headers["etag"], wish
        elsewhere = Importer(Library(whole.library.path), annotator)
        changed = sample.decode().replace("無料です", "二百円です").replace("有料です", "二百円です")
        assert changed.encode() != sample
        elsewhere.import_bytes(changed.encode(), "0.txt", "/0.txt")
        fresh = client.get(PATHS[0])
        assert fresh.headers["etag"] != first[PATHS[0]].headers["etag"]
        assert "二百円" in fresh.text.replace("</ruby>", "")
        elsewhere.library.remove("20260514-1")
        assert [client.get(path).status_code for path in PATHS] == [410] * 3
        elsewhere.library.close()
