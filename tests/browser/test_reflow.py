"""Small windows, 400 % zoom, wide text spacing: nothing is cut off, nothing is covered for long."""

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from reader.web.views.preferences import TYPE_STEPS, Preferences
from tests.browser.pages import PAGES, SAMPLE, SEED, Open, Visit

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""
CUT = """() => [...document.querySelectorAll("main *, header *, footer *, .player *")]
  .filter(one => one.checkVisibility() && !one.closest(".visually-hidden, .skip-links, .player__label, svg, audio, select, ruby"))
  .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && getComputedStyle(one).overflowX !== "visible"
    || one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(one => one.outerHTML.slice(0, 100))"""


def _of_size(page: Page, size: int) -> None:
    """Shows the page in that type: an attribute of its root and nothing else (``tests/web/test_looks.py``), but where it is chosen."""
    if page.url.endswith(PAGES["preferences"]):
        kept = f"font=ours&type={size}&furigana=all"
        page.context.add_cookies([{"name": "preferences", "value": kept, "url": page.url}])
        page.reload()
    page.evaluate("size => { document.documentElement.dataset.type = size; }", str(size))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window_or_cut_off(open_page: Open, name: str) -> None:
    """At 320 px in every kind of size; at 640 px with wide spacing of letters, words and lines."""
    page = open_page(PAGES[name], Visit("furigana=all", 320, 640))
    for size in (20, 24, 32, 48):
        _of_size(page, size)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, size
        assert page.evaluate(CUT) == [], size
    page.set_viewport_size({"width": 640, "height": 800})
    _of_size(page, Preferences().type)
    page.evaluate(SPACING)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 640
    assert page.evaluate(CUT) == []


TORN = r"""() => [...document.querySelectorAll(".site-header a, .player__label, .turn__part, .choice__text")].flatMap(one => {
  const words = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), torn = [];
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    for (const word of node.data.matchAll(/[A-Za-z]+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) torn.push(word[0]);
    }
  }
  return torn;
})"""


def test_no_english_word_of_a_control_is_torn(open_page: Open) -> None:
    page = open_page(SEED, Visit("language=en", 320, 640))
    for size in (20, 24, 32, 48):
        _of_size(page, size)
        assert page.evaluate(TORN) == [], size
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, size


@pytest.mark.parametrize("width", [360, 1366])
def test_no_english_word_of_a_choice_is_torn(open_page: Open, width: int) -> None:
    page = open_page("/preferences", Visit("language=en", width, 900))
    assert page.evaluate(TORN) == []
    assert page.evaluate(CUT) == []


def test_at_400_percent_the_player_takes_at_most_a_quarter(open_page: Open) -> None:
    page = open_page(SEED, Visit(width=320, height=256))
    for size in (24, 48):
        _of_size(page, size)
        box = page.locator(".player").bounding_box()
        assert box
        assert box["height"] <= 64


def test_on_a_large_screen_the_player_keeps_to_its_row(open_page: Open) -> None:
    """Its words grow with the type: the place that is told has lines, not a letter in each."""
    for language in ("ja", "en"):
        page = open_page(f"{SEED}#t20", Visit(f"language={language}", 1920, 1080, letters=False))
        page.wait_for_function(
            "() => document.documentElement.style.getPropertyValue('--late').includes('late')"
        )
        for width in (1280, 1440, 1600, 1920):
            page.set_viewport_size({"width": width, "height": 1080})
            for size in TYPE_STEPS:
                _of_size(page, size)
                box = page.locator(".player").bounding_box()
                assert box
                assert box["height"] <= 1080 / 6, (language, width, size)


def test_type_and_ruby_are_as_large_as_chosen(open_page: Open) -> None:
    page = open_page(SEED, Visit("furigana=all"))
    for size in TYPE_STEPS:
        _of_size(page, size)
        text = page.evaluate(
            "() => parseFloat(getComputedStyle(document.querySelector('.turn__text p')).fontSize)"
        )
        ruby = page.evaluate(
            "() => parseFloat(getComputedStyle(document.querySelector('.turn__text rt')).fontSize)"
        )
        assert text == size
        assert ruby >= max(16, 0.65 * size)
        assert (
            page.evaluate("() => document.querySelector('.turn__text').getBoundingClientRect().width")
            <= 40 * size + 1
        )


