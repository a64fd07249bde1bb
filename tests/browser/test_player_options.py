"""What can be chosen in the player: speed, pauses, where it stops, tapping and single keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import SEED, Open, Visit
from tests.browser.playing import SLOWLY, state_of, tap, until


def test_a_tapped_sentence_is_heard_from_there_unless_that_is_off(open_page: Open) -> None:
    page = open_page(SEED)
    page.evaluate(SLOWLY)
    tap(page, "t4-2")
    until(page, "document.querySelector('.is-spoken')?.id === 't4-2'")
    page.locator('[data-action="play"]').click()
    page.get_by_role("button", name="ほかの操作").click()
    page.get_by_label("文にさわると、そこから聞く").uncheck()
    tap(page, "t2-1")
    assert state_of(page)["key"] == "t4"
    assert state_of(page)["paused"]


def test_the_speed_is_kept_for_the_next_page(open_page: Open) -> None:
    page = open_page(SEED)
    page.get_by_role("button", name="見え方").click()
    with page.expect_response("**/preferences"):
        page.get_by_label("速さ").select_option("0.8")
    page.locator('[data-play="t2"]').click()
    until(page, "!it.audio.paused")
    assert state_of(page)["rate"] == 0.8
    page.reload()
    page.get_by_role("button", name="見え方").click()
    expect(page.get_by_label("速さ")).to_have_value("0.8")


def test_it_stops_after_this_turn_when_told_so(open_page: Open) -> None:
    page = open_page(SEED)
    page.get_by_role("button", name="ほかの操作").click()
    page.get_by_label("この発言で止める").check()
    page.locator('[data-play="t2"]').click()
    until(page, "it.key === 't3' && it.audio.paused")
    expect(page.get_by_role("status")).to_have_text("読み上げを止めました。")


def test_longer_pauses_are_part_of_the_sound_and_come_and_go_while_it_plays(open_page: Open) -> None:
    page = open_page(SEED, Visit("pauses=long"))
    page.locator('[data-play="t4"]').click()
    until(page, "it.whole && it.audio.currentTime > 0")
    slow = state_of(page)["cues"]
    assert "pauses=long" in page.evaluate("() => document.querySelector('audio').currentSrc")
    until(page, "document.querySelector('.is-spoken')?.id.startsWith('t4-')")
    page.evaluate(SLOWLY)
    page.evaluate("() => { document.querySelector('audio').playbackRate = 1; }")
    heard = state_of(page)["marked"]
    page.get_by_role("button", name="ほかの操作").click()
    page.get_by_label("文と文の間を長くする").uncheck()
    until(page, "!it.audio.currentSrc.includes('long') && it.whole && !it.audio.paused")
    until(page, f"document.querySelector('.is-spoken')?.id === '{heard[0]}'")
    quick = state_of(page)["cues"]
    for at, (longer, usual) in enumerate(zip(slow, quick, strict=True)):
        assert longer["start"] - usual["start"] == pytest.approx(0.9 * at, abs=0.05 * (at + 1))
    page.evaluate(
        "() => { const sound = document.querySelector('audio'); sound.currentTime = sound.duration - 0.01; }"
    )
    until(page, "it.key === 't5'")


def test_single_keys_work_only_when_switched_on(open_page: Open) -> None:
    page = open_page(SEED)
    page.keyboard.press("p")
    assert state_of(page)["paused"]
    page.get_by_role("button", name="ほかの操作").click()
    page.get_by_label("1文字のキーで操作する").check()
    page.locator("body").press("p")
    until(page, "!it.audio.paused")
    page.locator("body").press("p")
    until(page, "it.audio.paused")


def test_every_speed_is_offered_and_taken_at_once(open_page: Open) -> None:
    page = open_page(SEED)
    page.get_by_role("button", name="見え方").click()
    page.locator('[data-play="t4"]').click()
    until(page, "it.audio.currentTime > 0")
    speeds = page.locator('select[name="speed"] option').evaluate_all("all => all.map(one => one.value)")
    assert [float(speed) for speed in speeds] == [0.6, 0.8, 1.0, 1.2, 1.5, 2.0]
    for speed in speeds:
        page.get_by_label("速さ").select_option(speed)
        assert state_of(page)["rate"] == float(speed)
    assert page.evaluate("() => document.querySelector('audio').preservesPitch")


def test_the_sleep_timer_stops_it_and_says_so_even_if_timers_sleep(open_page: Open) -> None:
    page = open_page(SEED)
    page.evaluate("() => { window.setTimeout = () => 0; }")
    page.get_by_role("button", name="ほかの操作").click()
    page.get_by_label("自動で止める").select_option("15")
    page.locator('[data-play="t4"]').click()
    until(page, "it.audio.currentTime > 0.2 && !it.audio.paused")
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 15 * 60_000; }")
    until(page, "it.audio.paused")
    expect(page.get_by_role("status")).to_have_text("時間になったので止めました。")
    expect(page.get_by_label("自動で止める")).to_have_value("0")
    page.locator('[data-action="play"]').click()
    until(page, "!it.audio.paused && it.audio.currentTime > 0.5")


@pytest.mark.parametrize("language", ["ja", "easy", "en"])
def test_what_is_left_pushes_no_button_out_of_a_phone(open_page: Open, language: str) -> None:
    page = open_page(SEED, Visit(f"furigana=all&language={language}", 360, 740))
    page.wait_for_selector("#player-options", state="attached")
    texts = {
        "where": "星見浜市社会福祉協議会会長、12回目",
        "time": page.locator("reader-player").get_attribute("data-text-left"),
    }
    page.evaluate(
        "texts => { for (const [name, text] of Object.entries(texts)) document.querySelector(`[data-part=${name}]`).textContent = text }",
        texts,
    )
    edges = page.locator(".player__button:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().right)"
    )
    assert len(edges) >= 7 and max(edges) <= 360
