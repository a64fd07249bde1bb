"""Nothing that touches the disk is done by the thread that serves everybody: no asynchronous handler calls the library.

One resident's report that waited there for another process's write stopped all pages for half a minute.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route
from starlette.testclient import TestClient

from reader.library.database import Database
from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.speech.clips.cache import ClipCache
from reader.web.pages import writing
from tests.web.kiosk.kiosks import ADDRESS, PIN, kiosk
from tests.web.listening import served
from tests.web.sites import site

pytestmark = pytest.mark.slow  # whole sites are walked

SESSION = "20260514-1"
VALUES = {
    "session": SESSION,
    "number": "1",
    "number:int": "1",
    "speaker": "会長",
    "passage": "t2",
    "utterance": "t2-1",
    "key": "t2",
    "name": "type",
    "code": "1-2",
}
OWN = {"Sec-Fetch-Site": "same-origin"}
FORM = {"surface": "推進会議", "reading": "すいしんかいぎ", "pin": PIN, "type": "32", "back": "/"}


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What touched the disk in a thread that runs an event loop."""
    found: list[str] = []
    for owner, name in (
        (Database, "reading"),
        (Database, "writing"),
        (ClipCache, "read"),
        (ClipCache, "frames"),
        (ClipCache, "holding"),
    ):
        monkeypatch.setattr(owner, name, _watched(found, getattr(owner, name)))
    yield found


def _watched(found: list[str], method: Callable[..., Any]) -> Callable[..., Any]:
    def watched(*arguments: Any, **options: Any) -> Any:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return method(*arguments, **options)
        found.append(method.__qualname__)
        return method(*arguments, **options)

    return watched


def _address(path: str, more: dict[str, str]) -> str:
    for name, value in (VALUES | more).items():
        path = path.replace(f"{{{name}}}", value)
    return path


def _walk(app: Starlette, client: TestClient, more: dict[str, str]) -> set[int]:
    """Asks for every address with every method it takes; the answers' statuses."""
    routes: list[BaseRoute] = app.routes
    statuses = set()
    for route in routes:
        if isinstance(route, Route):
            for method in sorted(route.methods or ()):
                body = FORM if method == "POST" else None
                statuses.add(
                    client.request(method, _address(route.path, more), data=body, headers=OWN).status_code
                )
    return statuses


def test_no_handler_of_the_site_touches_the_disk_in_the_event_loop(
    tmp_path: Path, annotator: Annotator, sample: bytes, caught: list[str]
) -> None:
    with site(tmp_path, annotator, sample) as whole, TestClient(whole.app, follow_redirects=False) as client:
        for _ in range(2):  # what is made the first time is only read the second
            told = client.get("/glossary").text.partition("/glossary/")[2][:24]
            clip = whole.narrator.whole(whole.library.session(SESSION)).clips[0]
            assert {200, 202, 303, 404} >= _walk(whole.app, client, {"explanation": told, "key": clip})
    assert caught == []


def test_no_handler_of_the_kiosk_touches_the_disk_in_the_event_loop(
    tmp_path: Path, annotator: Annotator, sample: bytes, caught: list[str]
) -> None:
    with kiosk(tmp_path, annotator, sample) as whole:
        client = TestClient(whole.app, base_url=ADDRESS, follow_redirects=False)
        for _ in range(2):
            prompt = whole.prompts.say("はい。")
            assert 200 in _walk(whole.app, client, {"prompt": prompt})
    assert caught == []


def test_a_report_that_waits_for_another_writer_holds_nobody_up(
    tmp_path: Path, annotator: Annotator, sample: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty at once, more than there are threads that serve pages: they are told to try again, pages are shown."""
    monkeypatch.setattr(writing, "WRITER_SECONDS", 1.0)
    with site(tmp_path, annotator, sample) as whole, served(whole.app) as address:
        with closing(Library(whole.library.path)) as other, other.writing():
            all_sent = threading.Barrier(61)

            def send() -> httpx.Response:
                all_sent.wait(60)
                return httpx.post(
                    f"{address}/minutes/{SESSION}/turns/1/report", data=FORM, headers=OWN, timeout=120
                )

            with ThreadPoolExecutor(60) as residents:
                answers = [residents.submit(send) for _ in range(60)]
                all_sent.wait(60)
                assert httpx.get(f"{address}/minutes/{SESSION}", timeout=120).status_code == 200
                told = [answer.result() for answer in answers]
        refused = [answer for answer in told if answer.status_code == 503]
        assert all("続けてたくさん" in answer.text for answer in told if answer not in refused)
        assert refused
        assert all("少したってから" in answer.text for answer in refused)
        assert {answer.headers["retry-after"] for answer in refused} == {"10"}
        assert whole.library.reports() == ()
        again = httpx.get(f"{address}/minutes/{SESSION}/turns/1/report", timeout=60)
        assert again.status_code == 200
