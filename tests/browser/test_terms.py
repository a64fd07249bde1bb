"""Hard words: opened by a press, beneath their sentence, closed by Escape, never on hover, off when not wanted."""

import pytest
from playwright.sync_api import expect

from reader.passages.sentences import ends_sentence
from tests.browser.axe import Axe
from tests.browser.pages import SEED, Open, Visit

CATCH_VOICES = """
  window.voices = [];
  const Voice = window.Audio;
  window.Audio = function (address) { const voice = new Voice(address); window.voices.push(voice); return voice; };
"""


BOXES = """() => Object.fromEntries([...document.querySelectorAll(".turn__text .sentence, .term__word")]
  .map((one, at) => [one.id || at, one.getClientRects()[0].top + scrollY]))"""


PLACES = """() => {
  const ids = piece => [...piece?.querySelectorAll(".sentence") ?? []].map(one => one.id);
  const read = piece => { const copy = piece.cloneNode(true); copy.querySelectorAll("rt, rp").forEach(one => one.remove());
    return copy.textContent };
  return [...document.querySelectorAll(".terms")].map(row => ({
    terms: [...row.querySelectorAll(".term__word")].map(word => word.textContent.replace("とは", "")),
    text: read(row.previousElementSibling), above: ids(row.previousElementSibling),
    below: row.nextElementSibling?.matches(".turn__rest") ? ids(row.nextElementSibling) : [],
  }));
}"""


@pytest.mark.parametrize("furigana", ["none", "all"])
def test_a_term_stands_beneath_its_sentence_and_before_the_next(open_page: Open, furigana: str) -> None:
    rows = open_page(SEED, Visit(f"furigana={furigana}")).evaluate(PLACES)
    assert len(rows) > 10
    for row in rows:
        assert all(term in row["text"] for term in row["terms"])
        assert ends_sentence(row["text"])
    going_on = [(row["above"][-1], row["below"][0]) for row in rows if row["below"]]
    assert len(going_on) > 5
    assert all(_next(before) == after for before, after in going_on)


def test_it_is_no_sooner_shown_than_asked_for_and_escape_folds_it(open_page: Open, axe: Axe) -> None:
    page = open_page(SEED)
    word = page.locator("summary", has_text="マイルストーンとは")
    said = page.get_by_text("プロジェクト進捗状況の中間地点（この会議録の説明）")
    word.hover()
    expect(said).to_be_hidden()
    word.focus()
    folded = page.evaluate(BOXES)
    page.keyboard.press("Enter")
    expect(said).to_be_visible()
    opened = page.evaluate(BOXES)
    assert all(opened[one] >= top for one, top in folded.items())
    assert sum(opened[one] > top for one, top in folded.items()) > 10
    assert axe.findings(page) == []
    page.keyboard.press("Escape")
    expect(said).to_be_hidden()
    expect(word).to_be_focused()
    assert page.evaluate(BOXES) == folded


def _next(identity: str) -> str:
    passage, number = identity.split("-")
    return f"{passage}-{int(number) + 1}"


def test_each_word_is_explained_once_on_a_page(open_page: Open) -> None:
    page = open_page(SEED)
    words = page.locator(".term__word").all_inner_texts()
    assert len(words) == len(set(words)) > 10


@pytest.mark.parametrize("script", [True, False])
def test_terms_open_without_script_too_and_can_be_switched_off(open_page: Open, script: bool) -> None:
    page = open_page(SEED, Visit(script=script))
    page.locator("summary", has_text="KPIとは").click()
    assert page.get_by_text("目標にどこまで近づいたかを測るための数字です。").is_visible()
    page.goto(page.url.replace(SEED, "/preferences"))
    page.locator(".preferences__more > summary").click()
    page.locator('input[name="terms"][value="off"]').check()
    page.get_by_role("button", name="この設定にする").click()
    page.goto(page.url.split("/preferences")[0].rstrip("/") + SEED if SEED not in page.url else page.url)
    assert page.locator(".term").count() == 0


def test_an_explanation_is_said_on_request_and_the_reading_stops_for_it(open_page: Open) -> None:
    page = open_page(SEED, Visit(before=CATCH_VOICES))
    page.locator('[data-play="t4"]').click()
    page.wait_for_selector("#t4-1.is-spoken")
    page.locator("summary", has_text="KPIとは").click()
    assert page.evaluate("() => window.voices.length") == 0
    page.get_by_role("button", name="説明を聞く （KPI）").click()
    page.wait_for_function("() => window.voices[0]?.currentTime > 0.1")
    assert page.evaluate("() => document.querySelector('reader-player audio').paused")
    page.keyboard.press("Escape")
    page.wait_for_function("() => window.voices[0].paused")
    expect(page.locator("summary", has_text="KPIとは")).to_be_focused()
