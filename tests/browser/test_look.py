"""Type, furigana, speed and the rest changed on the page itself: what is read stays in its place, and the sound goes on."""

from playwright.sync_api import Page, expect

from tests.browser.axe import Axe
from tests.browser.pages import SEED, Open, Visit, still

TOP = "() => document.querySelector('.sentence.is-spoken').getBoundingClientRect().top"
HOLD = """() => new MutationObserver((_, observer) => {
  if (!document.querySelector("#t4-1.is-spoken")) return;
  document.querySelector("reader-player audio").playbackRate = 0.0625;
  observer.disconnect();
}).observe(document.body, { subtree: true, attributeFilter: ["class"] })"""
"""As soon as a sentence is heard its tone lasts for seconds: what is looked at stays what is heard."""


def _playing(page: Page) -> None:
    page.evaluate(HOLD)
    page.locator('[data-play="t4"]').click()
    page.wait_for_selector("#t4-1.is-spoken")
    still(page)


def _goes_on(page: Page) -> bool:
    """Whether the turn is still heard."""
    return bool(
        page.evaluate(
            "() => { const it = document.querySelector('reader-player'); return it.dataset.key === 't4' && !it.audio.paused; }"
        )
    )


def test_looks_change_in_place_and_the_sound_goes_on(open_page: Open, axe: Axe) -> None:
    page = open_page(SEED, Visit("furigana=hard", 360, 740))
    _playing(page)
    page.locator('[data-action="look"]').click()
    page.wait_for_selector('[data-action="look"][aria-expanded="true"]')
    still(page)
    before = page.evaluate(TOP)

    page.get_by_role("button", name="文字を大きく").click()
    assert page.locator('.player__look [name="type"]').input_value() == "28"
    for name, value in (("type", "28"), ("leading", "wide"), ("letters", "wider"), ("column", "20")):
        page.locator(f'.player__look [name="{name}"]').select_option(value)
        still(page)
        assert abs(page.evaluate(TOP) - before) <= 2, name
        assert _goes_on(page), name
    text = page.locator("#t4 >> xpath=ancestor::article >> css=.turn__text")
    style = text.evaluate(
        "one => { const s = getComputedStyle(one); return [s.fontSize, s.letterSpacing, s.maxWidth]; }"
    )
    assert style == ["28px", "2.8px", "560px"]

    page.locator('.player__look [name="furigana"]').focus()
    page.locator('.player__look [name="furigana"]').select_option("all")
    page.wait_for_selector('html[data-furigana="all"]')
    still(page)
    assert page.locator("#t4-1.is-spoken ruby").count() > 3
    assert abs(page.evaluate(TOP) - before) <= 2
    assert _goes_on(page)
    assert page.evaluate("() => document.activeElement.name") == "furigana"
    assert page.locator('[data-play="t4"]').evaluate("one => one.classList.contains('is-playing')")
    assert axe.findings(page) == []

    page.get_by_role("button", name="ゆっくり").click()
    assert page.evaluate("() => document.querySelector('reader-player audio').playbackRate") == 0.8
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_selector("html.is-whole", state="attached")
    kept = page.evaluate("() => ({ ...document.documentElement.dataset })")
    assert {name: kept[name] for name in ("type", "leading", "letters", "column", "furigana", "speed")} == {
        "type": "28",
        "leading": "wide",
        "letters": "wider",
        "column": "20",
        "furigana": "all",
        "speed": "0.8",
    }


def test_only_what_is_heard_stays_bright(open_page: Open) -> None:
    page = open_page(SEED, Visit("focus=3"))
    _playing(page)
    ruler = page.locator(".ruler")
    expect(ruler).to_be_visible()
    box, sentence = ruler.bounding_box(), page.locator(".is-spoken").bounding_box()
    line = page.locator(".turn__text p").first.evaluate("one => parseFloat(getComputedStyle(one).lineHeight)")
    assert box and sentence
    assert abs(box["height"] - 3 * line) <= 4
    assert box["y"] < sentence["y"] + line and box["y"] + box["height"] > sentence["y"]

    page.locator('[data-action="look"]').click()
    page.locator('.player__look [name="focus"]').select_option("sentence")
    page.evaluate("() => dispatchEvent(new Event('resize'))")
    expect(ruler).to_be_hidden()
    colours = page.evaluate(
        "() => ['#t4-1', '#t4-2'].map(id => getComputedStyle(document.querySelector(id)).color)"
    )
    assert colours[0] != colours[1]
    page.locator('[data-action="play"]').click()
    page.wait_for_selector("html:not(.is-reading)")
    assert (
        len(
            set(
                page.evaluate(
                    "() => ['#t4-2', '#t5-1'].map(id => getComputedStyle(document.querySelector(id)).color)"
                )
            )
        )
        == 1
    )


