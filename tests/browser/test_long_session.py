"""A session of more turns than are shown at once: its portions come by themselves, and nothing that one does waits for them or is moved by them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from reader.passages.annotator import Annotator
from tests.browser.pages import still
from tests.browser.test_places import assert_in_sight
from tests.speech.sounds import PlainAnalyzer
from tests.web.listening import served
from tests.web.long_minutes import TURNS, long_minutes
from tests.web.sites import site

LONG = "/minutes/20251206-1"
IN_SIGHT = """id => { const box = document.getElementById(id)?.getBoundingClientRect();
  return Boolean(box) && box.top >= 0 && box.top < innerHeight && document.activeElement.id === id; }"""
KEYS = "() => [...document.querySelectorAll('article')].map(one => one.dataset.passage)"


@pytest.fixture
def page(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    """A phone before a server that holds the session."""
    with site(tmp_path, Annotator(PlainAnalyzer()), long_minutes()) as whole, served(whole.app) as base:
        context = browser.new_context(
            base_url=base, viewport={"width": 390, "height": 844}, reduced_motion="no-preference"
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        yield page
        context.close()
        assert not problems


def test_what_is_read_stays_where_it_is_while_the_rest_comes(page: Page) -> None:
    page.goto("/")
    page.goto(f"{LONG}#t200-1", wait_until="commit")
    page.wait_for_url(f"**{LONG}?portion=4#t200-1")  # where it stands; nobody comes back to the page between
    page.wait_for_function(IN_SIGHT, arg="t200-1")
    page.go_back()
    page.wait_for_url(lambda address: address.endswith("/"))
    page.go_forward()
    page.wait_for_function(IN_SIGHT, arg="t200-1")
    page.goto(f"{LONG}?portion=4#t180-2")
    assert_in_sight(page, "t180-2")
    page.goto(f"{LONG}#t130-99", wait_until="commit")  # it has no such sentence
    assert_in_sight(page, "t130")
    page.goto(f"{LONG}?portion=4#t180-2")
    assert_in_sight(page, "t180-2")
    page.locator("#t180").locator("xpath=ancestor::article").locator(".turn__way--next a").evaluate(
        "link => link.click()"
    )
    assert_in_sight(page, "t182")
    page.reload()
    assert_in_sight(page, "t182")
    page.locator("#t2").locator("xpath=ancestor::article").locator(".turn__way--next a").evaluate(
        "link => link.click()"
    )
    assert_in_sight(page, "t4")
    still(page)
    page.evaluate(
        "() => { window.print = () => { window.printed = document.querySelectorAll('article').length; }; }"
    )
    page.locator("[data-print]").first.evaluate("button => button.click()")
    page.wait_for_function("() => window.printed === 230")
    assert page.evaluate(KEYS) == [f"t{number}" for number in range(1, TURNS + 1)]


NEVER_LAID_OUT = """const later = window.setTimeout;
window.requestAnimationFrame = () => 0;
window.setTimeout = (does, after, ...more) => after >= 500 ? 0 : later(does, after, ...more);"""
"""The page's rest is laid out after a frame, or half a second (js/whole.js): here it never is."""


@pytest.mark.parametrize(("named", "number"), [("t200-1", 4), ("t120", 3)])
def test_what_the_address_names_is_asked_for_before_the_rest_is_laid_out(
    page: Page, named: str, number: int
) -> None:
    page.add_init_script(NEVER_LAID_OUT)
    with page.expect_request(re.compile(r"\?portion=")) as asked:
        page.goto(f"{LONG}#{named}", wait_until="commit")
    assert asked.value.url.partition("#")[0].endswith(f"?portion={number}")


def test_the_voice_goes_on_over_what_is_still_missing(page: Page) -> None:
    held: list[Route] = []
    page.route("**/20251206-1?portion=2", lambda route: held.append(route))
    page.goto(LONG)
    page.locator("#t50").locator("xpath=ancestor::article").locator("[data-play]").click()
    page.wait_for_function("() => document.querySelector('audio').ended")
    expect(page.locator("reader-player")).to_have_attribute("data-key", "t50")
    held[0].continue_()
    expect(page.locator("reader-player")).to_have_attribute("data-key", "t51")
