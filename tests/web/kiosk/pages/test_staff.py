"""The staff's screen and the kiosk's health."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reader.settings.kiosk import KioskSettings
from reader.web.kiosk.app import create_kiosk
from reader.web.kiosk.pages.staff import TRIES
from tests.web.kiosk.kiosks import ADDRESS, PIN, Kiosk, parsed, settings, words
from tests.web.sites import AS_BROWSERS_SEND


@pytest.fixture
def fresh(whole: Kiosk, tmp_path: Path) -> TestClient:
    """A kiosk at which nobody has guessed yet."""
    app = create_kiosk(whole.library, whole.narrator, whole.prompts, settings(tmp_path))
    return TestClient(app, base_url=ADDRESS, follow_redirects=False, headers=AS_BROWSERS_SEND)


def test_the_pin_shows_how_the_kiosk_is(fresh: TestClient) -> None:
    assert "職員の画面" in words(parsed(fresh, "/kiosk/staff"), "h1")
    shown = fresh.post("/kiosk/staff", data={"pin": PIN}).text
    for name in ("版", "会議録", "2件", "音声の置き場", "最後の不具合", "ありません"):
        assert name in shown


def test_a_wrong_pin_shows_nothing(fresh: TestClient) -> None:
    shown = fresh.post("/kiosk/staff", data={"pin": "0000"}).text
    assert "番号がちがいます。" in shown
    assert "音声の置き場" not in shown


def test_guessing_closes_the_screen_even_to_the_right_pin(fresh: TestClient) -> None:
    for _ in range(TRIES):
        fresh.post("/kiosk/staff", data={"pin": "0000"})
    shown = fresh.post("/kiosk/staff", data={"pin": PIN}).text
    assert "しばらく使えません" in shown
    assert "音声の置き場" not in shown


def test_without_a_pin_there_is_no_staff_screen(whole: Kiosk, tmp_path: Path) -> None:
    app = create_kiosk(whole.library, None, None, settings(tmp_path, kiosk=KioskSettings()))
    client = TestClient(app, base_url=ADDRESS, follow_redirects=False, headers=AS_BROWSERS_SEND)
    assert client.get("/kiosk/staff", headers={"accept": "text/html"}).headers["location"] == "/kiosk"
    assert client.post("/kiosk/staff", data={"pin": ""}).status_code == 404


def test_healthz_tells_how_it_is_and_when_the_page_was_seen(fresh: TestClient) -> None:
    before = fresh.get("/healthz").json()
    assert (before["status"], before["sessions"], before["problem"]) == ("ok", 2, "")
    assert before["page_seen"] is None
    fresh.get("/healthz?page")
    after = fresh.get("/healthz").json()
    assert after["page_seen"] < 5
    assert after["instance"] == before["instance"]


def test_two_runs_of_the_server_can_be_told_apart(whole: Kiosk, fresh: TestClient) -> None:
    assert whole.client.get("/healthz").json()["instance"] != fresh.get("/healthz").json()["instance"]


def test_a_kiosk_without_a_voice_still_shows_everything(whole: Kiosk, tmp_path: Path) -> None:
    app = create_kiosk(whole.library, None, None, settings(tmp_path))
    client = TestClient(app, base_url=ADDRESS, follow_redirects=False, headers=AS_BROWSERS_SEND)
    page = parsed(client, "/kiosk/sessions/20211028-1/passages/t1?by=all")
    assert page.css_first("body").attributes["data-audio"] in ("", None)  # type: ignore[union-attr]
