"""What a search found is heard by one button: a second press stops it, and so does another sentence or another search."""

from playwright.sync_api import Page, expect

from tests.browser.pages import Open, Visit
from tests.browser.test_terms import CATCH_VOICES

FOUND = "/search?q=デジタル"
ENDLESS = CATCH_VOICES.replace("window.voices.push(voice);", "voice.loop = true; window.voices.push(voice);")
PLAYING = "() => window.voices.map(voice => !voice.paused && !voice.ended)"


def _focused(page: Page) -> str:
    text: str = page.evaluate("() => document.activeElement.className")
    return text


def test_each_result_is_a_link_and_one_button_that_says_whose_words_it_plays(open_page: Open) -> None:
    page = open_page(FOUND)
    page.locator(".found__link").first.focus()
    for name in ("play-button", "found__link", "play-button", "found__link"):
        page.keyboard.press("Tab")
        assert name in _focused(page)
    speaker = (page.locator(".found__from").nth(1).get_attribute("aria-label") or "").split("・")[0]
    name = f"この文を聞く （2件目、{speaker}）"
    expect(page.get_by_role("button", name=name, exact=True)).to_have_count(1)


def test_it_sounds_when_pressed_and_stops_when_pressed_again(open_page: Open) -> None:
    page = open_page(FOUND, Visit("speed=1.5", before=ENDLESS))
    first, second = page.locator(".found button").nth(0), page.locator(".found button").nth(1)
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.voices[0]?.currentTime > 0", polling=50)
    assert page.evaluate("() => window.voices[0].playbackRate") == 1.5
    expect(first).to_contain_text("読み上げを止める")
    expect(first).to_be_focused()
    second.click()
    expect(first).to_contain_text("この文を聞く")
    expect(second).to_contain_text("読み上げを止める")
    assert page.evaluate(PLAYING)[0] is False
    second.click()
    expect(second).to_contain_text("この文を聞く")
    assert page.evaluate(PLAYING) == [False, False]
    assert page.locator("#status").inner_text() == ""


def test_a_sound_that_has_ended_can_be_heard_again(open_page: Open) -> None:
    page = open_page(FOUND, Visit(before=CATCH_VOICES))
    button = page.locator(".found button").first
    button.click()
    page.wait_for_function("() => window.voices[0]?.ended", polling=50)
    expect(button).to_contain_text("この文を聞く")
    button.click()
    page.wait_for_function("() => window.voices[1]?.currentTime > 0", polling=50)


def test_another_search_ends_the_sound_of_the_last_one(open_page: Open) -> None:
    page = open_page(FOUND, Visit(before=ENDLESS))
    page.locator(".found button").first.click()
    page.wait_for_function("() => window.voices[0]?.currentTime > 0", polling=50)
    page.locator("#q").fill("光回線")
    page.locator("#q").press("Enter")
    expect(page.locator(".found mark").first).to_have_text("光回線")
    assert page.evaluate(PLAYING) == [False]


def test_without_script_each_result_has_its_own_sound(open_page: Open) -> None:
    page = open_page(FOUND, Visit(script=False))
    assert page.locator(".found audio").count() == page.locator(".found").count() > 1
    assert page.locator(".found button:visible").count() == 0
