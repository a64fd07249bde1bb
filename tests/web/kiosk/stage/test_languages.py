"""The kiosk in the visitor's language: every screen, from the first touch until they are gone."""

import string

import pytest
from selectolax.lexbor import LexborHTMLParser

from reader.assets import asset_folder
from reader.web.views.preferences import Language
from reader.web.views.texts import catalogues
from tests.web.kiosk.kiosks import PIN, SCREENS, Kiosk

TEXTS = catalogues(asset_folder("templates") / "kiosk" / "texts")
OF_MINUTES = "[lang=ja], .kana, [data-part=version]"


def _places(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("language", list(Language))
def test_every_text_of_the_kiosk_exists_in_every_language_with_the_same_places(language: Language) -> None:
    japanese, other = TEXTS[Language.JAPANESE].entries, TEXTS[language].entries
    assert other.keys() == japanese.keys()
    for key, text in other.items():
        assert text.strip(), key
        if key not in ("kiosk.day", "kiosk.day_said"):
            assert _places(text) == _places(japanese[key]), key


def test_easy_texts_need_no_furigana() -> None:
    """They stand on cards and in attributes, which hold none."""
    kanji = {
        key for key, text in TEXTS[Language.EASY].entries.items() if any("㐀" <= c <= "鿿" for c in text)
    }
    assert {key for key in kanji if not key.startswith("kiosk.staff.")} == {
        "kiosk.day",
        "kiosk.day_said",
        "kiosk.language.ja",
    }


@pytest.mark.parametrize("screen", [name for name in SCREENS if name != "welcome"])
def test_in_english_only_the_minutes_are_japanese_and_are_marked_so(whole: Kiosk, screen: str) -> None:
    client = whole.client
    assert client.post("/kiosk/language/en").status_code == 204
    page = LexborHTMLParser(client.get(SCREENS[screen]).text)
    root = page.css_first("html")
    assert root is not None and root.attributes["lang"] == "en"
    for node in page.css(OF_MINUTES):
        node.decompose()
    body = page.css_first("body")
    assert body is not None
    left = "".join(body.text().split())
    assert not any("ぁ" <= c <= "ヿ" or "㐀" <= c <= "鿿" for c in left), left


def test_what_is_heard_in_english_is_what_is_heard_in_japanese(whole: Kiosk) -> None:
    """No voice speaks English here, and what is ready for one visitor is for the other."""
    client = whole.client
    for path in (
        "/kiosk/sessions",
        "/kiosk/help",
        SCREENS["speakers"],
        SCREENS["turn"],
        SCREENS["exchanges"],
    ):
        client.post("/kiosk/reset")
        japanese = _prompts(client.get(path).text)
        client.post("/kiosk/language/en")
        assert _prompts(client.get(path).text) == japanese, path
    assert japanese


def _prompts(html: str) -> list[str]:
    return [node.attributes["data-say"] or "" for node in LexborHTMLParser(html).css("[data-say]")]


def test_easy_japanese_is_said_as_it_is_shown(whole: Kiosk) -> None:
    client = whole.client
    client.post("/kiosk/language/easy")
    page = client.get("/kiosk/help").text
    assert (
        f"/kiosk/prompts/{whole.prompts.say(str(TEXTS[Language.EASY].entries['kiosk.help.title']))}.mp3"
        in page
    )


def test_it_is_gone_with_the_visitor_and_no_other_setting_changes(whole: Kiosk) -> None:
    client = whole.client
    client.post("/kiosk/preferences/type")
    client.post("/kiosk/language/easy")
    page = client.get("/kiosk/sessions").text
    assert 'data-type="40"' in page and "かいぎを えらぶ" in page
    told = client.post("/kiosk/preferences/theme").json()
    assert told["told"] == TEXTS[Language.EASY].entries["kiosk.theme.cream"]
    client.post("/kiosk/reset")
    assert "会議をえらぶ" in client.get("/kiosk/sessions").text


def test_the_staff_are_told_in_the_language_of_the_screen(whole: Kiosk) -> None:
    client = whole.client
    client.post("/kiosk/language/en")
    assert "That is not the PIN." in client.post("/kiosk/staff", data={"pin": "0000"}).text
    assert "Running since" in client.post("/kiosk/staff", data={"pin": PIN}).text


def test_a_language_that_is_none_changes_nothing(whole: Kiosk) -> None:
    client = whole.client
    assert client.post("/kiosk/language/klingon").status_code == 404
    assert "会議をえらぶ" in client.get("/kiosk/sessions").text
