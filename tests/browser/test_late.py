"""What comes late: pressed before it is there, done when it is."""

from playwright.sync_api import Route, expect

from tests.browser.pages import SEED, Open, OpenUnmade

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
