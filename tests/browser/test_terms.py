"""Hard words: opened by a press, beneath their paragraph, closed by Escape, never on hover, off when not wanted."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import Axe
from tests.browser.pages import SEED, Open, Visit

CATCH_VOICES = """
  window.voices = [];
  const Voice = window.Audio;
  window.Audio = function (address) { const voice = new Voice(address); window.voices.push(voice); return voice; };
"""


def test_a_term_opens_beneath_its_paragraph_and_escape_folds_it(open_page: Open, axe: Axe) -> None:
    page = open_page(SEED)
    word = page.locator("summary", has_text="マイルストーンとは")
    word.hover()
    expect(page.get_by_text("プロジェクト進捗状況の中間地点（この会議録の説明）")).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("プロジェクト進捗状況の中間地点（この会議録の説明）")).to_be_visible()
    before = page.locator("p", has_text="マイルストーン(プロジェクト").first.bounding_box()
    after = word.bounding_box()
    assert before and after
    assert after["y"] >= before["y"] + before["height"] - 1
    assert axe.findings(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_text("プロジェクト進捗状況の中間地点（この会議録の説明）")).to_be_hidden()
    expect(word).to_be_focused()


def test_each_word_is_explained_once_on_a_page(open_page: Open) -> None:
    page = open_page(SEED)
    words = page.locator(".term__word").all_inner_texts()
    assert len(words) == len(set(words)) > 10


@pytest.mark.parametrize("script", [True, False])
def test_terms_open_without_script_too_and_can_be_switched_off(open_page: Open, script: bool) -> None:
    page = open_page(SEED, Visit(script=script))
    page.locator("summary", has_text="KPIとは").click()
    assert page.get_by_text("目標にどこまで近づいたかを測るための数字です。").is_visible()
    page.goto(page.url.replace(SEED, "/preferences"))
    page.locator('input[name="terms"][value="off"]').check()
    page.get_by_role("button", name="この設定にする").click()
    page.goto(page.url.split("/preferences")[0].rstrip("/") + SEED if SEED not in page.url else page.url)
    assert page.locator(".term").count() == 0


def test_an_explanation_is_said_on_request_and_the_reading_stops_for_it(open_page: Open) -> None:
    page = open_page(SEED, Visit(before=CATCH_VOICES))
    page.locator('[data-play="t4"]').click()
    page.wait_for_selector("#t4-1.is-spoken")
    page.locator("summary", has_text="KPIとは").click()
    assert page.evaluate("() => window.voices.length") == 0
    page.get_by_role("button", name="説明を聞く （KPI）").click()
    page.wait_for_function("() => window.voices[0]?.currentTime > 0.1")
    assert page.evaluate("() => document.querySelector('reader-player audio').paused")
    page.keyboard.press("Escape")
    page.wait_for_function("() => window.voices[0].paused")
    expect(page.locator("summary", has_text="KPIとは")).to_be_focused()
