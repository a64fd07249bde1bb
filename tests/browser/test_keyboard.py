"""The keyboard alone reaches everything, in order, and what has the focus is always seen."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PAGES, SEED, Open, Visit, still

FOCUSED = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const box = here.getBoundingClientRect();
  const own = hit => hit && (here.contains(hit) || hit.contains(here)) && (here.closest(".player") || !hit.closest(".player"));
  const x = box.x + Math.min(box.width, 40) / 2;
  const style = getComputedStyle(here);
  const option = here.closest(".choice__option");
  const ring = option ? getComputedStyle(option) : style;
  return {
    name: here.textContent.trim().slice(0, 40) || here.name, group: here.type === "radio" ? here.name : null,
    seen: [0.1, 0.5, 0.9].filter(part => own(document.elementFromPoint(x, box.y + part * box.height))).length >= 2,
    ring: ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 3,
    index: [...document.querySelectorAll("a[href], button, input, select, summary, audio, [tabindex='0']")].indexOf(here),
  };
}"""
REACHABLE = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, summary, audio[controls], [tabindex='0']")];
  const shown = all.filter(one => one.type !== "hidden" && one.tabIndex >= 0 && one.checkVisibility() && !one.closest("[hidden]"));
  const groups = new Set(shown.filter(one => one.type === "radio").map(one => one.name));
  return shown.filter(one => one.type !== "radio").length + groups.size;
}"""


def _walk(page: Page, limit: int = 400) -> list[dict[str, Any]]:
    """Everything that Tab comes to, until it leaves the page."""
    stops: list[dict[str, Any]] = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (stops and stop["index"] <= stops[0]["index"]):
            return stops
        if stops and stop["index"] == stops[-1]["index"]:
            continue  # a browser's own audio controls are several stops
        if not stop["seen"]:  # the page is on its way there
            still(page)
            stop = page.evaluate(FOCUSED)
        stops.append(stop)
    return stops


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_everything_in_order_and_it_is_seen(open_page: Open, name: str) -> None:
    page = open_page(PAGES[name])
    stops = _walk(page)
    assert len(stops) == page.evaluate(REACHABLE)
    assert [stop["index"] for stop in stops] == sorted(stop["index"] for stop in stops)
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["ring"]] == []


def test_nothing_with_the_focus_is_covered_in_a_small_window_with_large_type(open_page: Open) -> None:
    page = open_page(SEED, Visit("type=48&furigana=all", 360, 640))
    assert [stop["name"] for stop in _walk(page, 120) if not stop["seen"]] == []


def test_the_first_stops_lead_past_what_stands_before_the_text(open_page: Open) -> None:
    page = open_page(SEED)
    names = [stop["name"] for stop in _walk(page, 4)]
    assert names == [
        "本文へ進む",
        "発言者の一覧へ進む",
        "読み上げの操作へ進む",
        "ふりがなを消す（画面読み上げソフトをお使いの方へ）",
    ]
    page.reload()
    for target in ("main", "speakers", "player"):
        page.locator(f'.skip-links__link[href="#{target}"]').focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#{target}")).to_be_focused()


def test_a_speakers_next_turn_is_one_link_away_and_takes_the_focus(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('[data-passage="t2"]').get_by_role("link", name="事務局の次の発言").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#t4")).to_be_focused()


def test_a_session_is_heard_by_keyboard_alone(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('.skip-links__link[href="#player"]').focus()
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.dataset.action") == "play":
            break
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('audio').paused")


def test_focus_stays_where_it_was_when_a_choice_is_previewed(open_page: Open) -> None:
    page = open_page("/preferences")
    largest = page.get_by_label("いちばん大きい")
    with page.expect_response("**/preferences?**"):
        largest.check()
    expect(page.locator("#preview")).to_have_attribute("data-type", "48")
    expect(largest).to_be_focused()


UNDER_RINGS = """() => [...document.querySelectorAll("main :is(a[href], [tabindex], summary, button)")].filter(one => {
  if (!one.checkVisibility() || !one.querySelector("rt")) return false;
  one.focus({ focusVisible: true, preventScroll: true });
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(one);
  if (outlineStyle === "none") return false;
  const [near, wide] = [Number.parseFloat(outlineOffset), Number.parseFloat(outlineWidth)];
  const lines = [...one.getClientRects()].flatMap(({ top, bottom, left, right }) =>
    [[top - near - wide, top - near], [bottom + near, bottom + near + wide]].map(([from, to]) => ({ from, to, left, right })));
  return [...one.querySelectorAll("rt")].some(reading => {
    const box = reading.getBoundingClientRect();
    return lines.some(line => line.to > box.top + 1 && line.from < box.bottom - 1 && line.left < box.right && line.right > box.left);
  });
}).map(one => one.className + one.textContent.slice(0, 30))"""


@pytest.mark.parametrize(
    "path", [PAGES["search"], PAGES["report"], SEED], ids=["search", "report", "session"]
)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_ring_lies_on_no_reading_of_what_has_the_focus(open_page: Open, path: str, width: int) -> None:
    page = open_page(path, Visit("furigana=all&type=32", width, 800, letters=False))
    page.wait_for_function("() => document.documentElement.style.getPropertyValue('--late').includes('late')")
    assert page.evaluate(UNDER_RINGS) == []


def test_a_sentence_that_was_led_to_is_seen_to_have_the_focus_and_shows_its_readings(open_page: Open) -> None:
    """By a line beneath its words: a ring around each of its lines would lie on the readings between them."""
    page = open_page(f"{SEED}#t21-1", Visit("furigana=all&type=48", 360, 800))
    still(page)
    seen = page.evaluate(
        """() => {
          const here = document.activeElement, style = getComputedStyle(here);
          const tops = [...here.querySelectorAll("rt")].map(one => one.getBoundingClientRect().top);
          return [here.id, here.matches(":focus-visible"), style.outlineStyle, style.textDecorationLine, Math.min(...tops) >= 0];
        }"""
    )
    assert seen == ["t21-1", True, "none", "underline", True]
