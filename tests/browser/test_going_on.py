"""「聞く」 means where the reader is, a look elsewhere loses nothing, and the start page begins with what was begun."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import Axe
from tests.browser.pages import SEED, Open, Visit, still
from tests.browser.playing import SLOWLY, sound_for, until

PLACE = f"reader.place.{SEED}"
MEETING = "令和3年度第2回長崎市DX推進委員会"


def _kept(key: str, time: float) -> str:
    """A script that has the place kept before the page opens, as the first release wrote it."""
    return f"""if (!localStorage.getItem("{PLACE}"))
      localStorage.setItem("{PLACE}", JSON.stringify({{ key: "{key}", time: {time} }}));"""


def _place(page: Page) -> dict[str, Any]:
    place: dict[str, Any] = page.evaluate(f"() => JSON.parse(localStorage.getItem('{PLACE}'))")
    return place


def _listen(page: Page) -> None:
    page.evaluate(SLOWLY)
    page.locator('[data-action="play"]').click()


def test_a_sentence_that_was_landed_on_comes_before_a_kept_place(open_page: Open) -> None:
    page = open_page(f"{SEED}#t22-1", Visit(before=_kept("t4", 0.2)))
    expect(page.locator('[data-part="where"]')).to_contain_text("ここから: ")
    _listen(page)
    until(page, "it.key === 't22' && document.querySelector('.is-spoken')?.id === 't22-1'")


def test_a_kept_place_comes_before_the_turn_in_view_and_says_so(open_page: Open) -> None:
    page = open_page(SEED, Visit(before=_kept("t4", 0.2)))
    expect(page.locator('[data-part="where"]')).to_have_text("前回: 事務局、2回目")
    expect(page.locator('[data-action="play"]')).to_have_text("続きから聞く")
    page.evaluate("() => document.getElementById('t25').scrollIntoView()")
    still(page)
    _listen(page)
    until(page, "it.key === 't4' && it.audio.currentTime >= 0.2")


def test_without_a_place_it_is_the_turn_in_view_and_at_the_top_the_beginning(open_page: Open) -> None:
    page = open_page(SEED)
    page.evaluate("() => document.getElementById('t25').scrollIntoView()")
    still(page)
    _listen(page)
    until(page, "it.key === 't25' && it.audio.currentTime > 0")
    page = open_page(SEED)
    _listen(page)
    until(page, "it.key === 'm'")


def test_a_place_further_on_is_kept_until_a_minute_was_heard(open_page: Open) -> None:
    page = open_page(SEED, Visit(before=_kept("t20", 0.5)))
    page.locator('[data-play="a1"]').click()
    until(page, "it.key === 't2'")
    page.locator('[data-action="play"]').click()
    assert _place(page)["key"] == "t20"
    page.reload()
    expect(page.locator("[data-resume-text]")).to_contain_text("まで聞きました")
    page.evaluate(SLOWLY)
    page.locator('[data-play="t2"]').click()
    until(page, "it.key === 't2' && it.audio.currentTime > 0")
    sound_for(page, 50)
    page.locator('[data-action="play"]').click()
    assert _place(page)["key"] == "t20"
    page.locator('[data-action="play"]').click()
    sound_for(page, 20)
    page.locator('[data-action="play"]').click()
    assert _place(page)["key"] == "t2"


def test_home_begins_with_what_was_begun_and_forgets_it_when_told(open_page: Open, axe: Axe) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t4"]').click()
    until(page, "it.key === 't4' && it.audio.currentTime > 0.3")
    page.locator('[data-action="play"]').click()
    sentence = _place(page)["sentence"]
    page.goto(page.url.partition("/minutes")[0] + "/")
    link = page.locator(".going-on__link")
    left = link.get_attribute("aria-label") or ""
    assert left.startswith(f"{MEETING}、事務局、2回目、残り") and left.endswith("分")
    assert page.locator(".main > h1 + .going-on, .main > h1 + template + .going-on").count() == 1
    assert axe.findings(page) == []
    link.click()
    page.wait_for_url(f"**{SEED}#{sentence}")
    expect(page.locator(f"#{sentence}")).to_be_in_viewport()
    page.goto(page.url.partition("/minutes")[0] + "/")
    page.locator(".going-on button").click()
    expect(page.locator(".going-on")).to_have_count(0)
    assert _place(page) is None


ON_ONE_LINE = """(link, words) => {
  const range = document.createRange(), bases = [];
  const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("rt, rp")) bases.push(walker.currentNode);
  const whole = bases.map(one => one.data).join(""), tops = new Set();
  let at = 0;
  for (const base of bases) {
    for (const [index, letter] of [...base.data].entries()) {
      const place = at + index - whole.indexOf(words);
      if (place < 0 || place >= words.length) continue;
      range.setStart(base, index);
      range.setEnd(base, index + letter.length);
      tops.add(Math.round(range.getBoundingClientRect().bottom / 8));
    }
    at += base.data.length;
  }
  return tops.size === 1;
}"""


@pytest.mark.parametrize("level", ["all", "none"])
def test_what_was_begun_is_called_as_it_is_everywhere(open_page: Open, level: str) -> None:
    """With its readings, if the reader wants any, and its year on one line, on a phone too."""
    page = open_page(SEED, Visit(f"furigana={level}", 360, 740))
    page.locator('[data-play="t4"]').click()
    until(page, "it.key === 't4' && it.audio.currentTime > 0.3")
    page.locator('[data-action="play"]').click()
    page.goto(page.url.partition("/minutes")[0] + "/")
    link = page.locator(".going-on__link")
    readings = link.locator("rt").all_text_contents()
    assert ("ながさき" in readings and "じむ" in readings) if level == "all" else readings == []
    assert link.evaluate(ON_ONE_LINE, "令和3年度")
    assert link.evaluate(ON_ONE_LINE, "第2回")
    assert (link.get_attribute("aria-label") or "").startswith(f"{MEETING}、事務局、2回目、残り")
    assert [link.locator(one).count() for one in ("[id]", "[data-sentence]", ".sentence")] == [0, 0, 0]


def test_a_bookmark_keeps_its_place_and_its_word(open_page: Open, axe: Axe) -> None:
    page = open_page(f"{SEED}#t22-1")
    page.get_by_role("button", name="ほかの操作").click()
    page.get_by_label("しおりの言葉").fill("母に話す <b>")
    page.get_by_role("button", name="しおりをはさむ").click()
    expect(page.get_by_role("status")).to_contain_text("しおりをはさみました")
    assert axe.findings(page) == []
    page.goto(page.url.partition("/minutes")[0] + "/")
    link = page.locator(".going-on__link")
    expect(link).to_contain_text("しおり「母に話す <b>」")
    assert link.get_attribute("href") == f"{SEED}#t22-1"
    link.click()
    page.wait_for_url(f"**{SEED}#t22-1")


def test_a_browser_that_keeps_nonsense_shows_nothing_of_it(open_page: Open) -> None:
    spoilt = """localStorage.setItem("reader.bookmarks", '{"a":1}');
      localStorage.setItem("reader.place./minutes/y",
        '{"key":"t1","time":1,"meeting":"m","name":"n","title":"<img src=x>","who":"n<b>、</b>"}');
      localStorage.setItem("reader.place./minutes/x", "[");
      localStorage.setItem("reader.place.javascript:alert(1)", '{"key":"t1","time":1,"meeting":"m"}');"""
    page = open_page("/", Visit(before=spoilt))
    link = page.locator(".going-on__link")
    assert link.count() == 1
    assert link.inner_text().startswith("m、n、残り")
    assert page.locator(".going-on img, .going-on b").count() == 0
