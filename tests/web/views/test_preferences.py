"""The reader's preferences: what a cookie may say, and the page that sets it."""

from dataclasses import fields
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reader.readings.furigana.levels import Level
from reader.web.http.qr_code import qr_svg
from reader.web.pages.preferences import local_path
from reader.web.views.preferences import CHOICES, Preferences, Theme, changed, from_cookie, to_query
from tests.web.sites import one, parsed, texts


def test_preferences_survive_the_cookie() -> None:
    kept = changed(Preferences(), {"type": "40", "theme": "yellow", "furigana": "all", "speed": "0.8"})
    assert kept == Preferences(type=40, theme=Theme.YELLOW, furigana=Level.ALL, speed=0.8)
    assert from_cookie(to_query(kept)) == kept


def test_everything_that_is_offered_can_be_kept() -> None:
    for name, values in CHOICES.items():
        for value in values:
            assert getattr(changed(Preferences(), {name: str(value)}), name) == value


@given(
    st.text(max_size=80)
    | st.builds(
        "{}={}".format,
        st.sampled_from([*CHOICES]),
        st.text(max_size=5) | st.sampled_from([str(v) for vs in CHOICES.values() for v in vs]),
    )
)
def test_a_spoilt_cookie_sets_only_what_it_says(cookie: str) -> None:
    read = from_cookie(cookie)
    assert from_cookie(to_query(read)) == read
    said = dict(parse_qsl(cookie))
    for field in fields(Preferences):
        if getattr(read, field.name) != getattr(Preferences(), field.name):
            assert str(getattr(read, field.name)) == said[field.name]


@pytest.mark.parametrize(
    "query", ["type=1000", "theme=<b>", "speed=nan", "speed=1e9", "type=24.0", "unknown=1"]
)
def test_what_has_no_meaning_changes_nothing(query: str) -> None:
    assert from_cookie(query) == Preferences()


def test_keeping_sets_a_cookie_and_goes_back(client: TestClient) -> None:
    form = {"type": "32", "theme": "cream", "back": "/minutes/20211028-1"}
    response = client.post("/preferences", data=form)
    client.cookies.clear()
    assert (response.status_code, response.headers["location"]) == (303, "/minutes/20211028-1")
    cookie = SimpleCookie(response.headers["set-cookie"])["preferences"]
    assert from_cookie(cookie.value) == Preferences(type=32, theme=Theme.CREAM)
    assert cookie["samesite"] == "lax"
    assert int(cookie["max-age"]) > 300 * 24 * 60 * 60


def test_one_setting_alone_leaves_the_others(client: TestClient) -> None:
    client.cookies.set("preferences", "type=32")
    response = client.post("/preferences", data={"speed": "0.6"})
    client.cookies.clear()
    assert response.status_code == 204
    assert from_cookie(SimpleCookie(response.headers["set-cookie"])["preferences"].value) == Preferences(
        type=32, speed=0.6
    )


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:1", "/a\nb", ""]
)
def test_nobody_is_sent_to_another_site(client: TestClient, back: str) -> None:
    assert local_path(back) == "/"
    response = client.post("/preferences", data={"back": back})
    client.cookies.clear()
    assert response.headers["location"] == "/"


def test_the_page_shows_what_the_address_carries_and_keeps_nothing(client: TestClient) -> None:
    response = client.get("/preferences?type=48&theme=dark&furigana=none&repeats=first")
    assert "set-cookie" not in response.headers
    page = parsed(client, "/preferences?type=48&theme=dark&furigana=none&repeats=first")
    checked = {node.attributes["name"]: node.attributes["value"] for node in page.css("input[checked]")}
    assert (checked["type"], checked["theme"], checked["furigana"]) == ("48", "dark", "none")
    assert checked["repeats"] == "first"
    preview = one(page, "#preview")
    assert (preview.attributes["data-type"], preview.attributes["data-theme"]) == ("48", "dark")
    assert one(page, "html").attributes["data-type"] == "24"
    link = one(page, ".share__link").attributes["href"] or ""
    assert "type=48" in link and "repeats=first" in link


def test_the_preview_is_a_sentence_of_real_minutes_with_its_furigana(client: TestClient) -> None:
    assert not parsed(client, "/preferences?furigana=none").css("#preview ruby")
    page = parsed(client, "/preferences?furigana=all")
    assert page.css("#preview ruby")
    assert len(texts(page, ".preview__text")[0]) >= 30


def test_the_sample_is_the_same_sentence_at_every_level(client: TestClient) -> None:
    samples = {
        texts(parsed(client, f"/preferences?furigana={level}&repeats={repeats}"), ".preview__text")[0]
        for level in ("none", "hard", "all")
        for repeats in ("every", "first")
    }
    assert len(samples) == 1


def test_settings_that_came_by_a_link_are_announced(client: TestClient) -> None:
    assert not parsed(client, "/preferences").css(".preferences__brought")
    assert parsed(client, "/preferences?type=48").css(".preferences__brought")


def test_the_link_for_a_relative_is_written_mailed_and_drawn(client: TestClient) -> None:
    page = parsed(client, "/preferences?type=48&theme=dark&back=/help")
    link = one(page, ".share__link").attributes["href"] or ""
    assert link.startswith("http://testserver/preferences?type=48&theme=dark&") and "back" not in link
    assert quote(link, safe="/") in (one(page, '[href^="mailto:"]').attributes["href"] or "")
    drawn = one(page, ".share__code img").attributes["src"] or ""
    assert client.get(drawn).text == qr_svg(link).decode()
    assert (
        client.get("/preferences/qr.svg?theme=<b>").text
        == qr_svg(f"http://testserver/preferences?{to_query(Preferences())}").decode()
    )


def test_htmx_is_given_the_preview_and_the_link_alone(client: TestClient) -> None:
    response = client.get("/preferences?furigana=all&type=40", headers={"HX-Request": "true"})
    assert response.text.strip().startswith('<section class="preview" id="preview"')
    block = LexborHTMLParser(response.text)
    assert "type=40" in (one(block, "#share .share__link").attributes["href"] or "")
    assert not block.css("h1, input")
    assert "HX-Request" in response.headers["vary"]


@pytest.mark.parametrize(("language", "tag"), [("ja", "ja"), ("easy", "ja"), ("en", "en")])
def test_the_interface_speaks_three_languages(client: TestClient, language: str, tag: str) -> None:
    client.cookies.set("preferences", f"language={language}")
    page = parsed(client, "/preferences")
    client.cookies.clear()
    assert one(page, "html").attributes["lang"] == tag
