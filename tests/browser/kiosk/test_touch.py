"""By touch alone, at both sizes: from the welcome to the third turn, and everything on the way."""

import re

import pytest
from playwright.sync_api import Route

from tests.browser.kiosk.visits import SIZES, Arrive
from tests.web.kiosk.kiosks import SCREENS, SEED


@pytest.mark.parametrize("size", SIZES)
def test_from_the_welcome_to_the_third_turn(arrive: Arrive, size: str) -> None:
    visitor = arrive(size=SIZES[size])
    visitor.touch("さわると始まります")
    visitor.arrives("sessions")
    visitor.hears(visitor.text_of_welcome)
    visitor.touch("市DX推進委員会")
    visitor.arrives("session")
    visitor.touch("話した人から えらぶ")
    visitor.arrives("speakers")
    visitor.touch("事務局")
    visitor.arrives("reading")
    visitor.listens("t2")
    visitor.touch("次の発言")
    visitor.listens("t4")
    visitor.touch("次の発言")
    visitor.page.wait_for_function("() => document.querySelector('#screen h1').textContent.includes('3回目')")
    assert visitor.page.locator(".sentence").count() > 1


def test_a_language_is_chosen_on_the_first_screen_and_gone_with_the_visitor(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.touch("English")
    visitor.arrives("sessions")
    assert visitor.title == "Choose a meeting"
    assert visitor.text(".dock [data-way=home]") == "Start"
    visitor.touch("Finish")
    visitor.arrives("welcome")
    visitor.touch("さわると始まります")
    visitor.arrives("sessions")
    assert visitor.title == "会議をえらぶ"


def test_who_taps_again_and_again_arrives_none_the_later(arrive: Arrive) -> None:
    visitor = arrive()
    held: list[Route] = []
    visitor.page.context.route(re.compile("/kiosk/sessions$"), lambda route: held.append(route))
    for _ in range(8):
        visitor.touch("さわると始まります")
    visitor.page.wait_for_timeout(100)
    assert len(held) == 1
    held[0].continue_()
    visitor.arrives("sessions")


def test_hearing_goes_on_to_the_next_turn_and_marks_the_sentence(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t1?by=exchange.1")
    visitor.touch("聞く")
    visitor.page.wait_for_selector("#t1-1.is-spoken")
    visitor.page.wait_for_selector("#t2-1.is-spoken")
    visitor.hears("ここで おわりです。")
    assert visitor.text(".control--listen") == "聞く"


def test_the_one_button_hears_and_stops(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t4?by=all")
    visitor.touch("聞く")
    visitor.listens("t4")
    assert visitor.text(".control--listen") == "止める"
    visitor.touch("止める")
    visitor.hears("止めました。")
    at = visitor.sound("currentTime")
    visitor.touch("聞く")
    visitor.listens("t4")
    assert visitor.sound("currentTime") >= at


def test_stopped_is_stopped_on_the_next_turn_too(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t4?by=all")
    visitor.touch("次の発言")
    visitor.page.wait_for_selector("#screen[data-reads=t5]")
    assert visitor.text(".control--listen") == "聞く"


def test_every_screen_can_be_heard(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/speakers")
    visitor.touch("聞く")
    for nth in range(4):
        visitor.page.wait_for_selector(f".cards__item:nth-child({nth + 1}) .card.is-spoken")
    visitor.page.wait_for_function("() => !document.querySelector('.is-spoken')")
    assert visitor.text(".control--listen") == "聞く"


def test_one_touch_changes_type_colours_and_furigana(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t4?by=all")
    visitor.touch("文字")
    visitor.page.wait_for_function("() => document.documentElement.dataset.type === '40'")
    visitor.hears("文字を 大きくしました。")
    visitor.touch("色")
    visitor.page.wait_for_function("() => document.documentElement.dataset.theme === 'cream'")
    before = visitor.page.locator("kiosk-pages ruby").count()
    visitor.touch("ふりがな")
    visitor.page.wait_for_function(
        "n => document.querySelectorAll('kiosk-pages ruby').length > n", arg=before
    )
    visitor.touch("ふりがな")
    visitor.page.wait_for_function("() => document.querySelectorAll('kiosk-pages ruby').length === 0")
    assert visitor.page.evaluate("document.activeElement.dataset.action") == "furigana"


def test_furigana_may_change_while_the_turn_is_heard(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t14?by=all")
    visitor.touch("聞く")
    visitor.listens("t14")
    visitor.touch("ふりがな")
    visitor.page.wait_for_function("() => document.querySelectorAll('kiosk-pages ruby').length > 10")
    visitor.page.wait_for_selector(".sentence.is-spoken")
    visitor.listens("t14")


def test_loudness_and_speed_change_step_by_step_within_their_ends(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/sessions")
    for _ in range(12):
        visitor.touch("大きく")
    assert visitor.text('[data-part="volume"]') == "10"
    assert visitor.sound("volume") == 1
    for _ in range(12):
        visitor.touch("小さく")
    assert visitor.text('[data-part="volume"]') == "1"
    assert 0 < visitor.sound("volume") < 0.1
    visitor.touch("はやく")
    visitor.hears("速さ 少し速く")
    assert visitor.sound("playbackRate") == 1.2
    for _ in range(8):
        visitor.touch("ゆっくり")
    assert visitor.sound("playbackRate") == 0.6


def test_a_long_turn_is_turned_page_by_page_and_follows_the_voice(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t13?by=all")
    for _ in range(2):
        visitor.touch("文字")
    visitor.page.wait_for_function("() => document.documentElement.dataset.type === '48'")
    visitor.at_page(1)
    visitor.touch("▼")
    visitor.at_page(2)
    visitor.touch("▲")
    visitor.at_page(1)
    visitor.touch("聞く")
    visitor.at_page(2)


PAGES_AS_SHOWN = """() => {
  const sheet = document.querySelector(".pages__sheet"), gap = parseFloat(getComputedStyle(sheet).columnGap);
  const pages = Math.round((sheet.scrollWidth + gap) / (sheet.clientWidth + gap));
  const said = document.querySelector(".pager__where").textContent;
  return pages > 1 ? said.endsWith(`／${pages}`) && pages : said === "" && pages;
}"""
"""How many columns stand beside one another, once the pager says so too."""


def test_the_pages_are_counted_anew_whenever_their_words_take_more_or_less_room(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t13?by=all")
    counts = []
    for size in ("40", "48", "32"):
        visitor.touch("文字")
        visitor.page.wait_for_function("size => document.documentElement.dataset.type === size", arg=size)
        counts.append(visitor.page.wait_for_function(PAGES_AS_SHOWN).json_value())
    assert counts[1] > counts[2]


def test_kana_are_put_together_on_the_board_and_found(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/search")
    board = visitor.page.locator(".board__keys")
    for key in ("け", "い", "1字 消す", "ん", "か", "し", "ち", "よ", "が ぱ ゃ", "う"):
        board.get_by_text(key, exact=True).tap()
    assert visitor.text('[data-part="kana"]') == "けんかしちょう"
    visitor.hears("小さいヨ")
    board.get_by_text("さがす", exact=True).tap()
    visitor.arrives("results")
    visitor.hears(f"「けんかしちょう」は、{visitor.page.locator('.card').count()}件 見つかりました。")
    visitor.page.evaluate(
        "() => { window.moments = []; const sound = document.getElementById('minutes');"
        " sound.addEventListener('timeupdate', () => moments.push(sound.currentTime)) }"
    )
    visitor.page.locator(".card:visible").first.tap()
    visitor.arrives("reading")
    visitor.page.wait_for_selector(".sentence.is-spoken")
    assert "県下市町" in visitor.text(".sentence.is-spoken")
    assert visitor.page.evaluate("Math.min(...moments)") > 0.3, "it began at the beginning"
    visitor.touch("はじめへ")
    visitor.arrives("sessions")


def test_an_empty_board_asks_for_kana(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/search")
    visitor.page.locator(".kana--search").tap()
    visitor.hears("先に、かなを入れてください。")
    assert visitor.screen == "board"


def test_a_turn_is_taken_home(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t2?by=all")
    visitor.touch("持ち帰る")
    visitor.arrives("take-home")
    assert visitor.text(".take-home__code") == "20211028-1-2"
    width = visitor.page.locator(".take-home__picture").evaluate(
        "node => node.naturalWidth && node.clientWidth"
    )
    assert width >= 300
    visitor.touch("もどる")
    visitor.page.wait_for_selector("#screen[data-reads=t2]")


def test_staff_open_their_screen_by_a_gesture_and_a_pin(arrive: Arrive) -> None:
    visitor = arrive(clock=True)
    page = visitor.page
    page.mouse.move(20, 20)
    page.mouse.down()
    page.clock.run_for(5_100)
    page.mouse.up()
    visitor.arrives("staff")
    for digit in "4821":
        page.locator(f'[data-digit="{digit}"]').tap()
    page.locator('[data-digit="enter"]').tap()
    page.wait_for_selector(".staff__line")
    assert "会議録 2件" in " ".join(page.locator(".staff").inner_text().split())


STROKE = """([across, down]) => {
  const from = { x: innerWidth / 3, y: innerHeight / 3 };
  const words = document.elementFromPoint(from.x, from.y);
  const at = { bubbles: true, isPrimary: true, pointerType: "touch" };
  words.dispatchEvent(new PointerEvent("pointerdown", { ...at, clientX: from.x, clientY: from.y }));
  words.dispatchEvent(new PointerEvent("pointerup", { ...at, clientX: from.x + across, clientY: from.y + down }));
}"""


def test_a_sentence_is_read_from_where_it_is_touched_and_strokes_turn_pages(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/passages/t13?by=all")
    page = visitor.page
    for size in ("40", "48"):
        visitor.touch("文字")
        page.wait_for_function("size => document.documentElement.dataset.type === size", arg=size)
    visitor.at_page(1)
    begins = page.evaluate("() => document.getElementById('t13-2').getClientRects()[0].toJSON()")
    page.touchscreen.tap(begins["x"] + 4, begins["y"] + begins["height"] / 2)
    page.wait_for_selector("#t13-2.is-spoken")
    assert visitor.sound("currentTime") > 0.3, "it began at the beginning"
    visitor.touch("止める")
    page.evaluate(STROKE, [-200, 20])
    visitor.at_page(2)
    page.evaluate(STROKE, [10, 200])
    visitor.at_page(1)
    page.evaluate(STROKE, [-30, 10])
    page.evaluate(STROKE, [120, 110])
    visitor.at_page(1)
    page.evaluate(STROKE, [200, 0])
    page.wait_for_selector("#screen[data-reads=t12]")


@pytest.mark.parametrize("size", SIZES)
def test_a_question_stands_with_its_answer_where_both_fit_and_letters_fill_the_screen(
    arrive: Arrive, size: str
) -> None:
    visitor = arrive(f"{SEED}/passages/t33?by=exchange.33", SIZES[size])
    page = visitor.page
    page.wait_for_selector("[data-passage=t34]:not([hidden])")
    assert not page.locator('[data-way="right"]:not(.control--none)').count(), "the answer is here already"
    visitor.touch("聞く")
    visitor.listens("t34")
    page.wait_for_function("() => document.querySelector('.control--listen').textContent.trim() === '聞く'")
    page.goto(f"{SEED}/passages/t2?by=all")
    page.wait_for_function(
        "() => parseFloat(getComputedStyle(document.querySelector('kiosk-pages p')).fontSize) > 44"
    )
    assert page.locator(".pager:visible").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_the_title_stands_at_one_place_on_every_screen(arrive: Arrive, size: str) -> None:
    visitor = arrive(size=SIZES[size])
    tops = {}
    for name, path in SCREENS.items():
        if name != "welcome":
            visitor.page.goto(path)
            tops[name] = visitor.page.evaluate(
                "Math.round(document.querySelector('h1').getBoundingClientRect().top)"
            )
    assert max(tops.values()) - min(tops.values()) <= 1, tops


def test_what_is_cut_from_a_card_leaves_no_readings_behind(arrive: Arrive) -> None:
    visitor = arrive(f"{SEED}/exchanges")
    page = visitor.page
    page.context.add_cookies([{"name": "kiosk", "value": "furigana=all", "url": page.url}])
    page.reload()
    page.wait_for_selector(".card ruby.is-cut", state="attached")
    seen = """() => [...document.querySelectorAll(".card__title")].flatMap((box) => {
      const { bottom } = box.getBoundingClientRect();
      return [...box.querySelectorAll("ruby")].filter((one) => one.getBoundingClientRect().bottom > bottom + 2
        && getComputedStyle(one).visibility !== "hidden").map((one) => one.textContent);
    })"""
    assert page.evaluate(seen) == []


def test_the_board_says_where_kana_lead_and_a_misread_sentence_is_told(arrive: Arrive) -> None:
    visitor = arrive("/kiosk/search")
    page = visitor.page
    for key in ("わ", "い", "ふ"):
        page.locator(".board__keys").get_by_text(key, exact=True).tap()
    page.wait_for_function(
        "() => /^[1-9][0-9]*件$/.test(document.querySelector('[data-part=count]').textContent)"
    )
    assert page.locator('.kana[aria-disabled="true"]').count() > 20
    page.locator('.kana[aria-disabled="true"]').first.tap(force=True)
    visitor.hears("その先の言葉は、会議録にありません。")
    assert visitor.text('[data-part="kana"]') == "わいふ"
    visitor.touch("Wi-Fi")
    visitor.arrives("results")
    page.goto(f"{SEED}/passages/t2?by=all")
    visitor.touch("読みがちがう")
    visitor.hears("読みがちがう文に、さわってください。")
    page.locator("#t2-1").tap()
    visitor.hears("この文の読みがちがうことを、役所に知らせました。")
    assert visitor.kiosk.library.reports()[-1].utterance == "t2-1"
