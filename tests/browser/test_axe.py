"""axe finds nothing: on every page × theme × type size × level of furigana, with the player open, with results of a search, with
explanations and forms open; against WCAG 2.2 A and AA and the contrast of AAA.

What runs: each state of ``STATES``, as the server sends it at a level of furigana, in so many themes and sizes that every pair of
state, level, theme and size is examined; then each state in やさしい日本語 and English, the themes and sizes in turn, so that every pair of
language, state, theme and size is examined too. With ``--every-look`` (``make test-all``) each
state is examined at each level in each theme at each size, and in each language in each look. Its minutes are short
(``compact.txt``) and hold every kind of content, which a test of this file makes sure of, because axe's time grows with the page.
The seed, thirty times as long, is examined in two looks, and while it plays in the five themes. The kiosk's screens:
``kiosk/test_axe.py``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from reader.readings.furigana.levels import Level
from reader.web.views.preferences import TYPE_STEPS
from tests.browser.axe import Axe
from tests.browser.looks import Plan, covering, every, in_turn
from tests.browser.pages import PAGES, SEED, THEMES, Open, Visit
from tests.conftest import EVERY_LOOK

COMPACT = "/minutes/20251106-1"
FURIGANA = [f"furigana={level}" for level in Level]
LANGUAGES = ["language=easy&furigana=all", "language=easy&furigana=none", "language=en&furigana=hard"]
SIZES = [str(size) for size in TYPE_STEPS]
FOUND = "/search?q=待ち時間"
KINDS_OF_CONTENT = [
    "ruby rt",
    ".turn__speaker",
    ".turn__part",
    ".turn__aside",
    ".note",
    ".results",
    ".term",
    ".term__source",
    ".set-aside",
    ".speaker-card",
    ".speaker-card__reading",
    ".index__item",
    ".facts__row",
    ".play-button",
    ".filter__select",
    ".turn__way--question",
    ".turn__way--answer",
    ".turn__way--next",
    ".turn__way--previous",
    ".player",
]


def _as_it_is(_page: Page) -> None:
    """Nothing is done."""


def _everything_open(page: Page) -> None:
    """All that folds is unfolded: explanations, what was set aside, a form."""
    for summary in page.locator("main summary").all():
        summary.click()
    page.get_by_role("link", name="読み方がちがうとき").first.click()
    page.wait_for_selector(".report form")
    page.locator(".report__word").first.wait_for()


def _playing(page: Page) -> None:
    """A sentence is marked, the player shows all it has, and the reader has scrolled away."""
    page.locator('[data-action="more"]').click()
    page.locator('[data-play="t2"]').first.click()
    page.wait_for_selector(".sentence.is-spoken")
    page.keyboard.press("PageUp")
    page.locator('[data-action="return"]').wait_for()
    page.locator('[data-action="play"]').click()
    page.wait_for_function("() => document.querySelector('reader-player audio').paused")


def _problem(page: Page) -> None:
    """A report that cannot be taken."""
    page.locator("input[name=surface]").fill("ここにない言葉")
    page.locator("input[name=reading]").fill("ない")
    page.locator(".report form button").click()
    page.wait_for_selector(".report__problem")


def _by_htmx(page: Page) -> None:
    """Results that htmx brought, beneath a form that is all open."""
    page.locator("input[name=q]").last.fill("待ち時間")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found mark")
    page.locator(".search__summary").click()


@dataclass(frozen=True)
class State:
    """A page, what is done there first, and how wide it is."""

    path: str
    done: Callable[[Page], None] = _as_it_is
    width: int = 1280


STATES: Mapping[str, State] = {
    "home": State("/"),
    "session": State(COMPACT),
    "session on a phone, all open": State(COMPACT, _everything_open, 360),
    "session on a phone, playing": State(COMPACT, _playing, 360),
    "session of one speaker": State(f"{COMPACT}?show=role-member"),
    "turn": State(f"{COMPACT}/turns/2"),
    "turn, playing": State(f"{COMPACT}/turns/2", _playing, 360),
    "speaker": State(f"{COMPACT}/speakers/田中委員"),
    "progress": State(f"{COMPACT}/progress"),
    "parts": State(f"{COMPACT}/parts"),
    "search": State("/search"),
    "results": State(FOUND),
    "results by htmx": State("/search", _by_htmx, 360),
    "no results": State("/search?q=ぬぬぬ"),
    "glossary": State("/glossary"),
    "help": State("/help"),
    "kept": State("/kept"),
    "accessibility": State("/accessibility"),
    "report": State(f"{COMPACT}/turns/2/report"),
    "report, not understood": State(f"{COMPACT}/turns/2/report", _problem),
    "error": State("/nowhere"),
}


IN_OTHER_LANGUAGES = [name for name in STATES if "," not in name and "htmx" not in name]


def _opened(open_page: Open, state: State, preferences: str) -> Page:
    page = open_page(state.path, Visit(preferences, state.width, 780))
    state.done(page)
    return page


@pytest.fixture(scope="session")
def looks(request: pytest.FixtureRequest) -> Callable[..., Plan]:
    """Says in which looks pages are examined: all, or every pair of settings."""
    return every if request.config.getoption(EVERY_LOOK) else covering


@pytest.fixture(scope="session")
def looks_in_turn(request: pytest.FixtureRequest) -> Callable[..., Plan]:
    """Says in which looks pages are examined in another language: all, or one after the other."""
    return every if request.config.getoption(EVERY_LOOK) else in_turn


@pytest.mark.slow
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_in_any_look(
    open_page: Open, axe: Axe, name: str, looks: Callable[..., Plan]
) -> None:
    plan = looks(STATES, FURIGANA, THEMES, SIZES)[name]
    assert axe.findings_in(*((_opened(open_page, STATES[name], kept), plan[kept]) for kept in plan)) == []


@pytest.mark.slow
@pytest.mark.parametrize("kept", FURIGANA)
def test_axe_finds_nothing_on_the_preferences_in_any_look(
    open_page: Open, axe: Axe, kept: str, looks: Callable[..., Plan]
) -> None:
    page = open_page("/preferences")
    for theme, size in looks(["preferences"], FURIGANA, THEMES, SIZES)["preferences"][kept]:
        whole = f"font=ours&{kept}&theme={theme}&type={size}"
        page.context.add_cookies([{"name": "preferences", "value": whole, "url": page.url}])
        page.reload()
        assert axe.findings_in((page, [(theme, size)])) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [*IN_OTHER_LANGUAGES, "preferences"])
def test_axe_finds_nothing_in_the_other_languages(
    open_page: Open, axe: Axe, name: str, looks_in_turn: Callable[..., Plan]
) -> None:
    plan = looks_in_turn([*IN_OTHER_LANGUAGES, "preferences"], LANGUAGES, THEMES, SIZES)[name]
    state = STATES.get(name, State("/preferences"))
    assert axe.findings_in(*((_opened(open_page, state, kept), plan[kept]) for kept in plan)) == []


def test_the_short_minutes_hold_every_kind_of_content(open_page: Open) -> None:
    """What axe cannot see it does not examine: each kind is to be seen once all is unfolded."""
    page = open_page(COMPACT, Visit("furigana=all"))
    _everything_open(page)
    assert [kind for kind in KINDS_OF_CONTENT if page.locator(f"{kind}:visible").count() == 0] == []


def test_how_far_the_sound_is_is_examined_on_its_own_page(open_page: Open) -> None:
    """The session's page is silent about sound that is all made."""
    session = open_page(COMPACT)
    session.wait_for_selector(".progress__line", state="attached")
    assert not session.locator(".progress__line").is_visible()
    assert open_page(STATES["progress"].path).locator(".progress__line").is_visible()


@pytest.mark.parametrize("look", ["theme=white&furigana=hard", "theme=dark&furigana=none"])
def test_axe_finds_nothing_on_the_seed(open_page: Open, axe: Axe, look: str) -> None:
    assert axe.findings(open_page(SEED, Visit(look))) == []


def test_axe_finds_nothing_while_the_seed_plays_with_all_controls_open(open_page: Open, axe: Axe) -> None:
    page = open_page(SEED, Visit("furigana=all", 360, 780))
    page.locator("summary", has_text="マイルストーンとは").click()
    _playing(page)
    size = page.locator("html").get_attribute("data-type") or ""
    assert axe.findings_in((page, [(theme, size) for theme in THEMES])) == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_with_forced_colors(open_page: Open, axe: Axe, name: str) -> None:
    assert axe.findings(open_page(PAGES[name], Visit(forced_colors=True))) == []
