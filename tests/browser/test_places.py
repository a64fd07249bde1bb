"""Every way to a place leads there: with motion allowed, on a slow processor, at the size of a phone, a desk and a kiosk.

What is measured is the distance in CSS px from the top of the window to the first line of what was wanted.
"""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import WHOLE
from tests.browser.pages import SEED, Open, Visit, still

PHONE, DESK, KIOSK = (390, 844), (1280, 800), (1080, 1920)
SIZES = pytest.mark.parametrize("size", [PHONE, DESK, KIOSK], ids=["phone", "desk", "kiosk"])
NEAR = 80
"""px: the scroll padding of 24 with a line of text."""

SIGHT = """id => {
  const wanted = id ? document.getElementById(id) : document.querySelector(":target");
  if (!wanted) return null;
  const box = wanted.getClientRects()[0];
  const player = document.querySelector(".player");
  const foot = player && getComputedStyle(player).position === "sticky" ? player.getBoundingClientRect().top : innerHeight;
  const left = document.documentElement.scrollHeight - innerHeight - scrollY;
  return { top: box.top, foot, left };
}"""


def visit(size: tuple[int, int], preferences: str = "furigana=hard") -> Visit:
    """A reader before a processor four times slower."""
    return Visit(preferences, *size, slow=4)


def at_full_speed(page: Page) -> None:
    """From now on on the processor that there is: for what takes long and does not ask how things move."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 1})


def settled(page: Page) -> None:
    """The page is whole, and nothing moves any more."""
    page.wait_for_selector(WHOLE, state="attached")
    still(page)


def assert_in_sight(page: Page, id_: str | None = None, near: int = NEAR) -> None:
    """What is wanted begins at the top of the window, or as near to it as the end of the page lets it."""
    settled(page)
    seen = page.evaluate(SIGHT, id_)
    assert seen is not None, page.url
    assert -1 <= seen["top"] < seen["foot"], (page.url, seen)
    assert seen["top"] <= near or seen["left"] <= 1, (page.url, seen)


@pytest.mark.parametrize("size, hit", [(PHONE, 0), (PHONE, 11), (DESK, 5), (KIOSK, 9)])
def test_a_hit_of_a_search_opens_at_its_sentence(open_page: Open, size: tuple[int, int], hit: int) -> None:
    page = open_page("/search?q=Wi-Fi", visit(size))
    assert page.evaluate("() => matchMedia('(prefers-reduced-motion: no-preference)').matches")
    link = page.locator(f'.found__link[href^="{SEED}#"]').nth(hit)
    wanted = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    page.wait_for_url(f"**{SEED}#{wanted}")
    assert_in_sight(page, wanted)
    assert page.evaluate("() => document.activeElement.id") == wanted


@SIZES
def test_crumb_code_and_an_address_of_another_page_open_at_their_turn(
    open_page: Open, size: tuple[int, int]
) -> None:
    page = open_page(f"{SEED}/turns/30", visit(size))
    page.locator(".crumb a").click()
    page.wait_for_url("**#t30")
    assert_in_sight(page, "t30")
    page.goto(page.url.replace(f"{SEED}#t30", "/t/20211028-1-31"))
    assert_in_sight(page, "t31")
    page.goto(page.url.partition("/minutes")[0] + f"{SEED}#t22-1")
    assert_in_sight(page, "t22-1")


@SIZES
def test_a_sentence_that_is_not_there_opens_at_its_turn(open_page: Open, size: tuple[int, int]) -> None:
    """An address of yesterday, when the turn had more sentences, or one that was typed."""
    page = open_page(f"{SEED}#t30-98", visit(size))
    assert_in_sight(page, "t30")
    assert page.evaluate("() => document.activeElement.id") == "t30"
    page.evaluate("() => { location.hash = 't12-99'; }")
    page.wait_for_url("**#t12")
    assert_in_sight(page, "t12")
    page.go_back()
    page.wait_for_url("**#t30")
    assert_in_sight(page, "t30")
    page.goto(page.url.partition("#")[0] + "/turns/30#t30-98")
    assert_in_sight(page, "t30")


@SIZES
def test_the_agenda_and_the_ways_between_turns_lead_there(open_page: Open, size: tuple[int, int]) -> None:
    page = open_page(SEED, visit(size))
    agenda = page.locator(".index__link").last
    wanted = (agenda.get_attribute("href") or "").removeprefix("#")
    agenda.click()
    assert_in_sight(page, wanted)
    way = page.locator("#t9").locator("xpath=ancestor::article").locator(".turn__way--next a")
    wanted = (way.get_attribute("href") or "").removeprefix("#")
    way.evaluate("link => { link.scrollIntoView({ behavior: 'instant' }); link.click(); }")
    assert_in_sight(page, wanted)


@SIZES
def test_back_and_forward_show_again_what_was_seen(open_page: Open, size: tuple[int, int]) -> None:
    page = open_page(SEED, visit(size))
    settled(page)
    page.evaluate("() => { document.getElementById('t25').scrollIntoView({ behavior: 'instant' }); }")
    settled(page)
    page.locator("#t25").locator("xpath=ancestor::article").locator(
        ".about a[href*='/turns/25']:not([href$='/report'])"
    ).first.evaluate("link => link.click()")
    page.wait_for_url("**/turns/25")
    page.go_back()
    assert_in_sight(page, "t25")
    page.go_forward()
    page.wait_for_url("**/turns/25")
    page.go_back()
    assert_in_sight(page, "t25")
    page.reload()
    assert_in_sight(page, "t25")


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_other_settings_come_back_to_the_turn_that_was_read(open_page: Open, size: tuple[int, int]) -> None:
    page = open_page(SEED, visit(size))
    settled(page)
    page.evaluate("() => { document.getElementById('t20').scrollIntoView({ behavior: 'instant' }); }")
    settled(page)
    page.locator(".site-header a[href^='/preferences']").evaluate("link => link.click()")
    page.wait_for_url("**/preferences?*")
    page.locator("input[name=type][value='40']").check(force=True)
    page.get_by_role("button", name="この設定にする").click()
    page.wait_for_url("**#t20")
    assert page.locator("html").get_attribute("data-type") == "40"
    assert_in_sight(page, "t20")
