"""axe finds nothing: on every page, in every theme, at every size, at every level of furigana, while it plays with all
controls open, and with search results and explanations open."""

from collections.abc import Callable

import pytest

from tests.browser.pages import PAGES, SEED, SIZES, THEMES, Open, Visit, axe_findings, axe_findings_of_look

LEVELS = ("none", "hard", "all")
DRESS = """([theme, size]) => Object.assign(document.documentElement.dataset, { theme, type: size })"""


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_any_theme_and_size(
    open_page: Open, name: str, level: str, record_property: Callable[[str, object], None]
) -> None:
    """All rules once, then in every other theme and size those that colour and size can break."""
    page = open_page(PAGES[name], Visit(f"theme=white&type=48&furigana={level}"))
    assert axe_findings(page) == []
    for theme in THEMES:
        for size in SIZES:
            page.evaluate(DRESS, [theme, str(size)])
            assert (theme, size, axe_findings_of_look(page)) == (theme, size, [])
    record_property("checks", len(THEMES) * len(SIZES))


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
        page.evaluate(DRESS, [theme, "24"])
        assert axe_findings(page) == []


def test_axe_finds_nothing_with_forced_colors(open_page: Open) -> None:
    assert axe_findings(open_page(PAGES["session"], Visit(forced_colors=True))) == []
