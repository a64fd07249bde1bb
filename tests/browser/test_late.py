"""What comes late: pressed before it is there, done when it is."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.pages import SEED, Open, OpenUnmade, Visit

HTMX = "**/vendor/htmx*"


def test_what_is_pressed_before_htmx_is_there_is_done_when_it_is(open_page: Open) -> None:
    """And where it does not come at all, the link goes its plain way."""
    page = open_page(SEED)
    held: list[Route] = []
    page.route(HTMX, lambda route: held.append(route))
    assert page.evaluate("() => 'htmx' in window") is False
    about = page.locator("article", has=page.locator("#t4")).locator("details.about")
    about.locator("summary").click()
    link = about.get_by_role("link", name="読み方がちがうとき")
    link.click()
    while not held:
        page.wait_for_timeout(20)
    assert page.url.endswith(SEED)
    held[0].continue_()
    expect(page.locator("#report-t4 form")).to_be_visible()
    assert page.url.endswith(SEED)
    # What is seen where it happened is told to ears alone: no line lies on the form.
    expect(page.locator("#status")).not_to_be_empty()
    assert page.locator("#status").evaluate("one => getComputedStyle(one).clipPath") == "inset(50%)"

    page = open_page(SEED)
    page.route(HTMX, lambda route: route.abort())
    about = page.locator("article", has=page.locator("#t4")).locator("details.about")
    about.locator("summary").click()
    about.get_by_role("link", name="読み方がちがうとき").click()
    page.wait_for_url(f"**{SEED}/turns/4/report")


def test_how_far_the_sound_is_is_told_until_it_is_made(open_unmade: OpenUnmade) -> None:
    page, voice = open_unmade(SEED)
    expect(page.locator(".progress__line")).to_contain_text("0 / ")
    assert page.evaluate("() => 'htmx' in window") is False
    page.locator('[data-play="t1"]').click()
    voice.speak_freely()
    expect(page.locator(".progress__line").filter(has_text="0 / ")).to_have_count(0)


LIES_ON = """(parts) => {
  const line = document.getElementById("status"), shown = line.getBoundingClientRect();
  if (!line.textContent || getComputedStyle(line).clipPath !== "none") return false;
  return [...document.querySelectorAll(parts)].map(one => one.getBoundingClientRect()).some(box =>
    box.left < shown.right && shown.left < box.right && box.top < shown.bottom && shown.top < box.bottom);
}"""


def _try_larger(page: Page) -> None:
    page.locator("input[name=type][value='32']").check()


def _filter(page: Page) -> None:
    page.locator("#show").select_option(index=1)
    page.get_by_role("button", name="えらんだ人だけにする").click()


def _search(page: Page) -> None:
    page.locator("#q").fill("会議")
    page.locator("#q").press("Enter")


def _touch_a_word(page: Page) -> None:
    page.locator(".report__word").first.click()


@pytest.mark.parametrize(
    ("path", "act", "told", "spoken_of"),
    [
        ("/preferences", _try_larger, "#status", ".trial"),
        (SEED, _filter, "#status", ".filter, .filter__outcome"),
        ("/search?q=デジタル", _search, "#count:focus", "#count, .found__text"),
        (f"{SEED}/turns/4/report", _touch_a_word, "#status", ".report"),
    ],
)
def test_no_message_lies_on_what_it_speaks_of(
    open_page: Open, path: str, act: Callable[[Page], None], told: str, spoken_of: str
) -> None:
    page = open_page(path, Visit(width=390, height=740))
    act(page)
    expect(page.locator(told)).to_contain_text(re.compile(r"\S"))
    expect(page.locator(spoken_of).first).to_be_visible()
    assert not page.evaluate(LIES_ON, spoken_of)
