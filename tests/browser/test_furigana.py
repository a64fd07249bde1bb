"""Furigana that does not tear words: between a kanji with its reading and the kana of the same word nothing is seen to be
missing, and a reading stays on one line. Measured with our own font, on the seed."""

from itertools import pairwise

import pytest
from playwright.sync_api import Route

from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level, ruby_words
from reader.readings.furigana.ruby import Ruby
from reader.web.rendering.renderer import ruby
from tests.browser.pages import SEED, Open, Visit

VISIBLE = 6
"""px between two characters of a word at the usual size that are seen as a gap."""

MOST_GAPS = 10

# The pen is no canvas of the page's: what that measures is said by ``LETTERS``. A base's box is as wide as its reading.
LOOK = """([tails, visible]) => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d"), range = document.createRange();
  const own = new Set(tails), found = { rubies: 0, within: 0, gaps: [], broken: [] };
  for (const ruby of document.querySelectorAll(".turn__text ruby")) {
    const [base, reading] = [ruby.firstChild, ruby.querySelector("rt")];
    found.rubies += 1;
    range.selectNodeContents(reading);
    if (new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top))).size > 1) found.broken.push(base.data);
    const next = ruby.nextSibling;
    if (next?.nodeType !== 3 || !own.has(`${base.data}|${next.data[0]}`)) continue;
    range.selectNodeContents(base);
    const box = [...range.getClientRects()].at(-1);
    range.setStart(next, 0);
    range.setEnd(next, 1);
    const after = range.getClientRects()[0];
    if (!after || Math.abs(after.bottom - box.bottom) > 8) continue;
    pen.font = getComputedStyle(ruby).font;
    const room = Math.max(0, box.width - pen.measureText(base.data).width) / 2;
    const gap = after.left - (box.right - room);
    found.within += 1;
    if (gap > visible) found.gaps.push(`${base.data}[${reading.textContent}]${next.data.slice(0, 3)} ${Math.round(gap)}`);
  }
  return found;
}"""

CHAIN = 8 * (
    ("高齢", "こうれい"),
    ("者", "しゃ"),
    ("等", "とう"),
    ("移動", "いどう"),
    ("支援", "しえん"),
    ("推進", "すいしん"),
    ("協議", "きょうぎ"),
    ("会", "かい"),
    ("生活", "せいかつ"),
    ("交通", "こうつう"),
    ("確保", "かくほ"),
    ("維持", "いじ"),
)

CHAINED = """html => {
  const paragraph = Object.assign(document.createElement("p"), { className: "turn__text", innerHTML: html });
  document.querySelector(".main").replaceChildren(paragraph);
  const end = paragraph.getBoundingClientRect().right, lines = [], range = document.createRange();
  const place = (top) => {
    if (!lines.length || top > lines.at(-1).top + 8) lines.push({ top, words: 0, room: 0, first: 0 });
    return lines.at(-1);
  };
  range.selectNodeContents(paragraph.firstChild);
  const before = range.getBoundingClientRect();
  place(before.top).room = end - before.right;
  for (const ruby of paragraph.querySelectorAll("ruby")) {
    range.selectNodeContents(ruby.firstChild);
    const boxes = [...range.getClientRects()], line = place(boxes[0].top), whole = ruby.getBoundingClientRect();
    if (boxes.length === 1) line.words += 1;
    if (!line.first) line.first = whole.width;
    line.room = end - whole.right;
  }
  return lines;
}"""


def _with_font(route: Route) -> None:
    """Our font from the first view on, however late it comes."""
    body = route.fetch().text().replace("font-display: optional", "font-display: block")
    route.fulfill(body=body, content_type="text/css")


@pytest.mark.parametrize("width", [390, 1280])
def test_no_word_is_torn_and_no_reading_broken(
    open_page: Open, annotator: Annotator, seed: bytes, width: int
) -> None:
    page = open_page("/healthz", Visit("furigana=all", width, 844))
    page.route("**/css/font.css", _with_font)
    page.goto(page.url.replace("/healthz", SEED), wait_until="networkidle")
    page.evaluate("() => document.fonts.ready")
    words = [word for line in seed.decode().splitlines() for word in annotator.analyzer.annotate(line).words]
    cuts = (cut for _, cut in ruby_words(words, Level.ALL))
    tails = {
        f"{one.base}|{after.base[0]}"
        for cut in cuts
        for one, after in pairwise(cut)
        if one.reading and not after.reading
    }
    found = page.evaluate(LOOK, [sorted(tails), VISIBLE])
    assert found["rubies"] > 1500 and found["within"] > 200
    assert len(found["gaps"]) <= MOST_GAPS, found["gaps"]
    assert found["broken"] == []


