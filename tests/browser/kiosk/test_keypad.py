"""Eyes closed, by the keys of a pad alone: from the welcome to the third turn, faster and louder, and home again."""

import re

import pytest
from playwright.sync_api import Route

from tests.browser.kiosk.visits import SIZES, Arrive
from tests.web.kiosk.kiosks import SEED


@pytest.mark.parametrize("size", SIZES)
def test_from_the_welcome_to_the_third_turn_and_home(arrive: Arrive, size: str) -> None:
    visitor = arrive(size=SIZES[size])
    visitor.press("ArrowDown")
    visitor.arrives("sessions")
    visitor.hears(visitor.text_of_welcome)
    visitor.press("ArrowDown", "ArrowDown", "Enter")
    visitor.arrives("session")
    visitor.press("ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    visitor.arrives("speakers")
    visitor.hears_arrival()
    visitor.press("ArrowDown", "ArrowDown", "Enter")
    visitor.listens("t2")
    assert visitor.title == "事務局 1回目"
    visitor.press("ArrowRight")
    visitor.listens("t4")
    visitor.press(".", "=")
    assert visitor.sound("playbackRate") == 1.2
    assert visitor.text('[data-part="volume"]') == "7"
    visitor.listens("t4")
    visitor.press("ArrowRight")
    visitor.page.wait_for_function("() => document.querySelector('#screen h1').textContent.includes('3回目')")
    visitor.page.wait_for_function("() => document.getElementById('minutes').currentTime > 0.1")
    visitor.press("h")
    visitor.arrives("sessions")
    assert visitor.page.evaluate("document.getElementById('minutes').paused")


def test_prompts_and_minutes_take_turns(arrive: Arrive) -> None:
    """What was heard, in order: only one at a time, each prompt at most until the next key."""
    visitor = arrive(f"{SEED}/passages/t36?by=all")
    visitor.press("ArrowDown")
    visitor.page.wait_for_function("() => heard.some(([name]) => name === 'playing')")
    visitor.press("p")
    visitor.listens("t36")
    visitor.press("p")
    visitor.hears("止めました。")
    visitor.page.wait_for_function("() => heard.at(-1)[0] === 'ended' && heard.at(-1)[1] === 'prompt'")
    sounding: str | None = None
    began = []
    for event, sound, source in visitor.heard:
        if event == "playing":
            assert sounding in (None, sound), visitor.heard
            sounding = sound
            began.append(source)
        elif sound == sounding:
            sounding = None
    minutes = [source for source in began if "/passages/t36.mp3" in source]
    assert minutes, began
    assert "/prompts/" in began[0]
    assert "/prompts/" in began[-1]


def test_who_stops_on_the_way_to_the_next_turn_has_stopped(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t36?by=all")
    visitor.press("p")
    visitor.listens("t36")
    held: list[Route] = []
    visitor.page.context.route(re.compile(r"/kiosk/.*/passages/t37\?"), lambda route: held.append(route))
    visitor.press("ArrowRight")
    visitor.page.wait_for_function("() => document.querySelector('.control--listen.is-playing')")
    visitor.press("p")
    visitor.hears("止めました。")
    held[0].continue_()
    visitor.page.wait_for_selector("#screen[data-reads=t37]")
    assert visitor.text(".control--listen") == "聞く"
    assert visitor.page.evaluate("document.getElementById('minutes').paused")


def test_a_page_turned_by_key_is_heard_from_its_first_card(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/results?kana=の")
    visitor.press("ArrowRight")
    focus = visitor.page.evaluate("document.activeElement.dataset.say")
    visitor.asked_last(focus)
    assert visitor.text(".pager__where").startswith("2／")
    box = visitor.page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    assert 0 <= box["left"] < 1280
    visitor.press("ArrowLeft")
    assert visitor.page.evaluate("document.activeElement === document.querySelector('.card')")


def test_the_focus_is_seen_wherever_the_keys_lead(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers")
    for _ in range(16):
        visitor.press("ArrowDown")
        style = visitor.page.evaluate(
            "() => { const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);"
            " return [outlineStyle, parseFloat(outlineWidth)] }"
        )
        assert style[0] == "solid"
        assert style[1] >= 4


def test_every_move_of_the_focus_is_said_and_the_next_key_interrupts(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers")
    for _ in range(4):
        visitor.press("ArrowDown")
        focus = visitor.page.evaluate("document.activeElement.dataset.say")
        visitor.asked_last(focus)
    assert "委員長" in visitor.page.evaluate("document.activeElement.textContent")
    assert visitor.page.evaluate("document.querySelectorAll('audio').length") == 2


def test_the_ends_are_told(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers")
    visitor.press("ArrowDown", "ArrowUp")
    visitor.hears("ここが はじめです。")
    visitor.press("ArrowLeft")
    visitor.press("ArrowRight")
    visitor.hears("ここが おわりです。")


def test_keys_leave_the_minutes_alone_when_they_only_change_the_sound(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t14?by=all")
    visitor.press("p")
    visitor.listens("t14")
    asked = len(visitor.said)
    visitor.press("=", "=", "-", ".", ",")
    visitor.page.wait_for_timeout(300)
    assert not [address for address in visitor.said[asked:] if "/prompts/" in address]
    assert not visitor.page.evaluate("document.getElementById('minutes').paused")


def test_moving_the_focus_stops_the_minutes_before_anything_else_is_said(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t14?by=all")
    visitor.press("p")
    visitor.listens("t14")
    visitor.press("ArrowDown")
    assert visitor.page.evaluate("document.getElementById('minutes').paused")
    visitor.hears("もどる。一つ前の画面です。")


def test_volume_is_said_where_nothing_is_heard(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/sessions")
    visitor.press("=")
    visitor.hears("音の大きさ 7")
    visitor.press(",")
    visitor.hears("速さ ゆっくり")


def test_the_board_is_walked_in_both_directions(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/search")
    visitor.press("ArrowDown")
    focus = "document.activeElement.textContent.trim()"
    assert visitor.page.evaluate(focus) == "あ"
    visitor.press("ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown")
    assert visitor.page.evaluate(focus) == "け"
    visitor.press("Enter")
    visitor.press("ArrowLeft", "ArrowLeft")
    assert visitor.page.evaluate(focus) == "全部 消す"
    visitor.press("ArrowDown", "Enter")
    visitor.arrives("results")
    assert "「け」" in visitor.title
    visitor.press("Backspace")
    visitor.arrives("board")
    assert visitor.text('[data-part="kana"]') == "け"


def test_a_way_can_be_walked_with_nothing_but_down_and_enter(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t2?by=all")
    seen = []
    for _ in range(16):
        visitor.press("ArrowDown")
        seen.append(visitor.page.evaluate("document.activeElement.textContent.trim()"))
    for name in (
        "もどる",
        "次の発言",
        "持ち帰る",
        "文字",
        "ふりがな",
        "はやく",
        "はじめへ",
        "聞く",
        "大きく",
        "使い方",
    ):
        assert name in seen


def test_each_key_is_named_on_the_screen_for_keys(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/keys")
    visitor.press("h")
    visitor.page.wait_for_function(
        "() => document.querySelector('[data-part=key]').textContent === 'エイチ … はじめへ もどる'"
    )
    visitor.hears("エイチは、はじめへ もどる。")
    visitor.press("F7")
    visitor.hears("エフ7は、はたらきはありません。")
    assert visitor.screen == "keys"
    visitor.press("p", "p", "p")
    visitor.arrives("help")


def test_a_key_without_a_meaning_says_so(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/sessions")
    visitor.press("x")
    visitor.hears("このキーには、はたらきがありません。")


def test_help_and_back_by_key(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t2?by=all")
    visitor.press("?")
    visitor.arrives("help")
    visitor.press("Backspace")
    visitor.page.wait_for_selector("#screen[data-reads=t2]")
