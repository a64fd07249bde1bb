"""How far the sound is: asked for quietly, and not asked for any more when it is done."""

import threading
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reader.passages.annotator import Annotator
from tests.web.sites import one, parsed, site

ADDRESS = "/minutes/20260514-1/progress"
HTMX = {"HX-Request": "true"}


def line(html: str, without: str) -> str:
    """What the line of progress says to those who are not given what the selector finds."""
    page = LexborHTMLParser(html)
    for node in page.css(without):
        node.decompose()
    return one(page, ".progress__line").text()


def test_it_counts_while_sound_is_made_and_then_stops_asking(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with site(tmp_path, annotator, sample) as whole, TestClient(whole.app) as client:
        session = whole.library.session("20260514-1")
        before = client.get(ADDRESS, headers=HTMX)
        assert f"音声の準備 0 / {len(session.passages)}（ほかも聞けます）" == line(
            before.text, ".visually-hidden"
        )
        assert 'data-hx-trigger="every 5s"' in before.text
        assert before.headers["cache-control"] == "no-store"
        whole.narrator.narrate(session, lambda progress: None, threading.Event())
        after = client.get(ADDRESS, headers=HTMX)
        assert "hx-get" not in after.text and "音声の準備はできています" in after.text


@pytest.mark.parametrize(
    ("language", "seen", "heard"),
    [
        ("ja", "音声の準備 0 / {}（ほかも聞けます）", "音声の準備、{}か所のうち0か所（ほかも聞けます）"),
        (
            "easy",
            "声の じゅんび 0 / {}（ほかも 聞けます）",
            "声の じゅんび、{}この うち 0こ（ほかも 聞けます）",
        ),
        (
            "en",
            "Sound being prepared 0 / {} (the others can be heard too)",
            "Sound being prepared, 0 of {} parts (the others can be heard too)",
        ),
    ],
)
def test_the_eye_gets_figures_and_the_ear_a_sentence(
    tmp_path: Path, annotator: Annotator, sample: bytes, language: str, seen: str, heard: str
) -> None:
    """A screen reader would say 「スラッシュ」, or a date; and whoever sees and hears is told nothing twice."""
    with site(tmp_path, annotator, sample) as whole, TestClient(whole.app) as client:
        total = len(whole.library.session("20260514-1").passages)
        told = client.get(ADDRESS, headers={**HTMX, "Cookie": f"preferences=language={language}"}).text
    assert line(told, ".visually-hidden, rt, rp") == seen.format(total)
    assert line(told, "[aria-hidden]") == heard.format(total)


def test_the_session_s_page_asks_for_it_and_it_is_a_page_without_htmx(client: TestClient) -> None:
    asking = one(parsed(client, "/minutes/20260514-1"), ".progress")
    assert asking.attributes["data-progress"] == ADDRESS
    assert one(parsed(client, ADDRESS), "h1").text() == "音声の準備"
    assert client.get("/minutes/0-99/progress").status_code == 404