@pytest.mark.parametrize("level", ["hard", "all"])
def test_headings_are_one_piece_at_every_level(open_page: Open, level: str) -> None:
    page = open_page(SEED, Visit(f"furigana={level}"))
    protocol = page.context.new_cdp_session(page)
    nodes = protocol.send("Accessibility.getFullAXTree")["nodes"]
    names = [n["name"]["value"] for n in nodes if n.get("role", {}).get("value") == "heading"]
    assert "令和3年度第2回長崎市DX推進委員会" in names
    assert "事務局、2回目、答弁" in names
    plain = page.locator("h1, h2, h3").evaluate_all(
        "all => all.filter(one => one.querySelector('ruby')).map(one => one.getAttribute('aria-label'))"
    )
    assert plain and None not in plain


@pytest.mark.parametrize("width", [390, 1280])
def test_words_with_readings_that_follow_one_another_fill_their_lines(open_page: Open, width: int) -> None:
    page = open_page(SEED, Visit("furigana=all", width, 844))
    html = str(ruby([Ruby("それに"), *(Ruby(*word) for word in CHAIN)]))
    lines = page.evaluate(CHAINED, html)
    assert len(lines) > 1
    assert sum(line["words"] for line in lines) == len(CHAIN), "a word stands on two lines"
    empty = [line["room"] - after["first"] for line, after in pairwise(lines)]
    assert max(empty) <= 1, empty


def test_a_line_that_may_end_between_two_readings_is_no_space_in_what_is_said(open_page: Open) -> None:
    page = open_page(SEED, Visit("furigana=all"))
    html = str(ruby(Ruby(*word) for word in CHAIN[:3]))
    page.evaluate("html => { document.querySelector('.main').innerHTML = `<a href='/'>${html}</a>` }", html)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    names = [n["name"]["value"] for n in nodes if n.get("role", {}).get("value") == "link"]
    assert "高齢者等" in names


ITEMS = """() => [...document.querySelectorAll("ruby")]
  .filter(one => /flex|grid/.test(getComputedStyle(one.parentElement).display)).map(one => one.parentElement.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("path", [SEED, f"{SEED}/turns/4", "/search?q=会議", "/preferences"])
def test_no_word_is_torn_as_an_item_of_its_row(open_page: Open, path: str) -> None:
    """A word with a reading that stands in a flexible row itself has the row's gap before its ending: 「大 きさ」."""
    assert open_page(path, Visit("furigana=all&language=easy", 360)).evaluate(ITEMS) == []


TORN = """() => [...document.querySelectorAll("h1 ruby, h2 ruby, h3 ruby")].flatMap(ruby => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d"), next = ruby.nextSibling, range = document.createRange();
  if (next?.nodeType !== 3) return [];
  range.selectNodeContents(ruby.firstChild);
  const boxes = [...range.getClientRects()];
  range.setStart(next, 0);
  range.setEnd(next, 1);
  const after = range.getClientRects()[0];
  if (boxes.length !== 1 || !after || Math.abs(after.bottom - boxes[0].bottom) > 8) return [];
  pen.font = getComputedStyle(ruby).font;
  const room = Math.max(0, boxes[0].width - pen.measureText(ruby.firstChild.data).width) / 2;
  const gap = (after.left - boxes[0].right + room) / parseFloat(pen.font.match(/([0-9.]+)px/)[1]);
  return gap > 0.15 ? [`${ruby.firstChild.data}|${next.data[0]} ${gap.toFixed(2)}`] : [];
})"""
"""Where a heading's word stands apart from what follows it by more than 0.15 of its letters."""


@pytest.mark.parametrize("size", [24, 48])
def test_a_heading_is_not_torn_by_its_readings(open_page: Open, size: int) -> None:
    """長崎, with its four kana, keeps to its 市, whatever the type."""
    page = open_page("/healthz", Visit(f"furigana=hard&type={size}", 390, 844))
    page.route("**/css/font.css", _with_font)
    page.goto(page.url.replace("/healthz", SEED), wait_until="networkidle")
    page.evaluate("() => document.fonts.ready")
    assert page.locator("h1 ruby, h2 ruby").count() > 2
    assert page.evaluate(TORN) == []


def test_readings_on_both_sides_of_a_bracket_do_not_touch() -> None:
    shown = ruby((Ruby("("), Ruby("仮称", "かしょう"), Ruby(")"), Ruby("長崎", "ながさき"), Ruby("市")))
    assert shown.count('class="by"') == 1 and "<wbr" not in shown
    assert 'class="by"' not in ruby((Ruby("第", "だい"), Ruby("2"), Ruby("回", "かい")))
    assert 'class="by"' not in ruby((Ruby("案", "あん"), Ruby("について"), Ruby("回", "かい")))
