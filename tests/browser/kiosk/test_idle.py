"""When nobody is there any more: asked, told every twenty seconds, and everything as new."""

from playwright.sync_api import Page

from tests.browser.kiosk.visits import SIZES, Arrive, Visitor
from tests.web.kiosk.kiosks import SEED

SHOWN = """() => {
  const screen = document.getElementById("screen").cloneNode(true);
  screen.querySelector(".cards").removeAttribute("style");
  return screen.outerHTML;
}"""
"""What stands on the screen; how large its letters are hangs on which of the font's slices had come."""
OPEN = "() => document.getElementById('idle').open"


def _passes(page: Page, seconds: int) -> None:
    """Lets time go by."""
    page.clock.run_for(seconds * 1000)


def _quiet(visitor: Visitor) -> None:
    """Waits until what was being said has been said."""
    visitor.page.wait_for_function(
        "() => { const one = document.getElementById('prompt'); return one.paused || one.ended }"
    )


def test_after_two_minutes_somebody_is_asked_for(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers", clock=True)
    _passes(visitor.page, 118)
    assert not visitor.page.evaluate(OPEN)
    _passes(visitor.page, 4)
    assert visitor.page.evaluate(OPEN)
    visitor.hears("まだ お使いですか。続けるときは、画面にさわるか、キーを押してください。")
    assert "あと" in visitor.text("#idle")


def test_what_is_left_is_told_every_twenty_seconds(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers", clock=True)
    _passes(visitor.page, 122)
    for left in (40, 20):
        _passes(visitor.page, 20)
        visitor.hears(f"あと {left}秒で、はじめの画面にもどります。")


def test_any_key_keeps_the_visit(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers", clock=True)
    _passes(visitor.page, 122)
    visitor.press("x")
    assert not visitor.page.evaluate(OPEN)
    assert visitor.screen == "speakers"
    _passes(visitor.page, 100)
    assert not visitor.page.evaluate(OPEN)


def test_any_touch_keeps_the_visit_and_does_nothing_else(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers", clock=True)
    _passes(visitor.page, 122)
    visitor.page.touchscreen.tap(300, 150)
    visitor.page.wait_for_function("() => !document.getElementById('idle').open")
    assert visitor.screen == "speakers"


def test_a_touch_on_the_way_begins_the_two_minutes_anew(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers", clock=True)
    _passes(visitor.page, 100)
    visitor.touch("大きく")
    _quiet(visitor)
    _passes(visitor.page, 100)
    assert not visitor.page.evaluate(OPEN)


def test_who_listens_is_there(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t1?by=all", clock=True)
    visitor.touch("聞く")
    visitor.listens("t1")
    visitor.page.evaluate("document.getElementById('minutes').loop = true")
    for _ in range(4):
        _passes(visitor.page, 100)
        assert not visitor.page.evaluate(OPEN)


def test_sound_that_does_not_come_is_nobodys_presence(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t1?by=all", clock=True)
    visitor.page.context.route("**/passages/t1.mp3*", lambda route: None)
    visitor.touch("聞く")
    visitor.page.wait_for_function("() => document.querySelector('.control--listen.is-playing')")
    _passes(visitor.page, 10)
    _quiet(visitor)
    _passes(visitor.page, 125)
    assert visitor.page.evaluate(OPEN)


def test_the_welcome_waits_for_ever(arrive: Arrive) -> None:
    visitor = arrive(clock=True)
    for _ in range(4):
        _passes(visitor.page, 200)
    assert not visitor.page.evaluate(OPEN)


def test_everything_is_as_new_afterwards(arrive: Arrive) -> None:
    visitor = arrive("/kiosk", SIZES["wide"], clock=True)
    page = visitor.page
    fresh = _traces(page)
    visitor.touch("さわると始まります")
    visitor.arrives("sessions")
    found = page.evaluate(SHOWN)
    for name in ("文字", "色", "ふりがな", "はやく", "大きく"):
        visitor.touch(name)
    page.wait_for_function("() => document.documentElement.dataset.theme === 'cream'")
    page.wait_for_function("() => document.documentElement.dataset.type === '40'")
    page.evaluate(
        """async () => {
          localStorage.place = "t3"; sessionStorage.place = "t3"; window.name = "visitor";
          document.cookie = "trace=1"; scrollTo(0, 50);
          await (await caches.open("trace")).put("/kiosk", new Response("trace"));
          await new Promise((done) => { indexedDB.open("trace").onsuccess = (event) => (event.target.result.close(), done()) });
        }"""
    )
    assert _traces(page) != fresh
    _quiet(visitor)
    _passes(page, 122)
    _passes(page, 62)
    visitor.arrives("welcome")
    page.wait_for_load_state()
    assert page.context.cookies() == []
    after = _traces(page)
    assert after == fresh
    visitor.touch("さわると始まります")
    visitor.arrives("sessions")
    assert visitor.attribute("type") == "32"
    assert page.evaluate(SHOWN) == found


def test_finishing_is_the_same_reset(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/sessions")
    visitor.touch("色")
    visitor.page.wait_for_function("() => document.documentElement.dataset.theme === 'cream'")
    visitor.touch("おわる")
    visitor.arrives("welcome")
    assert visitor.attribute("theme") == "white"
    assert visitor.page.context.cookies() == []


def test_two_visitors_do_not_meet(arrive: Arrive) -> None:
    one, other = arrive("/kiosk/sessions"), arrive("/kiosk/sessions")
    one.touch("色")
    one.touch("大きく")
    one.page.wait_for_function("() => document.documentElement.dataset.theme === 'cream'")
    other.touch("文字")
    other.page.wait_for_function("() => document.documentElement.dataset.type === '40'")
    for visitor in (one, other):
        visitor.page.reload()
    assert [(v.attribute("theme"), v.attribute("type")) for v in (one, other)] == [
        ("cream", "32"),
        ("white", "40"),
    ]
    assert other.text('[data-part="volume"]') == "6"
    one.touch("おわる")
    one.arrives("welcome")
    other.page.reload()
    assert other.attribute("type") == "40"


def _traces(page: Page) -> dict[str, object]:
    """Everything in which a visitor could have left something."""
    found: dict[str, object] = page.evaluate(
        """async () => ({
          cookie: document.cookie, local: { ...localStorage }, session: { ...sessionStorage }, name: window.name,
          caches: await caches.keys(), databases: await indexedDB.databases(),
          entries: history.length, address: location.pathname + location.search, scroll: [scrollX, scrollY],
          type: document.documentElement.dataset.type, theme: document.documentElement.dataset.theme,
          volume: document.getElementById("minutes").volume, rate: document.getElementById("minutes").playbackRate,
          prompt: document.getElementById("prompt").volume, step: document.querySelector("[data-part=volume]").textContent,
        })"""
    )
    return found
