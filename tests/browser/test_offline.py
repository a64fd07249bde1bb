"""A session is kept on the device when that is asked for, plays without a network, and goes when the library has it no more."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from reader.passages.annotator import Annotator
from tests.web.listening import served
from tests.web.sites import Site, site

SESSION = "20260514-1"
PAGE = f"/minutes/{SESSION}"
HELD = "async () => (await caches.keys()).length"
PLAYS = "() => { const sound = document.querySelector('audio'); return sound && !sound.paused && sound.currentTime > 0 }"


@pytest.fixture
def made(tmp_path: Path, annotator: Annotator, sample: bytes) -> Iterator[Site]:
    """A site whose sound is all made."""
    with site(tmp_path, annotator, sample, seconds=0.4) as whole:
        whole.narrator.narrate(whole.library.session(SESSION), lambda done: None, threading.Event())
        yield whole


SLOW_CACHES = """const has = caches.has.bind(caches);
const looked = new Promise(done => { globalThis.look = done; });
caches.has = async name => (await looked, has(name));"""


def test_nothing_can_be_pressed_before_it_is_known_what_is_held(made: Site, browser: Browser) -> None:
    with served(made.app) as address:
        context = browser.new_context(base_url=address, reduced_motion="reduce")
        context.set_default_timeout(20_000)
        context.add_init_script(SLOW_CACHES)
        page = context.new_page()
        with page.expect_response("**/offline/main.js"):
            page.goto(PAGE)
            page.locator("#share").scroll_into_view_if_needed()
        page.wait_for_function("() => customElements.get('reader-player')")
        assert page.locator('[data-do="ask"]').is_disabled()
        page.evaluate("() => look()")
        page.wait_for_selector('[data-do="ask"]:enabled')
        context.close()


NO_CACHES = """for (const does of ["has", "open", "keys"])
  caches[does] = async () => { throw new DOMException("no", "SecurityError"); };"""


def test_a_browser_that_keeps_nothing_says_so_when_it_is_asked_to(made: Site, browser: Browser) -> None:
    with served(made.app) as address:
        context = browser.new_context(base_url=address)
        context.set_default_timeout(20_000)
        context.add_init_script(NO_CACHES)
        page = context.new_page()
        page.goto(PAGE)
        page.locator("#share").scroll_into_view_if_needed()
        page.locator('[data-do="ask"]').click()
        page.locator('[data-do="keep"]').click()
        page.wait_for_function(
            "() => { const box = document.querySelector('[data-offline]');"
            " return box.querySelector('[data-part=told]').textContent === box.dataset.trouble; }"
        )
        context.close()


def _kept(page: Page) -> None:
    page.locator("#share").scroll_into_view_if_needed()  # what keeps comes as the reader comes near it
    page.locator('[data-do="ask"]').click()
    page.wait_for_selector('[data-do="keep"]:not([hidden])')
    assert "MB" in page.locator("[data-offline] [data-part=told]").inner_text()
    assert page.evaluate(HELD) == 0, "nothing is kept before it was asked for"
    page.locator('[data-do="keep"]').click()
    page.wait_for_selector('[data-do="remove"]:not([hidden])')


def test_a_session_is_kept_played_without_a_network_and_let_go(made: Site, browser: Browser) -> None:
    with served(made.app) as address:
        context = browser.new_context(base_url=address, reduced_motion="reduce")
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(PAGE)
        assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
        _kept(page)
        page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        page.reload()  # from now on the worker answers for the page
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    # The server is gone: whatever is shown now comes from the device.
    page.goto(PAGE)
    assert page.locator("h3.turn__speaker").count() > 10
    page.wait_for_selector("html.is-whole")
    page.locator("[data-play]").first.click()
    page.wait_for_function(PLAYS)
    page.goto("/search")
    assert page.locator(".kept__line a").get_attribute("href") == PAGE
    page.locator(".kept__line button").click()
    page.wait_for_selector("#kept-none:not([hidden])")
    assert page.evaluate(HELD) == 0
    context.close()


def test_what_was_changed_is_taken_anew_and_what_was_withdrawn_leaves_the_device(
    made: Site, browser: Browser
) -> None:
    with served(made.app) as address:
        context = browser.new_context(base_url=address, reduced_motion="reduce")
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(PAGE)
        _kept(page)
        page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        page.reload()
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        listed = f"async () => (await (await caches.match('{PAGE}/offline.json')).json()).state"
        before = page.evaluate(listed)
        with made.library.writing() as connection:
            connection.exec_driver_sql("UPDATE session SET stamp = 'corrected'")
        renewed = page.evaluate(
            f"async () => (await fetch('{PAGE}/offline.json', {{ cache: 'no-store' }})).json().then(one => one.state)"
        )
        assert renewed != before
        page.goto("/help")  # every page that is opened with a network has the worker look
        page.wait_for_function(
            f"async (state) => (await (await caches.match('{PAGE}/offline.json'))?.json())?.state === state",
            arg=renewed,
        )
        made.library.remove(SESSION)
        assert page.goto(PAGE).status == 410  # type: ignore[union-attr]
        page.wait_for_function("async () => !(await caches.keys()).length")
        context.close()
