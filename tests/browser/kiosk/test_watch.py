"""When the server is gone, and when it comes back."""

from playwright.sync_api import Route

from tests.browser.kiosk.visits import Arrive
from tests.web.kiosk.kiosks import SEED


def test_a_lost_server_is_waited_for_and_the_screen_comes_back(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers")
    page = visitor.page
    gone = True

    def answer(route: Route) -> None:
        # as a connection that gives no answer; what a console would say of a refused one is not the page's error
        if gone:
            route.fulfill(status=204)
        else:
            route.continue_()

    page.context.route("**/kiosk/**", answer)
    page.context.route("**/healthz*", answer)
    visitor.touch("事務局")
    page.wait_for_selector("#trouble:not([hidden])")
    assert "少しお待ちください" in page.locator("#trouble").inner_text()
    gone = False
    page.wait_for_selector("#trouble[hidden]", state="attached", timeout=60_000)
    visitor.arrives("speakers")


def test_a_server_that_started_again_brings_a_new_page(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers")
    page = visitor.page
    page.evaluate("window.old = true")
    page.context.route("**/healthz*", lambda route: route.fulfill(json={"instance": "another"}), times=1)
    page.wait_for_function("() => !window.old", timeout=60_000)
    visitor.arrives("speakers")
