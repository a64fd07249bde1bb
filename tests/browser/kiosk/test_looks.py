"""What a screen must be for old eyes and hands: targets, type, contrast, and nothing that scrolls or is cut off."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from reader.passages.annotator import Annotator
from tests.browser.kiosk.visits import LARGE, NARROW, SIZES, TALL, WIDE, Arrive
from tests.web.kiosk.kiosks import LONG_NAMES, SCREENS, SEED, kiosk
from tests.web.kiosk.meetings import meetings
from tests.web.listening import served

LOOKS = ["type=32&theme=white&furigana=hard", "type=48&theme=yellow&furigana=all"]

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
  const room = document.querySelector("kiosk-pages")?.getBoundingClientRect();
  const tall = [...document.querySelectorAll("kiosk-pages p")].filter((one) =>
    [...one.getClientRects()].some((box) => box.top < room.top - 1 || box.bottom > room.bottom + 1));
  const halved = [...document.querySelectorAll("kiosk-pages .card")].filter((one) => {
    const pages = one.closest("kiosk-pages");
    const top = one.getBoundingClientRect().top - room.top - (pages.pageOf(one) - pages.page) * pages.step;
    return top < -1 || top + one.offsetHeight > room.height + 1;
  });
  const squeezed = [...document.querySelectorAll(".control, .card, .kana, .context, .take-home, .take-home__words, .pages")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tagName !== "KIOSK-PAGES")
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  const split = [...document.querySelectorAll(".card")].filter((one) => one.getClientRects().length > 1);
  const lines = [...document.querySelectorAll(".card > *")].filter((one) => {
    const [box, card] = [one.getBoundingClientRect(), one.parentElement.getBoundingClientRect()];
    return out(one, box, card);
  });
  return [...fixed, ...tall, ...halved, ...squeezed, ...split, ...lines].map((one) => one.outerHTML.slice(0, 120));
}
"""
SEEN = """
() => [...document.querySelectorAll(".card")].filter((card) => {
  const [box, room] = [card.getBoundingClientRect(), card.closest("kiosk-pages").getBoundingClientRect()];
  return box.top >= room.top - 1 && box.bottom <= room.bottom + 1 && box.left >= 0 && box.right <= innerWidth;
}).length
"""
UNREADABLE = """
() => [...document.querySelectorAll(".card__title, .card__lead")].filter((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const [box, first] = [one.getBoundingClientRect(), range.getClientRects()[0]];
  return first.top < box.top - 1 || first.bottom > box.bottom + 1;
}).map((one) => one.outerHTML)
"""
SIX_AND_FEWER = {
    **{(size, type_): 6 for size in (TALL, LARGE) for type_ in (32, 40, 48)},
    (TALL, 48): 5,
    (WIDE, 32): 6,
    (WIDE, 40): 4,
    (WIDE, 48): 4,
    (NARROW, 32): 6,
    (NARROW, 40): 3,
    (NARROW, 48): 3,
}
"""How many sessions stand on a page, by the size of the screen and of the type."""
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
        (TALL, f"{LOOKS[0]}&language=en"),
        (TALL, LOOKS[1]),
        (WIDE, f"{LOOKS[0]}&language=en"),
        (WIDE, f"{LOOKS[1]}&language=easy"),
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


@pytest.mark.slow
def test_six_sessions_stand_on_a_page(tmp_path: Path, annotator: Annotator, kiosk_browser: Browser) -> None:
    with kiosk(tmp_path, annotator, *meetings()) as whole, served(whole.app) as address:
        page = kiosk_browser.new_page(base_url=address)
        seen = {}
        for size, type_ in SIX_AND_FEWER:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.goto("/kiosk/sessions")
            _look(page, f"type={type_}&furigana=all")
            page.wait_for_function("() => document.fonts.status === 'loaded'")
            assert page.evaluate(OUTSIDE) == [], (size, type_)
            assert page.evaluate(UNREADABLE) == [], (size, type_)
            seen[size, type_] = page.evaluate(SEEN)
        page.close()
    assert seen == SIX_AND_FEWER


@pytest.mark.parametrize("size", SIZES)
def test_at_least_four_sentences_are_seen_at_once_and_at_most_six(arrive: Arrive, size: str) -> None:
    visitor = arrive("/kiosk/results?kana=の", SIZES[size])
    assert visitor.page.locator(".card").count() > 12
    first = visitor.page.evaluate(SEEN)
    assert 4 <= first <= 6
    visitor.touch("▼")
    assert visitor.text(".pager__where").startswith("2／")
    assert visitor.page.evaluate(SEEN) == first
    visitor.page.goto(f"{SEED}/exchanges")
    assert visitor.page.evaluate(SEEN) == first


def test_a_long_name_is_whole_once_it_is_chosen(
    tmp_path: Path, annotator: Annotator, kiosk_browser: Browser
) -> None:
    with kiosk(tmp_path, annotator, *meetings()) as whole, served(whole.app) as address:
        page = kiosk_browser.new_page(base_url=address, viewport={"width": NARROW[0], "height": NARROW[1]})
        page.goto("/kiosk/sessions")
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        page.reload()  # a font that comes late is used from the next page on (font.css)
        cut = page.locator(".card").filter(has_text="策定委員会")
        assert cut.locator(".card__title").evaluate("one => one.scrollHeight > one.clientHeight + 8")
        cut.evaluate("one => one.click()")
        page.wait_for_selector("#screen.screen--session")
        shown = page.evaluate(
            "() => ['.screen__title', '.screen__facts'].map((name) => {"
            " const one = document.querySelector(name); one.querySelectorAll('rt, rp').forEach((two) => two.remove());"
            " return [one.textContent.trim(), one.scrollHeight > one.clientHeight + 1] })"
        )
        page.close()
    assert shown == [
        ["令和6年度第1回星見浜市高齢者保健福祉計画・介護保険事業計画策定委員会", False],
        ["令和6年12月24日　星見浜市総合福祉会館4階 第3研修室", False],
    ]


@pytest.mark.parametrize("size", [TALL, LARGE], ids=["tall", "large"])
def test_letters_of_few_cards_fill_them(arrive: Arrive, size: tuple[int, int]) -> None:
    """On a large screen the few cards of a list are in letters above those of a full one, with every word of them to be seen."""
    visitor = arrive(size=size)
    page = visitor.page

    def letters(path: str) -> float:
        page.goto(path)
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        assert page.evaluate(OUTSIDE) == [], path
        return float(
            page.locator(".card").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        )

    full = letters(f"{SEED}/exchanges")
    for path in (SEED, f"{SEED}/agenda", f"{SEED}/speakers"):
        assert letters(path) >= full + 8, path
        cut = "all => all.filter((one) => one.scrollHeight > one.clientHeight + 2).length"
        assert page.locator(".card__title").evaluate_all(cut) == 0, path


def test_what_was_found_by_its_sound_is_marked_and_says_how_it_is_read(arrive: Arrive) -> None:
    page = arrive("/kiosk/results?kana=けんか").page
    marks = page.locator(".card mark")
    assert marks.count() >= page.locator(".card").count() > 3
    readings = marks.evaluate_all(
        "all => all.map(one => [...one.querySelectorAll('rt')].map(rt => rt.textContent).join(''))"
    )
    assert all("けんか" in one for one in readings)


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
