"""A real Chromium, as the kiosk starts it, before a real kiosk."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext

from reader.passages.annotator import Annotator
from reader.web.kiosk.upkeep.rehearsal import Rehearsal
from tests.browser.kiosk.visits import LISTEN, WIDE, Arrive, Visitor
from tests.browser.pages import LETTERS
from tests.chromium import FLAGS, headless
from tests.web.kiosk.kiosks import Kiosk, kiosk
from tests.web.listening import served


@dataclass(frozen=True)
class Box:
    """A kiosk and where it answers."""

    kiosk: Kiosk
    address: str


@pytest.fixture(scope="session")
def kiosk_browser(browser: Browser) -> Iterator[Browser]:
    """A browser that speaks without being touched first, as that of ``reader kiosk``."""
    flags = [flag for flag in FLAGS if not flag.startswith("--autoplay-policy")]
    opened = browser.browser_type.launch(
        executable_path=str(headless()),
        args=[*flags, "--autoplay-policy=no-user-gesture-required", "--enable-precise-memory-info"],
    )
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def box(
    tmp_path_factory: pytest.TempPathFactory, annotator: Annotator, seed: bytes, sample: bytes
) -> Iterator[Box]:
    """A kiosk with two sessions, all its sound made."""
    with kiosk(tmp_path_factory.mktemp("kiosk"), annotator, seed, sample, seconds=0.4) as whole:
        Rehearsal(whole.app, whole.prompts, whole.library).look(threading.Event())
        for summary in whole.library.sessions():
            whole.narrator.narrate(whole.library.session(summary.id), lambda done: None, threading.Event())
        with served(whole.app) as address:
            yield Box(whole, address)


@pytest.fixture
def arrive(kiosk_browser: Browser, box: Box) -> Iterator[Arrive]:
    """Lets visitors come; fails the test for every error a page reports, and if two voices spoke at once."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []
    problems: list[str] = []

    def came(path: str = "/kiosk", size: tuple[int, int] = WIDE, clock: bool = False) -> Visitor:
        context = kiosk_browser.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=True, base_url=box.address
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        visitor = Visitor(page, box.kiosk, [])
        visitors.append(visitor)
        page.add_init_script(LETTERS)
        page.add_init_script(LISTEN)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: visitor.said.append(asked.url.removeprefix(box.address)))
        if clock:
            page.clock.install()
        page.goto(path)
        return visitor

    yield came
    together = [v.page.evaluate("window.together ?? 0") for v in visitors if not v.page.is_closed()]
    for context in contexts:
        context.close()
    assert problems == []
    assert not any(together), "a prompt and the minutes were heard at once"
