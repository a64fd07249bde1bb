"""Whose letters a page is in: the device's own from the first page to the last, ours where it has none or the reader wants them."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.pages import SEED, Open, Visit

WIDTHS = """() => [...document.querySelectorAll("h1, .turn__text p")].slice(0, 8).map(one => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return [...range.getClientRects()].map(box => Math.round(box.width * 10));
})"""
"""How wide each piece of some lines is: another letter shows in one of them at least."""

OURS_FIRST = """() => {
  const families = getComputedStyle(document.body).fontFamily;
  return families.indexOf("BIZ UDPGothic, ours") < families.indexOf("Hiragino Sans");
}"""

DRAWN = """() => document.fonts.ready.then(() => [...document.fonts].filter(one => one.status === "loaded").map(one => one.family.replaceAll(`"`, "")))"""


def _asked(page: Page) -> list[str]:
    """What is asked for from now on that is of our font."""
    asked: list[str] = []

    def look(request: Request) -> None:
        if "font" in request.url:
            asked.append(request.url)

    page.on("request", look)
    return asked


def _goes(page: Page, path: str) -> None:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path, wait_until="networkidle")


def test_a_device_writes_with_its_own_letters_on_every_page(open_page: Open) -> None:
    page = open_page("/healthz", Visit(font="device"))
    asked = _asked(page)
    _goes(page, SEED)
    first = page.evaluate(WIDTHS)
    _goes(page, "/")
    _goes(page, SEED)
    assert len(first) == 8 and page.evaluate(WIDTHS) == first
    assert page.evaluate("() => document.fonts.size") == 0
    assert asked == []


def test_a_device_without_letters_takes_ours_and_has_them_before_the_next_page(open_page: Open) -> None:
    page = open_page("/healthz", Visit(font="device", letters=False))
    asked = _asked(page)
    with page.expect_response("**/preferences"):
        _goes(page, SEED)
    page.wait_for_function("() => document.documentElement.style.getPropertyValue('--late')")
    assert "BIZ UDPGothic, late" in page.evaluate(DRAWN)
    assert any(address.endswith(".woff2") for address in asked)
    assert page.locator("link[href$='font.css']").count() == 0
    with page.expect_request("**/css/font.css") as listed:
        _goes(page, "/help")
    assert page.locator("head > link[href$='font.css']").count() == 1
    assert listed.value.resource_type == "stylesheet"
    kept = {one["name"]: one["value"] for one in page.context.cookies()}["preferences"]
    assert "font=ours" in kept and "furigana=hard" in kept, "nothing else that the reader wants is lost"


def test_the_reader_tries_our_letters_and_keeps_them(open_page: Open) -> None:
    page = open_page("/preferences?back=/help", Visit(font="device"))
    asked = _asked(page)
    page.locator(".preferences__more summary").click()
    ours, own = (page.locator(f"input[name=font][value={name}]") for name in ("ours", "device"))
    assert own.is_checked() and asked == [] and not page.evaluate(OURS_FIRST)
    before = page.evaluate(WIDTHS)
    ours.check()
    page.wait_for_function("() => document.documentElement.style.getPropertyValue('--late')")
    assert page.evaluate(WIDTHS) != before
    own.check()
    expect(page.locator("html")).to_have_attribute("data-font", "device")
    assert page.evaluate(WIDTHS) == before
    ours.check()
    page.get_by_role("button", name="この設定にする").click()
    page.wait_for_url("**/help")
    assert page.locator("html").get_attribute("data-font") == "ours" and page.evaluate(OURS_FIRST)
    page.reload(wait_until="networkidle")  # a slice that comes late is used from the next page on (font.css)
    assert "BIZ UDPGothic, ours" in page.evaluate(DRAWN)


@pytest.mark.parametrize("font", ["device", "ours"])
def test_without_a_script_nobody_is_left_without_letters(open_page: Open, font: str) -> None:
    page = open_page("/healthz", Visit(font=font, script=False))
    asked = _asked(page)
    with page.expect_request("**/*.woff2"):
        _goes(page, SEED)
    assert [address.rpartition("/")[2] for address in asked].count("font.css") == 1
