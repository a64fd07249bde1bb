"""Furigana that does not tear words: between a kanji with its reading and the kana of the same word nothing is seen to be
missing, and a reading stays on one line. Measured with our own font, on the seed."""

from itertools import pairwise

import pytest
from playwright.sync_api import Route

from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level, ruby_words
from tests.browser.pages import SEED, Open, Visit

VISIBLE = 6
"""px between two characters of a word at the usual size that are seen as a gap."""

MOST_GAPS = 10

LOOK = """([tails, visible]) => {
  const pen = document.createElement("canvas").getContext("2d"), range = document.createRange();
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
        f"{ruby.base}|{after.base[0]}"
        for cut in cuts
        for ruby, after in pairwise(cut)
        if ruby.reading and not after.reading
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
