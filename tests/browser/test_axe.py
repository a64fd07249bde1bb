"""axe finds nothing: on every page, in every theme, at the largest type, with furigana and without."""

import pytest

from tests.browser.pages import PAGES, SEED, THEMES, Open, Visit, axe_findings

LOOKS = [f"theme={theme}&type=48&furigana=all" for theme in THEMES] + ["theme=white&type=24&furigana=none"]


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
    page.locator('[data-play="t2"]').click()
    page.wait_for_selector("#t2-1.is-spoken")
    page.locator('[data-action="play"]').click()
    assert axe_findings(page) == []


def test_axe_finds_nothing_with_forced_colors(open_page: Open) -> None:
    assert axe_findings(open_page(PAGES["session"], Visit(forced_colors=True))) == []
