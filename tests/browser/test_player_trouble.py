"""The player when the connection breaks, and when the sound is still being made."""

from playwright.sync_api import expect

from tests.browser.pages import SEED, Open, OpenUnmade
from tests.browser.playing import state_of, until


def test_a_lost_connection_is_told_and_tried_again(open_page: Open) -> None:
    page = open_page(SEED)
    page.route("**/passages/t9.mp3*", lambda route: route.abort())
    page.locator('[data-play="t9"]').click()
    expect(page.get_by_role("status")).to_have_text("つながりが切れました。もう一度試しています。")
    page.unroute("**/passages/t9.mp3*")
    until(page, "it.key === 't9' && it.audio.currentTime > 0")


def test_a_turn_that_is_still_being_made_is_heard_and_marked_and_can_be_sought_once_it_is_whole(
    open_unmade: OpenUnmade,
) -> None:
    page, voice = open_unmade(SEED)
    page.locator('[data-play="t6"]').click()
    voice.speak(2)
    until(page, "it.key === 't6' && it.audio.currentTime > 0 && !it.whole")
    until(page, "document.querySelector('.is-spoken')?.dataset.sentence === 't6-0'")
    page.locator('[data-action="play"]').click()
    voice.speak_freely()
    until(page, "it.whole")
    page.get_by_role("button", name="次の文").click()
    page.get_by_role("button", name="次の文").click()
    page.locator('[data-action="play"]').click()
    until(page, "!it.audio.paused && document.querySelector('.is-spoken')?.id === 't6-2'")


def test_without_a_connection_what_was_fetched_plays_on_then_it_waits_and_goes_on_by_itself(
    open_page: Open,
) -> None:
    page = open_page(SEED)
    page.locator('[data-play="t2"]').click()
    until(page, "it.key === 't2' && it.kept.includes('t3') && it.kept.includes('t4')")
    page.context.set_offline(True)
    until(page, "it.key === 't3' && it.audio.currentTime > 0.2")
    until(page, "it.key === 't4' && it.audio.currentTime > 0.2")
    status = page.get_by_role("status")
    expect(status).to_have_text("つながりが切れました。もう一度試しています。", timeout=20_000)
    assert state_of(page)["key"] == "t5"
    page.wait_for_timeout(6500)
    expect(status).to_have_text("つながりが切れました。もう一度試しています。")
    page.context.set_offline(False)
    until(page, "it.key === 't5' && it.audio.currentTime > 0.2")
    expect(status).to_be_empty()


def test_when_it_stays_away_it_says_what_to_do_and_a_press_tries_again(open_page: Open) -> None:
    page = open_page(SEED)
    page.evaluate(
        "() => { const later = window.setTimeout; window.setTimeout = (does, time) => later(does, time / 50); }"
    )
    page.route("**/passages/t9.*", lambda route: route.abort())
    page.locator('[data-play="t9"]').click()
    status = page.get_by_role("status")
    expect(status).to_have_text(
        "音声を受け取れません。つながりを確かめて、もう一度「聞く」を押してください。"
    )
    button = page.locator('[data-action="play"]')
    expect(button).to_have_accessible_name("聞く")
    page.unroute("**/passages/t9.*")
    button.click()
    until(page, "it.key === 't9' && it.audio.currentTime > 0.2")
    expect(status).to_be_empty()
