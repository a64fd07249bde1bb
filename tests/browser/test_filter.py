"""The filter by speaker: without a reload, without losing the focus, and told."""

from playwright.sync_api import expect

from tests.browser.axe import Axe
from tests.browser.pages import SEED, Open, Visit


def test_one_speakers_turns_are_left_and_told(open_page: Open, axe: Axe) -> None:
    page = open_page(SEED)
    page.evaluate("() => { window.same = true; }")
    page.get_by_label("読む人をえらぶ").select_option("speaker-副委員長")
    button = page.get_by_role("button", name="えらんだ人だけにする")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h3")).to_have_count(4)
    expect(page.get_by_role("status")).to_have_text("えらんだ発言だけを表示しています（4回）。")
    expect(button).to_be_focused()
    assert "show=speaker-" in page.url
    assert page.evaluate("() => window.same")
    assert axe.findings(page) == []


def test_going_back_shows_everything_again(open_page: Open) -> None:
    page = open_page(SEED)
    page.get_by_label("読む人をえらぶ").select_option("role-chair")
    page.get_by_role("button", name="えらんだ人だけにする").click()
    expect(page.locator("h3")).to_have_count(2)
    page.go_back()
    expect(page.locator("h3")).to_have_count(42)
    expect(page.locator("h1")).to_have_count(1)


def test_the_same_without_script(open_page: Open) -> None:
    page = open_page(SEED, Visit(script=False))
    page.get_by_label("読む人をえらぶ").select_option("speaker-副委員長")
    page.get_by_role("button", name="えらんだ人だけにする").click()
    expect(page.locator("h3")).to_have_count(4)
    page.get_by_role("link", name="全員の発言に戻す").click()
    expect(page.locator("h3")).to_have_count(42)


def test_what_plays_goes_on_among_the_turns_that_are_left(open_page: Open) -> None:
    page = open_page(f"{SEED}?show=speaker-副委員長")
    page.locator('[data-play="t3"]').click()
    page.wait_for_function("() => document.querySelector('reader-player').dataset.key === 't5'")