@pytest.mark.parametrize("furigana", ["none", "all"])
def test_targets_are_at_least_48_pixels_high(open_page: Open, furigana: str) -> None:
    page = open_page(SAMPLE, Visit(f"furigana={furigana}&type=20"))
    small = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, select, summary")]
          .filter(one => one.checkVisibility() && !one.closest(".skip-links"))
          .filter(one => one.getBoundingClientRect().height < 47.5)
          .map(one => one.outerHTML.slice(0, 90))"""
    )
    assert small == []


SHIFTS = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const shift of list.getEntries()) sum += shift.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
})"""


@pytest.mark.parametrize("size", [(360, 780), (412, 915), (590, 1800)], ids=["phone", "larger", "tall"])
@pytest.mark.parametrize("looks", ["furigana=all", "furigana=none&type=20"])
def test_nothing_moves_while_the_page_loads(open_page: Open, looks: str, size: tuple[int, int]) -> None:
    page = open_page(SEED, Visit(looks, *size))
    assert page.evaluate(SHIFTS) == 0


TITLE = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("h1 ruby").firstChild);
  return range.getBoundingClientRect().top;
}"""
READINGS = "shown => { for (const one of document.querySelectorAll('h1 rt')) one.hidden = !shown; }"


LABELS = """() => [...document.querySelectorAll(".player__button")].filter(one => one.checkVisibility()).map(one => {
  const label = one.querySelector(".player__label"), { width } = label.getBoundingClientRect();
  return [label.textContent.trim(), Number.parseFloat(getComputedStyle(label).fontSize), width <= one.getBoundingClientRect().width];
})"""


def _largest_letters_leave_room(page: Page) -> None:
    """The head of the page is at most a quarter of a phone's screen, its ways lie behind one button; the player's words are large, and fit."""
    head = page.locator(".site-header").bounding_box()
    assert head and head["height"] <= 780 / 4
    menu, way = (
        page.get_by_role("button", name="メニュー"),
        page.locator(".site-header__link", has_text="さがす"),
    )
    assert way.is_hidden()
    menu.click()
    expect(way).to_be_visible()
    page.keyboard.press("Escape")
    expect(way).to_be_hidden()
    labels = page.evaluate(LABELS)
    assert len(labels) == 5 and {"聞く", "前の発言", "次の発言"} < {text for text, _, _ in labels}
    assert all(size >= 24 and fits for _, size, fits in labels), labels
    _of_size(page, 24)
    assert menu.is_hidden() and way.is_visible()


def test_what_has_come_by_half_stands_where_it_stands_when_whole(open_page: Open) -> None:
    """A slow device paints what it has: a word before its reading, a player before its last part."""
    page = open_page(SEED, Visit("furigana=all", 360, 780))
    for size in TYPE_STEPS:
        _of_size(page, size)
        top = page.evaluate(TITLE)
        page.evaluate(READINGS, False)
        assert page.evaluate(TITLE) == top, size
        page.evaluate(READINGS, True)
    _largest_letters_leave_room(page)
    assert page.locator(".player").is_visible()
    page.evaluate("() => document.getElementById('player-options').remove()")
    assert page.locator(".player").is_hidden()


def _late(page: Page, address: str) -> Callable[[], None]:
    """Goes to an address whose fonts do not come until they are let."""
    held: list[Route] = []
    late = threading.Event()
    page.route("**/*.woff2", lambda font: font.continue_() if late.is_set() else held.append(font))
    page.goto(page.url.replace("/healthz", address), wait_until="commit")
    page.wait_for_selector("html.is-whole", state="attached")
    assert held

    def come() -> None:
        late.set()
        for font in held:
            font.continue_()
        page.wait_for_function("() => document.fonts.status === 'loaded'")

    return come


def test_nothing_moves_when_the_font_comes_late(open_page: Open) -> None:
    page = open_page("/healthz", Visit("furigana=all", 360, 780))
    _late(page, SEED)()
    assert page.evaluate(SHIFTS) == 0


LETTER = """() => {
  const range = document.createRange(), title = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT).nextNode();
  range.setStart(title, 0);
  range.setEnd(title, 1);
  return range.getBoundingClientRect().width / Number.parseFloat(getComputedStyle(title.parentElement).fontSize);
}"""


def test_a_late_font_is_taken_where_the_device_has_no_letters(open_page: Open) -> None:
    page = open_page("/healthz", Visit("furigana=none", 360, 780, letters=False))
    come = _late(page, f"{SEED}#t20")
    boxed = page.evaluate(LETTER)
    come()
    page.wait_for_function(f"() => ({LETTER})() > {boxed} + 0.3")
    assert page.evaluate(LETTER) == pytest.approx(1, abs=0.02)
    page.wait_for_function(
        "() => { const { top } = document.querySelector(':target').getBoundingClientRect(); return top >= 0 && top < 200; }"
    )
