"""A visitor's own settings, and their end."""

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("type", ["40", "48", "32"]),
        ("theme", ["cream", "dark", "yellow", "white"]),
    ],
)
def test_each_touch_is_a_step_and_the_last_leads_to_the_first(
    visitor: TestClient, name: str, steps: list[str]
) -> None:
    for step in steps:
        assert visitor.post(f"/kiosk/preferences/{name}").json()[name] == step
        assert f'data-{name}="{step}"' in visitor.get("/kiosk/sessions").text


def test_furigana_asks_for_the_screen_again(visitor: TestClient) -> None:
    told = [visitor.post("/kiosk/preferences/furigana").json() for _ in range(3)]
    assert [answer["told"] for answer in told] == [
        "全部の漢字に、ふりがなを付けました。",
        "ふりがなを 消しました。",
        "むずかしい字に、ふりがなを付けました。",
    ]
    assert all(answer["again"] for answer in told)
    assert visitor.get(told[0]["say"]).status_code == 200


def test_the_cookie_lasts_no_longer_than_the_browser(visitor: TestClient) -> None:
    cookie = visitor.post("/kiosk/preferences/type").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Max-Age" not in cookie
    assert "expires" not in cookie.lower()


def test_a_spoilt_cookie_is_no_cookie(visitor: TestClient) -> None:
    visitor.cookies.set("kiosk", "type=999&theme=&furigana", path="/kiosk")
    assert 'data-type="32"' in visitor.get("/kiosk/sessions").text


def test_a_setting_that_is_not_there_is_not_found(visitor: TestClient) -> None:
    assert visitor.post("/kiosk/preferences/language").status_code == 404


def test_the_reset_takes_everything_of_this_visitor(visitor: TestClient) -> None:
    visitor.post("/kiosk/preferences/theme")
    answer = visitor.post("/kiosk/reset")
    assert answer.status_code == 204
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert "kiosk" not in visitor.cookies
    assert 'data-theme="white"' in visitor.get("/kiosk/sessions").text
