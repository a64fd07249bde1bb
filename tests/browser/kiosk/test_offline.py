"""Offline for good: no request leaves the box, neither the browser's nor the server's."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Error, Route

from reader.kiosk.browser import FLAGS
from tests.browser.kiosk.conftest import Box
from tests.browser.kiosk.visits import Arrive
from tests.chromium import FLAGS as TEST_FLAGS
from tests.chromium import executable
from tests.web.kiosk.kiosks import SCREENS

LOOPBACK = ("127.0.0.1", "::1")


def test_with_every_other_host_blocked_nothing_is_missing(arrive: Arrive, box: Box) -> None:
    visitor = arrive()
    strangers: list[str] = []

    def refused(route: Route) -> None:
        strangers.append(route.request.url)
        route.abort()

    visitor.page.context.route(re.compile(f"^(?!{re.escape(box.address)}/)"), refused)
    with _connections() as asked:
        for path in SCREENS.values():
            visitor.page.goto(path)
        visitor.page.goto(SCREENS["turn"])
        visitor.page.evaluate(
            "document.getElementById('minutes').loop = true"
        )  # heard until it was looked at
        visitor.press("p")
        visitor.listens("t2")
    assert strangers == []
    assert asked == []
    assert visitor.page.evaluate("() => document.fonts.check('32px \"BIZ UDPGothic, ours\"', '会議録')")


def test_the_kiosks_browser_knows_no_other_name(browser: Browser, box: Box) -> None:
    flags = [*TEST_FLAGS, *(flag for flag in FLAGS if flag != "--kiosk")]
    opened = browser.browser_type.launch(executable_path=str(executable()), args=flags)
    page = opened.new_page()
    page.goto(f"{box.address}/kiosk")
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(box.address.replace("127.0.0.1", "localhost"))
    opened.close()


@contextmanager
def _connections() -> Iterator[list[str]]:
    """Where this process, the server's, turns to meanwhile: hosts that it asks the name of or connects to."""
    found: list[str] = []
    watching = True

    def notice(event: str, arguments: tuple[object, ...]) -> None:
        if not watching or event not in ("socket.connect", "socket.getaddrinfo"):
            return
        where = arguments[1] if event == "socket.connect" else arguments[0]
        host = str(where[0] if isinstance(where, tuple) else where)
        if host not in LOOPBACK:
            found.append(host)

    sys.addaudithook(notice)
    try:
        yield found
    finally:
        watching = False
