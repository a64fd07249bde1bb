"""The text that follows the sound, the lock screen, and the screen that is off."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import SEED, Open, Visit, still
from tests.browser.playing import state_of, until

CATCH_MEDIA_KEYS = """
  window.mediaKeys = {}; window.places = [];
  navigator.mediaSession.setActionHandler = (key, handler) => { window.mediaKeys[key] = handler; };
  navigator.mediaSession.setPositionState = place => window.places.push(place);
"""
CATCH_STEPS = """
  window.steps = [];
  const { scrollBy } = window;
  window.scrollBy = how => { window.steps.push(how.behavior); scrollBy.call(window, how); };
"""
SCREEN_OFF = """
  window.off = true;
  window.requestAnimationFrame = () => 0;
  Object.defineProperty(Document.prototype, "hidden", { get: () => window.off });
  Object.defineProperty(Document.prototype, "visibilityState", { get: () => (window.off ? "hidden" : "visible") });
"""
ABOVE_THE_PLAYER = """(spoken => {
  const top = spoken?.getBoundingClientRect().top;
  return 0 <= top && top <= player.getBoundingClientRect().top;
})(document.querySelector(".is-spoken"))"""


def test_the_text_is_followed_until_the_reader_scrolls(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t8"]').click()
    until(page, "it.spoken?.startsWith('t8-')")
    until(page, ABOVE_THE_PLAYER)
    page.mouse.move(300, 300)
    page.mouse.wheel(0, -3000)
    back = page.get_by_role("button", name="読み上げ位置に戻る")
    expect(back).to_be_visible()
    back.click()
    until(page, ABOVE_THE_PLAYER)


def test_where_nothing_is_to_move_the_text_is_followed_in_one_step(open_page: Open) -> None:
    page = open_page(SEED, Visit(motion=False, before=CATCH_STEPS))
    page.locator('[data-play="t8"]').evaluate("button => button.click()")  # from the top of the page
    until(page, "it.spoken?.startsWith('t8-') && window.steps.length > 0")
    assert set(page.evaluate("() => window.steps")) == {"instant"}
    until(page, ABOVE_THE_PLAYER)


def test_the_lock_screen_shows_who_speaks_and_steers(open_page: Open) -> None:
    page = open_page(SEED, Visit(before=CATCH_MEDIA_KEYS))
    page.locator('[data-play="t2"]').click()
    until(page, "!it.audio.paused && it.whole && window.places.length > 0")
    told = page.evaluate(
        "() => [navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artist]"
    )
    assert told == ["事務局、1回目", "令和3年度第2回長崎市DX推進委員会"]
    assert page.evaluate("() => navigator.mediaSession.playbackState") == "playing"
    assert page.evaluate("() => window.places.at(-1).duration") > 1
    press = "([key, detail]) => window.mediaKeys[key](detail)"
    page.evaluate(press, ["pause", {}])
    until(page, "it.audio.paused")
    page.evaluate(press, ["seekto", {"seekTime": 0.5}])
    until(page, "it.audio.currentTime === 0.5")
    page.evaluate(press, ["nexttrack", {}])
    until(page, "it.key === 't3'")
    page.evaluate(press, ["play", {}])
    until(page, "!it.audio.paused")
    page.evaluate(press, ["previoustrack", {}])
    until(page, "it.key === 't2'")


@pytest.mark.parametrize("own", ["touch", "key"])
def test_a_touch_or_a_key_suspends_following_and_a_press_follows_again(open_page: Open, own: str) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t8"]').click()
    until(page, "it.audio.currentTime > 0")
    back = page.get_by_role("button", name="読み上げ位置に戻る")
    expect(back).to_be_hidden()
    if own == "touch":
        page.evaluate(
            "() => document.querySelector('#t8').dispatchEvent(new TouchEvent('touchmove', { bubbles: true }))"
        )
    else:
        page.keyboard.press("PageUp")
    expect(back).to_be_visible()
    still(page)
    assert page.locator('[data-play="t8"]').evaluate("button => button === document.activeElement")
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    until(page, "it.key !== 't8' || it.audio.currentTime > 1.2")
    assert page.evaluate("() => scrollY") == 0
    back.click()
    until(page, ABOVE_THE_PLAYER)
    page.get_by_role("button", name="ほかの操作").click()
    page.get_by_label("読んでいる文を追いかける").uncheck()
    still(page)
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    heard = page.evaluate("() => document.querySelector('.is-spoken').id")
    until(page, f"it.spoken && it.spoken !== '{heard}'")
    assert page.evaluate("() => scrollY") == 0


def test_with_the_screen_off_it_goes_on_and_is_right_when_the_screen_comes_on(open_page: Open) -> None:
    page = open_page(SEED, Visit(before=SCREEN_OFF))
    page.locator('[data-play="t2"]').click()
    for key in ("t2", "t3"):
        until(page, f"it.key === '{key}' && it.audio.currentTime > 0.2")
        assert state_of(page)["current"] == [key]
    page.evaluate("() => { window.off = false; document.dispatchEvent(new Event('visibilitychange')); }")
    state = state_of(page)
    assert state["marked"][0].startswith(state["key"])


def test_the_mark_is_a_ground_and_a_bar_and_changes_no_size(open_page: Open) -> None:
    page = open_page(SEED)
    look = """() => { const sentence = document.getElementById("t4-1"), style = getComputedStyle(sentence);
      return [style.backgroundColor, style.boxShadow + style.borderInlineStart, style.fontSize, style.fontWeight,
        sentence.getBoundingClientRect().height]; }"""
    before = page.evaluate(look)
    page.locator('[data-play="t4"]').click()
    page.wait_for_selector("#t4-1.is-spoken")
    after = page.evaluate(look)
    assert before[0] != after[0] and before[1] != after[1]
    assert before[2:] == after[2:]


def test_at_400_percent_the_way_back_takes_no_more_than_a_quarter_of_the_screen(open_page: Open) -> None:
    page = open_page(SEED, Visit("type=48&furigana=all", 320, 256))
    page.locator('[data-play="t8"]').click()
    until(page, "it.audio.currentTime > 0")
    page.keyboard.press("PageUp")
    back = page.get_by_role("button", name="読み上げ位置に戻る")
    expect(back).to_be_visible()
    assert page.evaluate("() => document.querySelector('.player').offsetHeight") <= 64
    assert page.evaluate("() => document.querySelector('.player').scrollWidth") <= 320
    box = back.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320 and 47 <= box["height"] <= 60