def test_turns_set_upright_are_followed_and_reached_by_keys(open_page: Open, axe: Axe) -> None:
    page = open_page(SEED, Visit("writing=vertical&furigana=all", 360, 740))
    text = page.locator('[data-passage="t4"] .turn__text')
    assert text.evaluate("one => getComputedStyle(one).writingMode") == "vertical-rl"
    assert text.evaluate("one => one.scrollWidth > one.clientWidth")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    families = text.evaluate("one => getComputedStyle(one).fontFamily")
    assert 0 < families.index("BIZ UDPGothic, upright") < families.index("BIZ UDPGothic, ours")
    assert (
        page.evaluate(
            "async () => (await document.fonts.load('20px \"BIZ UDPGothic, upright\"', 'ー。')).length"
        )
        == 1
    )
    page.locator("#t4-4").evaluate("one => one.scrollIntoView({ inline: 'center' })")
    page.locator("#t4-4").click()
    page.wait_for_selector("#t4-4.is-spoken")
    still(page)
    box, around = page.locator("#t4-4").bounding_box(), text.bounding_box()
    assert (
        box and around and box["x"] + box["width"] > around["x"] and box["x"] < around["x"] + around["width"]
    )
    text.focus()
    assert text.evaluate("one => document.activeElement === one")
    assert axe.findings(page) == []


BESIDE = """one => {
  const box = one.getClientRects()[0], around = one.closest(".turn__text").getBoundingClientRect();
  return box.right > around.left && box.left < around.right && box.top >= 0 && box.top < innerHeight;
}"""
"""Whether a sentence begins within the window and within its turn, which scrolls sideways."""


def test_what_is_read_stays_in_sight_where_turns_become_upright(open_page: Open) -> None:
    page = open_page(f"{SEED}#t22-2", Visit("type=40&furigana=all", 390, 844))
    sentence = page.locator("#t22-2")
    page.locator('[data-action="look"]').click()
    writing = page.locator('.player__look [name="writing"]')
    type_ = page.locator('.player__look [name="type"]')
    for choose, value in ((writing, "vertical"), (type_, "48"), (type_, "20"), (writing, "horizontal")):
        choose.select_option(value)
        still(page)
        assert sentence.evaluate(BESIDE), value


def test_what_the_player_opens_leaves_upright_turns_as_they_are(open_page: Open) -> None:
    page = open_page(f"{SEED}#t22-2", Visit("writing=vertical&type=48", 360, 640))
    text = page.locator('[data-passage="t22"] .turn__text')
    height = text.bounding_box()
    page.locator('[data-action="look"]').click()
    expect(page.locator("#player-look")).to_be_visible()
    still(page)
    box = text.bounding_box()
    assert box and height and box["height"] == height["height"] >= 4 * 48
    assert page.locator("#t22-2").evaluate(BESIDE)


def test_the_bar_stands_before_what_is_heard_whichever_way_it_is_set(open_page: Open) -> None:
    """Above upright lines, at the left of the others: a turn's heading is never upright, and its furigana stand above it."""
    page = open_page(SEED, Visit("writing=vertical&furigana=all"))
    offsets = "one => { one.classList.add('is-spoken'); return getComputedStyle(one).boxShadow.match(/-?[0-9.]+px/g).slice(0, 2).map(parseFloat) }"
    left, down = page.locator(".turn__speaker .sentence").first.evaluate(offsets)
    assert left < 0 and down == 0
    left, down = page.locator(".turn__text .sentence").first.evaluate(offsets)
    assert left == 0 and down < 0
