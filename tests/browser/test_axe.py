"""axe finds nothing: on every page, in every theme, at every size, at every level of furigana, while it plays with all
controls open, and with search results and explanations open.

Not in every combination of the three: colours do not depend on the size, and each theme is seen at a small size, where
contrast must be highest, and at another.
"""

import pytest

from tests.browser.pages import PAGES, SEED, THEMES, Open, Visit, axe_findings

LOOKS = [
    "theme=white&type=20&furigana=all",
    "theme=dark&type=20&furigana=hard",
    "theme=yellow&type=24&furigana=all",
    "theme=cream&type=24&furigana=none",
    "theme=system&type=28&furigana=none",
    "theme=yellow&type=32&furigana=none",
    "theme=dark&type=40&furigana=all",
    "theme=cream&type=48&furigana=hard",
]
RETHEME = "theme => { document.documentElement.dataset.theme = theme; }"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page: Open, name: str, look: str) -> None:
    assert axe_findings(open_page(PAGES[name], Visit(look))) == []


@pytest.mark.parametrize("look", ["theme=white&furigana=hard", "theme=dark&furigana=none"])
def test_axe_finds_nothing_on_the_seed(open_page: Open, look: str) -> None:
    assert axe_findings(open_page(SEED, Visit(look))) == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_while_it_plays_with_all_controls_open(open_page: Open, theme: str) -> None:
    page = open_page(SEED, Visit(f"theme={theme}&furigana=all", 360, 780))
    page.get_by_role("button", name="ほかの操作").click()
    page.locator("summary", has_text="マイルストーンとは").click()
    page.locator('[data-play="t2"]').click()
    page.wait_for_selector("#t2-1.is-spoken")
    page.keyboard.press("PageUp")
    page.get_by_role("button", name="読み上げ位置に戻る").wait_for()
    page.locator('[data-action="play"]').click()
    assert axe_findings(page) == []


def test_axe_finds_nothing_in_results_that_htmx_brought(open_page: Open) -> None:
    page = open_page("/search")
    page.get_by_label("さがす言葉").fill("でじたる")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found mark")
    page.locator(".search__summary").click()
    for theme in THEMES:
        page.evaluate(RETHEME, theme)
        assert axe_findings(page) == []


def test_axe_finds_nothing_with_forced_colors(open_page: Open) -> None:
    assert axe_findings(open_page(PAGES["session"], Visit(forced_colors=True))) == []
