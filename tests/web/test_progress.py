"""How far the sound is: asked for quietly, and not asked for any more when it is done."""

import threading
from pathlib import Path

from starlette.testclient import TestClient

from reader.annotator import Annotator
from tests.web.sites import one, parsed, site

ADDRESS = "/minutes/20260514-1/progress"
HTMX = {"HX-Request": "true"}


def test_it_counts_while_sound_is_made_and_then_stops_asking(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with site(tmp_path, annotator, sample) as whole, TestClient(whole.app) as client:
        session = whole.library.session("20260514-1")
        before = client.get(ADDRESS, headers=HTMX)
        assert f"{len(session.passages)}か所のうち0か所" in before.text
        assert 'data-hx-trigger="every 5s"' in before.text
        assert before.headers["cache-control"] == "no-store"
        whole.narrator.narrate(session, lambda progress: None, threading.Event())
        after = client.get(ADDRESS, headers=HTMX)
        assert "hx-get" not in after.text and "音声の準備はできています" in after.text


def test_the_session_s_page_asks_for_it_and_it_is_a_page_without_htmx(client: TestClient) -> None:
    asking = one(parsed(client, "/minutes/20260514-1"), "[data-hx-trigger=load]")
    assert asking.attributes["data-hx-get"] == ADDRESS
    assert one(parsed(client, ADDRESS), "h1").text() == "音声の準備"
    assert client.get("/minutes/0-99/progress").status_code == 404
