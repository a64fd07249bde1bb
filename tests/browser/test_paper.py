"""On paper: A4, 18 pt, furigana as chosen, names bold, pages counted, no controls, and the way back to the voice."""

from itertools import pairwise

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.pages import PAGES, SEED, Open, Visit

A4 = (595, 842)
"""Points."""


def _printed(page: Page) -> pypdfium2.PdfDocument:
    """The page as the browser's own print dialogue would put it on paper."""
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def _words(sheet: pypdfium2.PdfPage) -> str:
    return "".join(str(sheet.get_textpage().get_text_bounded()).split())


CONTROLS = ":is(form, label, button, input, select, textarea, summary, audio, .player, .turn__links, .site-header, .site-footer)"
PRINTED = {
    name: PAGES[name]
    for name in (
        "home",
        "session",
        "turn",
        "speaker",
        "search",
        "glossary",
        "help",
        "accessibility",
        "report",
    )
} | {
    "session of one role": f"{SEED}?show=role-chair",
    "search, narrowed": f"{PAGES['search']}&role=chair",
    "search in a meeting": f"{PAGES['search']}&in={SEED.rsplit('/', 1)[1]}",
}


@pytest.mark.parametrize("name", PRINTED)
def test_on_paper_there_are_words_and_no_controls(open_page: Open, name: str) -> None:
    page = open_page(PRINTED[name])
    page.emulate_media(media="print")
    shown = page.locator(f"{CONTROLS}:visible").evaluate_all("all => all.map(one => one.outerHTML)")
    assert shown == []
    assert page.locator("main :is(p, dt):visible").count() > 1


@pytest.mark.parametrize("look", ["type=20&theme=dark", "type=48&theme=yellow", "theme=cream"])
def test_paper_is_large_black_and_white_whatever_the_screen_is(open_page: Open, look: str) -> None:
    page = open_page(SEED, Visit(look))
    page.emulate_media(media="print")
    style = page.evaluate(
        """() => {
          const text = getComputedStyle(document.querySelector(".turn__text p"));
          return [text.fontSize, text.color, getComputedStyle(document.body).backgroundColor];
        }"""
    )
    assert style == ["24px", "rgb(0, 0, 0)", "rgb(255, 255, 255)"]  # 24 CSS px are 18 pt
    weights = page.locator("h3").evaluate_all("all => all.map(one => getComputedStyle(one).fontWeight)")
    assert set(weights) == {"700"}


@pytest.mark.parametrize(("furigana", "read"), [("none", False), ("all", True)])
def test_sheets_are_a4_numbered_and_carry_furigana_as_chosen(
    open_page: Open, furigana: str, read: bool
) -> None:
    document = _printed(open_page(SEED, Visit(f"furigana={furigana}")))
    sheets = [document[number] for number in range(len(document))]
    assert all(tuple(round(side) for side in sheet.get_size()) == A4 for sheet in sheets)
    for number, sheet in enumerate(sheets, 1):
        assert f"{number}/{len(sheets)}" in _words(sheet)
    whole = "".join(_words(sheet) for sheet in sheets)
    assert ("けいかく" in whole) == read
    assert "この発言を聞く" not in whole


def test_paper_tells_where_and_when_though_the_screen_folds_it(open_page: Open) -> None:
    page = open_page(SEED)
    assert not any(facts.is_visible() for facts in page.locator(".facts").all())
    assert "長崎市役所地下1階議会第1会議室" in _words(_printed(page)[0])


def test_the_first_sheet_carries_the_code_and_the_address_of_the_page(open_page: Open) -> None:
    page = open_page(SEED)
    page.emulate_media(media="print")
    assert page.locator(".way-back img").evaluate("code => code.complete && code.naturalWidth > 0")
    first = _printed(page)[0]
    assert page.url.split("#")[0] in _words(first)


def test_turns_set_upright_are_so_on_paper_with_every_word(open_page: Open) -> None:
    """Words run down, and lines from the right: on a sheet each letter of a line stands lower than the one before it."""
    page = open_page(SEED, Visit("writing=vertical&furigana=none"))
    document = _printed(page)
    page.emulate_media(media="print")
    title_in = page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily")
    assert 0 < title_in.index("BIZ UDPGothic, upright") < title_in.index("BIZ UDPGothic, ours")
    sheets = [document[number] for number in range(len(document))]
    assert all(tuple(round(side) for side in sheet.get_size()) == A4 for sheet in sheets)
    text = sheets[0].get_textpage()
    raw = text.get_text_range()
    places = [at for at, letter in enumerate(raw) if not letter.isspace()]
    title = "".join(raw[at] for at in places).index("推進委員会")
    boxes = [text.get_charbox(at) for at in places[title : title + 5]]
    assert all(below[3] < above[3] for above, below in pairwise(boxes))
    flat = _printed(open_page(SEED, Visit("furigana=none")))
    upright, level = (
        sorted("".join(_words(one[number]) for number in range(len(one)))) for one in (document, flat)
    )
    assert upright.count("委") == level.count("委") and upright.count("市") == level.count("市")
