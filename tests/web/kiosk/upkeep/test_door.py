"""Locked down from the server's side."""

import pytest
from starlette.testclient import TestClient

from tests.web.kiosk.kiosks import SCREENS, Kiosk, parsed

PAGE = {"accept": "text/html", "sec-fetch-mode": "navigate"}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/minutes/20211028-1",
        "/minutes/20211028-1.mp3",
        "/minutes/20211028-1/turns/1.mp3",
        "/minutes/20211028-1/passages/t1.mp3",
        "/preferences",
        "/search?q=DX",
        "/help",
        "/accessibility",
        "/kiosk/nowhere",
        "/kiosk/sessions/19990101-1",
        "/kiosk/sessions/20211028-1/passages/t9999",
        "/kiosk/sessions/20211028-1/passages/t1?by=speaker.だれか",
        "/kiosk/prompts/0000.mp3",
        "/kiosk/codes/x.svg",
        "/healthz",
    ],
)
def test_whoever_strays_is_led_home(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/kiosk")


def test_what_no_page_is_shown_for_is_not_found(visitor: TestClient) -> None:
    assert visitor.get("/kiosk/prompts/0000.mp3").status_code == 404
    assert visitor.get("/minutes/20211028-1.mp3").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/minutes/20211028-1/turns/1/report"),
        ("GET", "/minutes/20211028-1/turns/1/report"),
        ("POST", "/preferences"),
        ("GET", "/clips/0000.mp3"),
        ("GET", "/minutes/20211028-1/progress"),
        ("GET", "/t/20211028-1-2"),
        ("PUT", "/kiosk/sessions"),
        ("DELETE", "/kiosk/sessions/20211028-1"),
        ("POST", "/kiosk/sessions"),
    ],
)
def test_there_is_nothing_to_write_to_and_nothing_to_carry_off(
    visitor: TestClient, method: str, path: str
) -> None:
    assert visitor.request(method, path).status_code in (404, 405)


@pytest.mark.parametrize(
    "host", ["kiosk.example.jp", "127.0.0.1.example.jp", "example.jp:8000", "192.168.1.5", "[::2]:8000", ""]
)
def test_a_name_that_was_bent_to_this_machine_gets_nothing(whole: Kiosk, host: str) -> None:
    answer = whole.client.get("/kiosk/sessions", headers={"host": host})
    assert answer.status_code == 403
    assert "会議" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "127.0.0.1"])
def test_this_machines_own_names_are_answered(whole: Kiosk, host: str) -> None:
    assert whole.client.get("/kiosk/sessions", headers={"host": host}).status_code == 200


def test_another_name_for_this_machine_is_refused(whole: Kiosk) -> None:
    client = TestClient(whole.app, base_url="http://kiosk.example.jp")
    assert client.get("/kiosk").status_code == 403


@pytest.mark.parametrize("name", SCREENS)
def test_no_screen_leads_out(visitor: TestClient, name: str) -> None:
    page = parsed(visitor, SCREENS[name])
    for link in page.css("a"):
        assert (link.attributes["href"] or "").startswith("/kiosk"), link.html
        assert not {"target", "download"} & set(link.attributes)
    for form in page.css("form"):
        assert form.attributes["action"] == "/kiosk/staff"
    assert not page.css("input, textarea, select, iframe, [contenteditable], [onclick], [style]")
    assert all((node.attributes["src"] or "").startswith("/") for node in page.css("[src]"))


def test_answers_carry_the_policy(visitor: TestClient) -> None:
    headers = visitor.get("/kiosk/sessions").headers
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert headers["cache-control"] == "no-store"
