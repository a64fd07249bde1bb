"""A real Chromium before a real server with sessions that can be heard (a tone for each sentence)."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from reader.passages.annotator import Annotator
from tests import debian
from tests.browser.axe import Axe
from tests.browser.figures import EXAMINED
from tests.browser.orca import Orca
from tests.browser.pages import LETTERS, HaltingVoice, Open, OpenUnmade, Visit
from tests.chromium import FLAGS, headless
from tests.screen_reader import missing
from tests.web.listening import served
from tests.web.sites import site

COMPACT = Path(__file__).with_name("compact.txt")
"""Short minutes with every kind of content."""


def pytest_configure(config: pytest.Config) -> None:
    """What is expected may take its time on a busy machine."""
    expect.set_options(timeout=20_000)


# A page of ours is whole once its script has let the rest of it be laid out; other answers are so at once.
PHONE = 600
"""Pixels: what is narrower is touched."""
WHOLE = 'html.is-whole, html:not(:has(script[src$="/js/main.js"]))'


@pytest.fixture(scope="session")
def address(
    tmp_path_factory: pytest.TempPathFactory, annotator: Annotator, seed: bytes, sample: bytes
) -> Iterator[str]:
    """The address of a server whose sound is all made."""
    folder = tmp_path_factory.mktemp("browser")
    with site(folder, annotator, seed, sample, COMPACT.read_bytes()) as whole:
        for summary in whole.library.sessions():
            whole.narrator.narrate(whole.library.session(summary.id), lambda done: None, threading.Event())
        with served(whole.app) as base:
            yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, started once."""
    found = headless()
    assert found is not None, "no Chromium: python -m tests.chromium installs one"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(found), args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def orca() -> Iterator[Orca]:
    """The screen reader, started once for all tests of the group ``orca``."""
    if packages := missing():
        debian.lacks(f"no screen reader on this machine: apt install {' '.join(packages)}")
    with TemporaryDirectory() as folder, Orca(Path(folder)) as started:  # sockets stand on short paths
        yield started


@pytest.fixture
def axe(record_property: Callable[[str, object], None]) -> Axe:
    """Examines pages; the accessibility page tells in how many ways."""
    return Axe(lambda ways: record_property(EXAMINED, ways))


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens pages in fresh contexts and fails the test for every error that a page reports."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def opened(path: str, visit: Visit | None = None) -> Page:
        visit = visit or Visit()
        context = browser.new_context(
            viewport={"width": visit.width, "height": visit.height},
            has_touch=visit.width < PHONE,
            java_script_enabled=visit.script,
            forced_colors="active" if visit.forced_colors else "none",
            reduced_motion="no-preference" if visit.motion else "reduce",
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.add_cookies(
            [{"name": "preferences", "value": f"font={visit.font}&{visit.preferences}", "url": address}]
        )
        if visit.letters:
            context.add_init_script(LETTERS)
        if visit.before:
            context.add_init_script(visit.before)
        page = context.new_page()
        if visit.slow > 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": visit.slow})
        page.on("pageerror", lambda error: problems.append(f"{path}: {error}"))
        page.on(
            "console", lambda said: problems.append(f"{path}: {said.text}") if said.type == "error" else None
        )
        page.goto(address + path, wait_until="load")
        if visit.script:
            page.wait_for_selector(WHOLE, state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    meant = ("404 (Not Found)", "net::ERR_FAILED", "net::ERR_INTERNET_DISCONNECTED")
    assert not [problem for problem in problems if not any(text in problem for text in meant)]


@pytest.fixture
def open_unmade(tmp_path: Path, browser: Browser, annotator: Annotator, seed: bytes) -> Iterator[OpenUnmade]:
    """Opens a page of a server that has made no sound yet, and whose voice speaks when it is told to."""
    voice = HaltingVoice()
    with (
        site(tmp_path, annotator, seed, seconds=2.0, before=voice.before) as whole,
        served(whole.app) as base,
    ):
        context = browser.new_context(reduced_motion="no-preference")
        context.set_default_timeout(20_000)
        page = context.new_page()

        def opened(path: str) -> tuple[Page, HaltingVoice]:
            page.goto(base + path)
            return page, voice

        yield opened
        context.close()
        voice.speak_freely()
