"""With JavaScript off everything but the player works."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PAGES, SEED, Open, Visit

OFF = Visit(script=False)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_whole(open_page: Open, name: str) -> None:
    page = open_page(PAGES[name], OFF)
    assert page.locator("h1").count() == 1
    assert page.locator(".needs-script:visible").count() == 0


def test_turns_and_the_session_are_heard_by_the_browsers_own_controls(open_page: Open) -> None:
    page = open_page(SEED, OFF)
    assert page.locator("audio[controls]:visible").count() == 43
    first = page.locator("article audio").first
    assert first.get_attribute("aria-label") == "委員、1回目の発言の音声"
    assert first.get_attribute("src") == f"{SEED}/turns/1.mp3"


def test_links_lead_from_the_list_to_a_speakers_turns(open_page: Open) -> None:
    page = open_page("/", OFF)
    page.get_by_role("link", name="令和3年度第2回長崎市DX推進委員会").click()
    page.get_by_role("link", name=re.compile(r"^副委員長\s*、\s*読み")).click()
    page.wait_for_url("**/speakers/**")
    assert page.locator("h1").inner_text() == "副委員長の発言"
    page.get_by_role("link", name="副委員長の次の発言").first.click()
    page.wait_for_url("**#t5")
    assert page.evaluate("() => document.activeElement.id || location.hash") in ("t5", "#t5")


def test_preferences_are_tried_kept_and_come_back(open_page: Open) -> None:
    page = open_page(SEED, OFF)
    page.get_by_role("link", name="表示の設定").click()
    page.get_by_label("いちばん大きい").check()
    page.get_by_label("黒い紙に黄色い字").check()
    page.get_by_role("button", name="見本で確かめる").click()
    expect(page.locator("#preview")).to_have_attribute("data-type", "48")
    assert page.locator("html").get_attribute("data-type") == "24"
    page.get_by_role("button", name="この設定にする").click()
    page.wait_for_url(f"**{SEED}")
    assert page.locator("html").get_attribute("data-type") == "48"
    assert page.locator("html").get_attribute("data-theme") == "yellow"


def test_furigana_is_taken_off_with_one_press(open_page: Open) -> None:
    page = open_page(SEED, Visit("furigana=all", script=False))
    assert page.locator("ruby").count() > 100
    button = page.get_by_role("button", name="ふりがなを消す")
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(SEED)
    assert page.locator("ruby").count() == 0
