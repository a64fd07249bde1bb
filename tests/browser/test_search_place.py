"""After 「さがす」 a phone shows what was found; search stays in a meeting; hits are headings, and the text leads from one to the next."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import Axe
from tests.browser.pages import SEED, Open, Visit
from tests.browser.test_places import PHONE, assert_in_sight, at_full_speed, settled, visit

FOCUSED = "() => document.activeElement.id"


def test_a_phone_shows_what_was_found(open_page: Open, axe: Axe) -> None:
    page = open_page("/search", visit(PHONE))
    page.locator("#q").fill("Wi-Fi")
    page.get_by_role("button", name="さがす", exact=True).click()
    expect(page.locator("#count")).to_contain_text("Wi-Fi")
    settled(page)
    assert page.evaluate(FOCUSED) == "count"
    box = page.locator(".found__link").first.bounding_box()
    assert box and 0 < box["y"] < PHONE[1] / 2 + 100
    at_full_speed(page)
    assert axe.findings(page) == []


@pytest.mark.parametrize(
    "preferences", ["furigana=hard", "furigana=all", "language=easy&furigana=all", "language=en"]
)
def test_an_address_of_a_search_shows_a_hit_without_scrolling(open_page: Open, preferences: str) -> None:
    """A link to a search, or one that was reloaded, begins at the page's top: the whole first hit is in sight there."""
    page = open_page("/search?q=Wi-Fi", Visit(preferences, *PHONE))
    box = page.locator(".found__from").first.bounding_box()
    assert box and box["y"] + box["height"] < PHONE[1]
    page = open_page("/", Visit(preferences, *PHONE))
    page.locator("#q").fill("Wi-Fi")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search?q=Wi-Fi#count")
    settled(page)
    link = page.locator(".found__link").first.bounding_box()
    assert link and 0 < link["y"] < PHONE[1] / 2 + 100


def test_without_script_the_address_leads_to_the_count(open_page: Open) -> None:
    page = open_page("/search", Visit(width=PHONE[0], height=PHONE[1], script=False))
    page.locator("#q").fill("Wi-Fi")
    page.locator("#q").press("Enter")
    page.wait_for_url("**#count")
    expect(page.locator("#count")).to_be_in_viewport()


def test_a_meeting_is_searched_and_its_hits_are_walked_through(open_page: Open, axe: Axe) -> None:
    page = open_page(SEED, visit(PHONE))
    box = page.locator(".index__search input[name=q]")
    box.fill("Wi-Fi")
    box.press("Enter")
    page.wait_for_url("**/search?in=20211028-1&q=Wi-Fi#count")
    expect(page.locator(".found-meeting")).to_have_count(1)
    headings = page.locator(".found h4").count()
    assert headings == page.locator(".found").count() > 5
    hashes = page.locator(".found__link").evaluate_all("links => links.map(link => link.hash)")
    page.locator(".found__link").nth(1).click()
    assert_in_sight(page, hashes[1][1:])
    way = page.locator("[data-next-hit]")
    expect(way).to_have_text(f"次の「Wi-Fi」へ（3／{len(hashes)}）")
    way.click()
    page.wait_for_url(f"**{hashes[2]}")
    assert_in_sight(page, hashes[2][1:])
    at_full_speed(page)
    assert axe.findings(page) == []


def test_one_meeting_is_left_for_all_again(open_page: Open) -> None:
    page = open_page("/search?q=デジタル")
    assert page.locator(".found-meeting").count() >= 1
    page.locator(".found-meeting__day a").first.click()
    expect(page.locator(".search__within")).to_be_visible()
    page.get_by_role("link", name="すべての会議でさがす").click()
    expect(page.locator(".search__within")).to_have_count(0)
