"""Offline for good: no request leaves the box, and nothing waits for one."""

from playwright.sync_api import Route

from tests.browser.kiosk.conftest import Box
from tests.browser.kiosk.visits import Arrive
from tests.web.kiosk.kiosks import SCREENS


def test_with_every_other_host_blocked_nothing_is_missing(arrive: Arrive, box: Box) -> None:
    visitor = arrive()
    strangers: list[str] = []

    def only_here(route: Route) -> None:
        if route.request.url.startswith(box.address):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    visitor.page.context.route("**/*", only_here)
    for path in SCREENS.values():
        visitor.page.goto(path)
        visitor.page.wait_for_load_state("networkidle")
    visitor.page.goto(SCREENS["turn"])
    visitor.press("p")
    visitor.listens("t2")
    assert strangers == []
    assert visitor.page.evaluate("() => document.fonts.check('32px \"BIZ UDPGothic\"', '会議録')")


def test_a_screen_comes_at_once(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/sessions")
    times = []
    for name in ("session", "speakers", "turn", "board", "results", "help"):
        took = visitor.page.evaluate(
            "async (address) => { const from = performance.now(); await (await fetch(address)).text();"
            " return performance.now() - from }",
            SCREENS[name],
        )
        times.append(took)
    assert sorted(times)[len(times) // 2] < 500
