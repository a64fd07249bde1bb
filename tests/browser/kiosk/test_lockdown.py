"""Locked down from the browser's side: what a visitor tries does nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kiosk.visits import Arrive
from tests.web.kiosk.kiosks import SEED

READING = f"{SEED}/passages/t14?by=all"


def _refused(page: Page, event: str) -> bool:
    """Whether the page takes an event's effect away."""
    return bool(page.evaluate(f"() => !document.querySelector('kiosk-pages').dispatchEvent(new {event})"))


REFUSED = (
    'MouseEvent("contextmenu", {bubbles: true, cancelable: true})',
    'Event("selectstart", {bubbles: true, cancelable: true})',
    'DragEvent("dragstart", {bubbles: true, cancelable: true})',
    'WheelEvent("wheel", {bubbles: true, cancelable: true, ctrlKey: true, deltaY: -100})',
    'WheelEvent("wheel", {bubbles: true, cancelable: true, deltaX: 300})',
    'MouseEvent("auxclick", {bubbles: true, cancelable: true, button: 1})',
    'MouseEvent("mousedown", {bubbles: true, cancelable: true, button: 3})',
    'Event("touchmove", {bubbles: true, cancelable: true})',
    'Event("gesturestart", {bubbles: true, cancelable: true})',
    'ClipboardEvent("copy", {bubbles: true, cancelable: true})',
)
KEYS = (
        "Control+-", "Control+=", "Control+0", "Control+p", "Control+s", "Control+f", "Control+n", "Control+t", "Control+u",
        "Control+r", "Control+l", "Control+Shift+i", "F1", "F3", "F5", "F6", "F7", "F11", "F12", "Alt+ArrowLeft",
        "Alt+ArrowRight", "Escape", "Space", "PageDown", "End", "Delete",
)  # fmt: skip


def test_what_a_visitor_tries_is_refused(arrive: Arrive) -> None:
    page = arrive(READING).page
    for event in REFUSED:
        assert _refused(page, event), event


def test_no_key_does_anything_of_the_browsers(arrive: Arrive) -> None:
    page = arrive(READING).page
    page.evaluate(
        "() => window.addEventListener('keydown', (event) =>"
        " setTimeout(() => (window.refused = event.defaultPrevented)), true)"
    )
    for keys in KEYS:
        page.evaluate("window.refused = null")
        page.keyboard.press(keys)
        page.wait_for_function("() => window.refused !== null")
        assert page.evaluate("window.refused"), keys
        assert page.evaluate("[innerWidth, scrollY, visualViewport.scale]") == [1280, 0, 1], keys
        assert len(page.context.pages) == 1, keys
    assert page.url.endswith(READING)


def test_nothing_opens_a_window(arrive: Arrive) -> None:
    page = arrive(READING).page
    assert page.evaluate("window.open('/kiosk')") is None
    for _ in range(3):
        page.locator(".ways a").first.click(modifiers=["Control", "Shift", "Meta"])
    assert len(page.context.pages) == 1


def test_no_text_can_be_selected_or_dragged(arrive: Arrive) -> None:
    page = arrive(READING).page
    page.locator(".sentence").first.dblclick()
    page.mouse.move(200, 200)
    page.mouse.down()
    page.mouse.move(700, 400, steps=5)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()") == ""
    expect(page.locator(".sentence").first).to_have_css(
        "user-select", "none"
    )  # a stroke may have brought another page
    assert page.evaluate("getComputedStyle(document.documentElement).touchAction") == "none"
    assert page.evaluate("getComputedStyle(document.documentElement).overscrollBehaviorX") == "none"


def test_fingers_neither_spread_the_screen_nor_push_it(arrive: Arrive) -> None:
    page = arrive(READING).page
    session = page.context.new_cdp_session(page)
    middle = {"x": 400, "y": 300}
    session.send("Input.synthesizePinchGesture", {**middle, "scaleFactor": 2.5, "gestureSourceType": "touch"})
    for across, down in ((600, 0), (-600, 0), (0, -300), (0, 300)):
        session.send(
            "Input.synthesizeScrollGesture",
            {**middle, "xDistance": across, "yDistance": down, "gestureSourceType": "touch"},
        )
    assert page.evaluate("[visualViewport.scale, visualViewport.offsetLeft, scrollX, scrollY]") == [
        1,
        0,
        0,
        0,
    ]
    assert page.url.endswith(READING)
    assert page.evaluate("document.querySelector('kiosk-pages').scrollLeft") == 0


def test_there_is_no_way_back_to_swipe_to(arrive: Arrive) -> None:
    visitor = arrive()
    before = visitor.page.evaluate("history.length")
    visitor.touch("さわると始まります")
    visitor.arrives("sessions")
    visitor.touch("市DX推進委員会")
    visitor.arrives("session")
    visitor.touch("議題から えらぶ")
    visitor.arrives("agenda")
    assert visitor.page.evaluate("history.length") == before
    assert visitor.page.url.endswith("/agenda")


@pytest.mark.parametrize(
    "path", ["/", "/minutes/20211028-1", "/nowhere", "/minutes/20211028-1/passages/t1.mp3"]
)
def test_an_address_outside_leads_home(arrive: Arrive, path: str) -> None:
    visitor = arrive(path)
    assert visitor.page.url.endswith("/kiosk")
    assert visitor.screen == "welcome"
