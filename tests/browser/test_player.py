"""The player: heard, marked, stepped through, and silent until asked."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import SAMPLE, SEED, Open, OpenUnmade, Visit
from tests.browser.playing import SLOWLY, STATE, state_of, until


def test_nothing_sounds_until_it_is_asked_for(open_page: Open) -> None:
    page = open_page(SEED)
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.keyboard.press("Tab")
    page.mouse.wheel(0, 600)
    assert state_of(page)["paused"]
    assert not [url for url in requested if url.endswith((".mp3", ".json"))]


def test_the_session_plays_from_its_beginning_and_goes_on_by_itself(open_page: Open) -> None:
    page = open_page(SEED)
    button = page.get_by_role("button", name="はじめから聞く")
    button.click()
    until(page, "it.key === 'm' && it.audio.currentTime > 0 && !it.audio.paused")
    for key in ("a1", "t1", "t2"):
        until(page, f"it.key === '{key}' && it.audio.currentTime > 0")
    state = state_of(page)
    assert state["current"] == ["t2"]
    assert not state["paused"]
    assert "事務局、1回目" in state["where"]


def test_the_marked_sentence_is_the_one_whose_cue_holds_the_time(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t4"]').click()
    seen: set[str] = set()
    while len(seen) < 3:
        until(
            page, f"!{['', *sorted(seen)]!r}.includes(document.querySelector('.turn .is-spoken')?.id ?? '')"
        )
        state = page.evaluate(
            f"async () => {{ await new Promise(requestAnimationFrame); return ({STATE})(); }}"
        )
        assert len(state["marked"]) == 1
        marked = state["marked"][0]
        begun = [cue for cue in state["cues"] if cue["start"] <= state["time"] + 0.02]
        assert marked in {cue["id"] for cue in begun[-2:]}
        seen.add(marked)
    assert all(identity.startswith("t4-") for identity in seen)


WORD = """cues => {
  const cue = cues.find(cue => cue.id === document.querySelector(".turn .is-spoken")?.id);
  const ranges = [...CSS.highlights.get("spoken-word")];
  if (!cue || ranges.length === 0 || ranges.some(range => range.startContainer.parentElement.closest("rt, rp"))) return null;
  const marked = ranges.map(range => range.startContainer.data.slice(range.startOffset, range.endOffset)).join("");
  const sentence = document.getElementById(cue.id).cloneNode(true);
  for (const aside of sentence.querySelectorAll("rt, rp")) aside.remove();
  const words = [];
  for (let at = 0; at < cue.words.length; at += 3) words.push(sentence.textContent.slice(cue.words[at], cue.words[at + 1]));
  return { marked, words, inside: document.getElementById(cue.id).contains(ranges[0].startContainer),
    height: document.querySelector("main").scrollHeight };
}"""


def test_the_word_that_is_heard_is_marked_in_its_sentence(open_page: Open) -> None:
    """Beneath furigana too, and nothing moves for it; in a pause no word is marked."""
    page = open_page(SEED, Visit(preferences="furigana=all"))
    height = page.evaluate("() => document.querySelector('main').scrollHeight")
    page.evaluate(SLOWLY)
    page.locator('[data-play="t4"]').click()
    until(page, "it.key === 't4' && it.whole")
    cues, seen = state_of(page)["cues"], set[str]()
    while len(seen) < 3:
        found = page.wait_for_function(WORD, arg=cues, polling=50).json_value()
        assert found["marked"] in found["words"]
        assert found["inside"]
        assert found["height"] == height
        seen.add(found["marked"])
        page.evaluate("() => { document.querySelector('reader-player audio').currentTime += 0.06; }")
    page.get_by_role("button", name="次の発言").click()
    until(page, "it.key === 't5' && document.querySelector('.is-spoken')?.dataset.sentence === 't5-0'")
    assert page.evaluate(
        "() => [...CSS.highlights.get('spoken-word')].every(one => one.startContainer.isConnected)"
    )


def test_the_button_keeps_the_focus_and_toggles(open_page: Open) -> None:
    page = open_page(SEED)
    button = page.locator('[data-play="t2"]')
    expect(button).to_have_accessible_name("この発言を聞く （事務局、1回目）")
    button.focus()
    page.keyboard.press("Enter")
    until(page, "it.key === 't2' && it.audio.currentTime > 0")
    expect(button).to_have_accessible_name("読み上げを止める （事務局、1回目）")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    until(page, "it.audio.paused")
    expect(button).to_have_accessible_name("この発言を聞く （事務局、1回目）")
    expect(page.get_by_role("status")).to_have_text("読み上げを止めました。")
    stopped = state_of(page)["time"]
    page.keyboard.press("Enter")
    until(page, f"!it.audio.paused && it.audio.currentTime >= {stopped}")
    assert state_of(page)["key"] == "t2"


def test_turns_and_sentences_are_stepped_through(open_page: Open) -> None:
    page = open_page(SEED)
    page.evaluate(SLOWLY)
    page.locator('[data-play="t4"]').click()
    until(page, "it.key === 't4' && it.whole && it.audio.currentTime > 0")
    page.get_by_role("button", name="止める", exact=True).click()
    cues = state_of(page)["cues"]
    page.get_by_role("button", name="次の文").click()
    page.get_by_role("button", name="次の文").click()
    until(page, f"document.querySelector('.is-spoken')?.id === '{cues[2]['id']}'")
    page.get_by_role("button", name="前の文").click()
    until(page, f"document.querySelector('.is-spoken')?.id === '{cues[1]['id']}'")
    page.get_by_role("button", name="次の発言").click()
    until(page, "it.key === 't5'")
    page.get_by_role("button", name="前の発言").click()
    until(page, "it.key === 't4'")
    assert state_of(page)["paused"]


def test_ten_seconds_beyond_a_turn_is_the_next_one(open_page: Open) -> None:
    page = open_page(SEED)
    page.evaluate(SLOWLY)
    page.locator('[data-play="t2"]').click()
    until(page, "it.key === 't2' && it.whole && it.audio.currentTime > 0")
    page.get_by_role("button", name="10秒進む").click()
    until(page, "it.key === 't3'")
    page.get_by_role("button", name="10秒戻る").click()
    until(page, "it.key === 't2' || (it.key === 't3' && it.audio.currentTime < 1)")


STOP_WITHIN_A_SENTENCE = """() => {
  const sentence = document.querySelector(".is-spoken");
  if (!sentence?.id.startsWith("t4-")) return false;
  document.querySelector("[data-action=play]").click();
  return true;
}"""


def test_it_goes_on_where_one_stopped(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t4"]').click()
    page.wait_for_function(STOP_WITHIN_A_SENTENCE, polling=50)
    stopped = page.evaluate("() => document.querySelector('.is-spoken').id")
    page.reload()
    expect(page.locator("[data-resume-text]")).to_have_text("前回は事務局、2回目まで聞きました。")
    page.evaluate(SLOWLY)
    page.get_by_role("button", name="前回の続きから聞く").click()
    until(page, f"it.key === 't4' && document.querySelector('.is-spoken')?.id === '{stopped}'")


def test_the_last_turn_ends_the_reading(open_page: Open) -> None:
    page = open_page(SAMPLE)
    last = page.evaluate("() => [...document.querySelectorAll('[data-passage]')].at(-1).dataset.passage")
    page.locator("[data-play]:visible").last.click()
    while state_of(page)["key"] != last:
        page.get_by_role("button", name="次の発言").click()
    expect(page.get_by_role("status")).to_have_text("最後まで読み上げました。")
    assert state_of(page)["paused"]


def test_while_a_turn_plays_the_next_one_is_made_ready(open_unmade: OpenUnmade) -> None:
    page, voice = open_unmade(SEED)
    ready = """async key => (await fetch(`${document.querySelector("reader-player").dataset.base}/passages/${key}.mp3`,
      { method: "HEAD" })).headers.has("Content-Length")"""
    assert not page.evaluate(ready, "t7")
    page.evaluate(SLOWLY)
    page.locator('[data-play="t6"]').click()
    voice.speak_freely()
    until(page, "it.key === 't6' && it.audio.currentTime > 0")
    page.wait_for_function(f"async () => ({ready})('t7')")
    assert state_of(page)["key"] == "t6"
    assert not page.evaluate(ready, "t12"), "not the whole session"


WHERE = """text => {
  const where = document.querySelector('[data-part="where"]');
  where.textContent = text;
  return where.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(where).lineHeight);
}"""


def test_a_long_heading_takes_two_lines_of_the_player_and_is_heard_whole(open_page: Open) -> None:
    page = open_page(SEED, Visit(width=360, height=740))
    long = f"いま: {'地域におけるデジタル化の推進に関する基本的な考え方について' * 2}"
    assert page.evaluate(WHERE, "いま: 議題1") < 1.1
    assert page.evaluate(WHERE, long) == pytest.approx(2, abs=0.05)
    assert long in page.locator("#player").aria_snapshot()
