"""What a screen must be for old eyes and hands: targets, type, contrast, and nothing that scrolls or is cut off."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from reader.annotator import Annotator
from tests.browser.kiosk.visits import LARGE, NARROW, SIZES, TALL, WIDE, Arrive
from tests.browser.pages import axe_findings
from tests.web.kiosk.kiosks import LONG_NAMES, SCREENS, kiosk
from tests.web.listening import served

LOOKS = ["type=32&theme=white&furigana=hard", "type=48&theme=yellow&furigana=all"]
THEMES = ["cream", "dark"]

SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 72 || box.height < 72)
  .map(([name, box]) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`)
"""
SMALL_TYPE = """
() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".visually-hidden"))
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < (one.tagName === "RT" ? 16 : 32))
  .map((one) => `${one.textContent.trim()} ${getComputedStyle(one).fontSize}`)
"""
SCROLLS = """
() => {
  const root = document.documentElement;
  window.scrollTo(500, 500);
  return [window.scrollX, window.scrollY, root.scrollWidth - innerWidth, document.body.scrollLeft];
}
"""
OUTSIDE = """
() => {
  const out = (one, box, room) => box.left < room.left - 1 || box.right > room.right + 1
    || box.top < room.top - 1 || box.bottom > room.bottom + 1;
  const window_ = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const fixed = [...document.querySelectorAll(".dock *, .tools *, .ways *, .screen__head *, .board *, .take-home *, .pin *")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("svg, .visually-hidden, rt"))
    .filter((one) => out(one, one.getBoundingClientRect(), window_));
  const tall = [...document.querySelectorAll("kiosk-pages .card, kiosk-pages p")].filter((one) => {
    const room = one.closest("kiosk-pages").getBoundingClientRect();
    return [...one.getClientRects()].some((box) => box.top < room.top - 1 || box.bottom > room.bottom + 1);
  });
  const squeezed = [...document.querySelectorAll(".control, .card, .kana, .context, .take-home, .pages")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tagName !== "KIOSK-PAGES")
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  const split = [...document.querySelectorAll(".card")].filter((one) => one.getClientRects().length > 1);
  return [...fixed, ...tall, ...squeezed, ...split].map((one) => one.outerHTML.slice(0, 120));
}
"""
LOWER_HALF = """
() => [...document.querySelectorAll(".dock .control")].map((one) => one.getBoundingClientRect().top / innerHeight)
"""


def _look(page: Page, look: str) -> None:
    page.context.add_cookies([{"name": "kiosk", "value": look, "url": page.url}])
    page.reload()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "look"),
    [
        *((size, look) for size in SIZES.values() for look in LOOKS),
        (LARGE, LOOKS[0]),
        (NARROW, LOOKS[1]),
    ],
)
def test_every_screen_is_large_whole_and_still(arrive: Arrive, size: tuple[int, int], look: str) -> None:
    visitor = arrive(size=size)
    page = visitor.page
    _look(page, look)
    for name, path in SCREENS.items():
        page.goto(path)
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        assert page.evaluate(SMALL_TARGETS) == [], name
        assert page.evaluate(SMALL_TYPE) == [], name
        assert page.evaluate(SCROLLS) == [0, 0, 0, 0], name
        assert page.evaluate(OUTSIDE) == [], name
        assert page.locator(".card:visible").count() == page.locator(".card").count()
        if name != "welcome":
            assert min(page.evaluate(LOWER_HALF)) >= 0.5, name


@pytest.mark.slow
def test_the_longest_names_stay_whole(tmp_path: Path, annotator: Annotator, kiosk_browser: Browser) -> None:
    with kiosk(tmp_path, annotator, LONG_NAMES.encode()) as whole, served(whole.app) as address:
        session = f"/kiosk/sessions/{whole.library.sessions()[0].id}"
        found = {}
        for size in (LARGE, WIDE, NARROW, TALL):
            page = kiosk_browser.new_page(base_url=address, viewport={"width": size[0], "height": size[1]})
            page.goto("/kiosk/sessions")
            _look(page, LOOKS[1])
            for path in (
                "/kiosk/sessions",
                session,
                f"{session}/agenda",
                f"{session}/speakers",
                f"{session}/passages/t1",
            ):
                page.goto(path)
                page.wait_for_function("() => document.fonts.status === 'loaded'")
                found[size, path] = page.evaluate(OUTSIDE)
            page.close()
    assert not {place: outside for place, outside in found.items() if outside}


@pytest.mark.parametrize("size", SIZES)
def test_at_most_six_cards_are_seen_at_once(arrive: Arrive, size: str) -> None:
    visitor = arrive("/kiosk/results?kana=の", SIZES[size])
    seen = visitor.page.evaluate(
        "() => [...document.querySelectorAll('.card')].filter((card) => {"
        " const box = card.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth }).length"
    )
    assert visitor.page.locator(".card").count() > 12
    assert 2 <= seen <= 6
    visitor.touch("▼")
    assert visitor.text(".pager__where").startswith("2／")


@pytest.mark.parametrize("size", SIZES)
def test_the_four_controls_never_move(arrive: Arrive, size: str) -> None:
    visitor = arrive(size=SIZES[size])
    places = set()
    for name, path in SCREENS.items():
        if name == "welcome":
            continue
        visitor.page.goto(path)
        boxes = visitor.page.locator(".dock .control").evaluate_all(
            "all => all.map((one) => Object.values(one.getBoundingClientRect().toJSON()).map(Math.round).join())"
        )
        places.add(tuple(boxes))
    assert len(places) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "look"),
    [
        ("tall", LOOKS[0]),
        *(("wide", look) for look in LOOKS),
        *(("wide", f"type=40&theme={t}") for t in THEMES),
    ],
)
def test_axe_finds_nothing(arrive: Arrive, size: str, look: str) -> None:
    visitor = arrive(size=SIZES[size])
    _look(visitor.page, look)
    for name, path in SCREENS.items():
        visitor.page.goto(path)
        assert axe_findings(visitor.page) == [], name
