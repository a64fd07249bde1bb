"""The player: heard, marked, followed, steered, and silent until asked."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.pages import SAMPLE, SEED, Open, OpenUnmade, Visit

STATE = """() => {
  const player = document.querySelector("reader-player");
  return {
    key: player.key, time: player.audio.currentTime, paused: player.audio.paused, rate: player.audio.playbackRate,
    marked: [...document.querySelectorAll(".is-spoken")].map(sentence => sentence.id || sentence.dataset.sentence),
    current: [...document.querySelectorAll("[aria-current=true]")].map(turn => turn.dataset.passage),
    cues: player.timing?.cues ?? [], where: document.querySelector("[data-part=where]").textContent,
  };
}"""


def _state(page: Page) -> dict[str, Any]:
    state: dict[str, Any] = page.evaluate(STATE)
    return state


def _until(page: Page, condition: str) -> None:
    """Waits until the condition holds of the player, called ``it``."""
    page.wait_for_function(
        f"() => {{ const it = document.querySelector('reader-player'); return {condition}; }}"
    )


def _tap(page: Page, sentence: str) -> None:
    """Clicks on the last line of a sentence."""
    line = """id => {
      const sentence = document.getElementById(id);
      sentence.scrollIntoView({ block: "center" });
      const box = [...sentence.getClientRects()].at(-1);
      return [box.x + 5, box.y + box.height / 2];
    }"""
    page.mouse.click(*page.evaluate(line, sentence))


def test_nothing_sounds_until_it_is_asked_for(open_page: Open) -> None:
    page = open_page(SEED)
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.keyboard.press("Tab")
    page.mouse.wheel(0, 600)
    assert _state(page)["paused"]
    assert not [url for url in requested if url.endswith((".mp3", ".json"))]


def test_the_session_plays_from_its_beginning_and_goes_on_by_itself(open_page: Open) -> None:
    page = open_page(SEED)
    button = page.get_by_role("button", name="はじめから聞く")
    button.click()
    _until(page, "it.key === 'm' && it.audio.currentTime > 0 && !it.audio.paused")
    for key in ("a1", "t1", "t2"):
        _until(page, f"it.key === '{key}' && it.audio.currentTime > 0")
    state = _state(page)
    assert state["current"] == ["t2"]
    assert not state["paused"]
    assert "事務局、1回目" in state["where"]


def test_the_marked_sentence_is_the_one_whose_cue_holds_the_time(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t4"]').click()
    seen: set[str] = set()
    while len(seen) < 3:
        _until(
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


def test_the_button_keeps_the_focus_and_toggles(open_page: Open) -> None:
    page = open_page(SEED)
    button = page.locator('[data-play="t2"]')
    expect(button).to_have_accessible_name("この発言を聞く （事務局、1回目）")
    button.focus()
    page.keyboard.press("Enter")
    _until(page, "it.key === 't2' && it.audio.currentTime > 0")
    expect(button).to_have_accessible_name("読み上げを止める （事務局、1回目）")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    _until(page, "it.audio.paused")
    expect(button).to_have_accessible_name("この発言を聞く （事務局、1回目）")
    expect(page.get_by_role("status")).to_have_text("読み上げを止めました。")
    stopped = _state(page)["time"]
    page.keyboard.press("Enter")
    _until(page, f"!it.audio.paused && it.audio.currentTime >= {stopped}")
    assert _state(page)["key"] == "t2"


def test_turns_and_sentences_are_stepped_through(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t4"]').click()
    _until(page, "it.key === 't4' && it.timing?.ready && it.audio.currentTime > 0")
    page.get_by_role("button", name="止める", exact=True).click()
    cues = _state(page)["cues"]
    page.get_by_role("button", name="次の文").click()
    page.get_by_role("button", name="次の文").click()
    _until(page, f"document.querySelector('.is-spoken')?.id === '{cues[2]['id']}'")
    page.get_by_role("button", name="前の文").click()
    _until(page, f"document.querySelector('.is-spoken')?.id === '{cues[1]['id']}'")
    page.get_by_role("button", name="次の発言").click()
    _until(page, "it.key === 't5'")
    page.get_by_role("button", name="前の発言").click()
    _until(page, "it.key === 't4'")
    assert _state(page)["paused"]


def test_ten_seconds_beyond_a_turn_is_the_next_one(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t2"]').click()
    _until(page, "it.key === 't2' && it.timing?.ready && it.audio.currentTime > 0")
    page.get_by_role("button", name="10秒進む").click()
    _until(page, "it.key === 't3'")
    page.get_by_role("button", name="10秒戻る").click()
    _until(page, "it.key === 't2' || (it.key === 't3' && it.audio.currentTime < 1)")


def test_a_tapped_sentence_is_heard_from_there_unless_that_is_off(open_page: Open) -> None:
    page = open_page(SEED)
    _tap(page, "t4-2")
    _until(page, "document.querySelector('.is-spoken')?.id === 't4-2'")
    page.locator('[data-action="play"]').click()
    page.get_by_role("button", name="ほかの操作").click()
    page.get_by_label("文にさわると、そこから聞く").uncheck()
    _tap(page, "t2-1")
    assert _state(page)["key"] == "t4"
    assert _state(page)["paused"]


def test_the_speed_is_kept_for_the_next_page(open_page: Open) -> None:
    page = open_page(SEED)
    page.get_by_role("button", name="ほかの操作").click()
    with page.expect_response("**/preferences"):
        page.get_by_label("速さ").select_option("0.6")
    page.locator('[data-play="t2"]').click()
    _until(page, "!it.audio.paused")
    assert _state(page)["rate"] == 0.6
    page.reload()
    assert page.locator('select[name="speed"]').input_value() == "0.6"


def test_it_stops_after_this_turn_when_told_so(open_page: Open) -> None:
    page = open_page(SEED)
    page.get_by_role("button", name="ほかの操作").click()
    page.get_by_label("この発言で止める").check()
    page.locator('[data-play="t2"]').click()
    _until(page, "it.key === 't3' && it.audio.paused")
    expect(page.get_by_role("status")).to_have_text("読み上げを止めました。")


def test_longer_pauses_still_come_to_the_end_of_a_turn(open_page: Open) -> None:
    page = open_page(SEED, Visit("pauses=long"))
    page.locator('[data-play="t2"]').click()
    _until(page, "it.breathing !== 0")
    assert page.evaluate("() => document.querySelector('[data-play=t2]').classList.contains('is-playing')")
    _until(page, "it.key === 't3' && it.audio.currentTime > 0")


def test_it_goes_on_where_one_stopped(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t4"]').click()
    _until(page, "it.key === 't4' && document.querySelector('.is-spoken')?.id === 't4-2'")
    page.locator('[data-action="play"]').click()
    page.reload()
    expect(page.locator("[data-resume-text]")).to_have_text("前回は事務局、2回目まで聞きました。")
    page.get_by_role("button", name="前回の続きから聞く").click()
    _until(page, "it.key === 't4' && document.querySelector('.is-spoken')?.id === 't4-2'")


def test_the_text_is_followed_until_the_reader_scrolls(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t8"]').click()
    _until(page, "it.key === 't8' && document.querySelector('.is-spoken')?.id === 't8-1'")
    box = page.locator("#t8-1").bounding_box()
    assert box and 0 <= box["y"] <= 800
    page.mouse.move(300, 300)
    page.mouse.wheel(0, -3000)
    back = page.get_by_role("button", name="読み上げ位置に戻る")
    expect(back).to_be_visible()
    back.click()
    expect(page.locator(".is-spoken")).to_be_in_viewport()


def test_the_lock_screen_is_told_who_speaks(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t2"]').click()
    _until(page, "!it.audio.paused")
    told = page.evaluate(
        "() => [navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artist]"
    )
    assert told == ["事務局、1回目", "令和3年度第2回長崎市DX推進委員会"]
    assert page.evaluate("() => navigator.mediaSession.playbackState") == "playing"


def test_single_keys_work_only_when_switched_on(open_page: Open) -> None:
    page = open_page(SEED)
    page.keyboard.press("p")
    assert _state(page)["paused"]
    page.get_by_role("button", name="ほかの操作").click()
    page.get_by_label("1文字のキーで操作する").check()
    page.locator("body").press("p")
    _until(page, "!it.audio.paused")
    page.locator("body").press("p")
    _until(page, "it.audio.paused")


def test_the_last_turn_ends_the_reading(open_page: Open) -> None:
    page = open_page(SAMPLE)
    last = page.evaluate("() => [...document.querySelectorAll('[data-passage]')].at(-1).dataset.passage")
    page.evaluate("key => document.querySelector('reader-player').play(key)", last)
    expect(page.get_by_role("status")).to_have_text("最後まで読み上げました。")
    assert _state(page)["paused"]


def test_a_lost_connection_is_told_and_tried_again(open_page: Open) -> None:
    page = open_page(SEED)
    page.route("**/passages/t9.mp3*", lambda route: route.abort())
    page.locator('[data-play="t9"]').click()
    expect(page.get_by_role("status")).to_have_text("つながりが切れました。もう一度試しています。")
    page.unroute("**/passages/t9.mp3*")
    _until(page, "it.key === 't9' && it.audio.currentTime > 0")


def test_a_turn_that_is_still_being_made_is_heard_and_marked_and_can_be_sought_once_it_is_whole(
    open_unmade: OpenUnmade,
) -> None:
    page, voice = open_unmade(SEED)
    page.locator('[data-play="t6"]').click()
    voice.speak(2)
    _until(page, "it.key === 't6' && it.audio.currentTime > 0 && !it.timing?.ready")
    _until(page, "document.querySelector('.is-spoken')?.dataset.sentence === 't6-0'")
    page.locator('[data-action="play"]').click()
    voice.speak_freely()
    _until(page, "it.timing?.ready")
    page.get_by_role("button", name="次の文").click()
    page.get_by_role("button", name="次の文").click()
    page.locator('[data-action="play"]').click()
    _until(page, "!it.audio.paused && document.querySelector('.is-spoken')?.id === 't6-2'")
