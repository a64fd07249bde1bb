"""Explanations said aloud: what one process of the server shows, any other can say."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reader.narration.prompts import Prompts
from reader.passages.annotator import Annotator
from reader.web.app import create_app
from reader.web.sound import prompt_sound
from tests.stock import opened
from tests.web.conftest import SEED
from tests.web.listening import served
from tests.web.sites import SETTINGS, Site, one, parsed, site, texts


@pytest.fixture
def many_silent(tmp_path: Path) -> Iterator[TestClient]:
    library = opened(tmp_path / "library.sqlite3")
    with TestClient(create_app(library, None, SETTINGS)) as client:
        yield client
    library.close()


def another_process(whole: Site, annotator: Annotator) -> TestClient:
    """The same site as a process sees it that has shown no page yet."""
    prompts = Prompts(whole.narrator, annotator, ())
    return TestClient(create_app(whole.library, whole.narrator, SETTINGS, prompts))


@pytest.mark.parametrize(
    ("page", "term", "folder"),
    [
        (SEED, "マイルストーン", f"{SEED}/glossary/"),
        (f"{SEED}/turns/3", "マイルストーン", f"{SEED}/glossary/"),
        (SEED, "KPI", "/glossary/"),
        ("/glossary", "KPI", "/glossary/"),
    ],
)
def test_what_is_explained_is_said_by_a_process_that_has_not_shown_it(
    tmp_path: Path, annotator: Annotator, seed: bytes, page: str, term: str, folder: str
) -> None:
    with site(tmp_path, annotator, seed) as whole:
        buttons = parsed(TestClient(whole.app), page).css("[data-say]")
        (address,) = [b.attributes["data-say"] or "" for b in buttons if f"（{term}）" in b.text()]
        assert address.startswith(folder)
        client = another_process(whole, annotator)
        said = client.get(address)
        assert (said.status_code, said.headers["content-type"]) == (200, "audio/mpeg")
        assert client.get(address, headers={"Range": "bytes=0-1"}).content == said.content[:2]
        assert client.get(address, headers={"If-None-Match": said.headers["etag"]}).status_code == 304


def test_nothing_is_said_that_no_list_explains(tmp_path: Path, annotator: Annotator, seed: bytes) -> None:
    with site(tmp_path, annotator, seed) as whole:
        client = TestClient(whole.app)
        buttons = parsed(client, SEED).css("[data-say]")
        (own,) = [a for b in buttons if "/minutes/" in (a := b.attributes["data-say"] or "")]
        elsewhere = own.removeprefix(SEED)
        for address in (elsewhere, f"{SEED}/glossary/{'0' * 24}.mp3", f"/minutes/0-9{elsewhere}"):
            assert client.get(address).status_code == 404


@contextmanager
def hanging(
    folder: Path, annotator: Annotator, page: bytes
) -> Iterator[tuple[str, list[str], threading.Event]]:
    """A server whose engine hangs: its address, those of explanations, and what lets it go on."""
    gate = threading.Event()
    with (
        site(folder, annotator, page, before=lambda text: gate.wait(120)) as whole,
        served(whole.app) as address,
    ):
        page_of_terms = LexborHTMLParser(httpx.get(f"{address}/glossary", timeout=60).text)
        said = [button.attributes["data-say"] for button in page_of_terms.css("[data-say]")]
        yield address, [f"{address}{url}" for url in said], gate
        gate.set()


def test_an_engine_that_hangs_is_told(
    tmp_path: Path, annotator: Annotator, seed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompt_sound, "_PATIENCE", 0.2)
    with hanging(tmp_path, annotator, seed) as (_, explanations, _gate):
        told = httpx.get(explanations[0], timeout=60)
        assert (told.status_code, told.text[:5]) == (503, "説明の声が")


@pytest.mark.slow
def test_pages_do_not_wait_behind_explanations(
    tmp_path: Path, annotator: Annotator, seed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More explanations asked for at once than there are threads that serve pages, and none can be said."""
    monkeypatch.setattr(prompt_sound, "_PATIENCE", 60.0)
    with (
        hanging(tmp_path, annotator, seed) as (address, explanations, gate),
        ThreadPoolExecutor(60) as listeners,
    ):
        answers = [listeners.submit(httpx.get, url, timeout=120) for url in explanations[:60]]
        assert httpx.get(f"{address}{SEED}", timeout=120).status_code == 200
        assert not any(answer.done() for answer in answers)
        gate.set()
        assert {answer.result().status_code for answer in answers} == {200}


def test_the_list_stands_in_the_order_of_kana_with_readings(
    tmp_path: Path, annotator: Annotator, seed: bytes
) -> None:
    with site(tmp_path, annotator, seed) as whole:
        client = TestClient(whole.app)
        client.cookies.set("preferences", "furigana=all")
        page = parsed(client, "/glossary")
    rows = [row.text().strip() for row in page.css("h2.glossary-row")]
    assert rows == [f"{kana}行" for kana in "あかさたなはまやらわ" if f"{kana}行" in rows]
    assert len(rows) > 7
    links = [link.attributes["href"] or "" for link in page.css(".glossary-rows a")]
    assert [one(page, link).text().strip() for link in links] == rows
    terms = {term.text(): term for term in page.css(".glossary__term")}
    (asked,) = [term for text, term in terms.items() if "諮問" in text]
    assert [part.text() for part in asked.css("rt")] == ["しもん"]
    of_row = [entry.text() for entry in page.css(f"{links[rows.index('さ行')]} + dl .glossary__term")]
    assert any("諮問" in text for text in of_row) and not any("答弁" in text for text in of_row)


def test_the_list_is_narrowed_to_what_is_typed(tmp_path: Path, annotator: Annotator, seed: bytes) -> None:
    with site(tmp_path, annotator, seed) as whole:
        client = TestClient(whole.app)

        def found(query: str) -> list[str]:
            return texts(parsed(client, f"/glossary?q={query}"), ".glossary__term")

        everything = found("")
        for query in ("諮問", "しもん", "シモン", "%E3%80%80諮問%E2%80%AE "):
            assert "諮問" in found(query) and len(found(query)) < len(everything) / 2, query
        assert found("諮問 しもん") == ["諮問"] and found("諮問 KPI") == [] != found("kpi")
        page = parsed(client, "/glossary?q=諮問")
        told = one(page, "#told")
        assert told.text().startswith(f"「諮問」の入った言葉が{len(found('諮問'))}")
        assert one(page, "#told a").attributes["href"] == "/glossary"
        assert one(page, "#q").attributes["value"] == "諮問"
        assert "ありません" in one(parsed(client, '/glossary?q="><b>'), "#told").text()
        part = client.get("/glossary?q=諮問", headers={"HX-Request": "true"}).text
        assert part.count('id="glossary"') == part.count('id="told"') == 1 and "<form" not in part


def test_without_a_voice_the_list_is_one(many_silent: TestClient) -> None:
    page = parsed(many_silent, "/glossary")
    assert page.css_first("h2.glossary-row") is None
    assert len(page.css(".glossary__term")) > 50
