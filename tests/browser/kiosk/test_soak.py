"""Two thousand random touches and keys, real ones: no error, no dead end, no leak in page or server.

``READER_SOAK_SEED`` is another visitor.
"""

import asyncio
import os
import random
import socket
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import CDPSession, Page, async_playwright

from reader.importing.importer import Importer
from reader.library.library import Library
from reader.passages.annotator import Annotator
from tests.browser.kiosk.random_visitor import RandomVisitor
from tests.browser.kiosk.visits import WIDE
from tests.chromium import FLAGS, headless
from tests.conftest import ROOT
from tests.speech.sounds import wait_until

ACTS = 2_000
FIRST = 100
LOOK = 10
MEASURE = 500
MOST_GROWTH = 1.20
MOST_UNANSWERED = 0.02
SEED = int(os.environ.get("READER_SOAK_SEED", "20211028"))
AS_NEW = """
fetch("/kiosk/reset", { method: "POST" }).then(() => {
  Object.assign(document.documentElement.dataset, { type: "32", theme: "white" });
})
"""


@dataclass
class Soak:
    """What was found, as it went on: nodes and listeners of the page while it is used, its bytes as the next visitor
    finds it, kibibytes of the server."""

    screens: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    held: list[tuple[int, int]] = field(default_factory=list)
    of_page: list[int] = field(default_factory=list)
    of_server: list[int] = field(default_factory=list)
    unanswered: int = 0


@pytest.mark.slow
def test_two_thousand_touches_and_keys_leave_it_as_it_was(
    tmp_path: Path, annotator: Annotator, seed: bytes, sample: bytes
) -> None:
    with (
        _kiosk_server(tmp_path, annotator, seed, sample) as (process, address),
        ThreadPoolExecutor(1) as own_thread,
    ):
        soak = own_thread.submit(lambda: asyncio.run(_soaked(address, process.pid))).result()
    assert soak.problems == []
    assert {"sessions", "session", "reading", "help", "board"} <= soak.screens
    assert soak.unanswered <= MOST_UNANSWERED * ACTS, "the page is too slow for a visitor"
    for first, last in zip(soak.held[0], soak.held[-1], strict=True):
        assert last <= MOST_GROWTH * first, soak.held
    assert soak.of_page[-1] <= MOST_GROWTH * soak.of_page[0], soak.of_page
    assert soak.of_server[-1] <= MOST_GROWTH * soak.of_server[0], soak.of_server


async def _soaked(address: str, server: int) -> Soak:
    """Lets the random visitor loose on a browser of its own."""
    soak = Soak()
    flags = [flag for flag in FLAGS if not flag.startswith("--autoplay-policy")]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(headless()),
            args=[*flags, "--autoplay-policy=no-user-gesture-required", "--enable-precise-memory-info"],
        )
        context = await browser.new_context(
            base_url=address, has_touch=True, viewport={"width": WIDE[0], "height": WIDE[1]}
        )
        page = await context.new_page()
        page.on("pageerror", lambda error: soak.problems.append(str(error)))
        page.on("console", lambda said: soak.problems.append(said.text) if said.type == "error" else None)
        await page.goto("/kiosk")
        visitor = RandomVisitor(page, await context.new_cdp_session(page), random.Random(SEED), WIDE)
        for count in range(1, ACTS + 1):
            await visitor.act()
            if count % LOOK == 0:
                soak.screens.add(await visitor.look())
            if count % FIRST == 0:
                await visitor.goes_home()
            if count == FIRST or count % MEASURE == 0:
                soak.held.append(await _held(visitor))
                soak.of_page.append(await _bytes(visitor))
                soak.of_server.append(_resident(server))
        assert await page.locator("#trouble:not([hidden])").count() == 0
        soak.unanswered = visitor.unanswered
        await browser.close()
    return soak


async def _held(visitor: RandomVisitor) -> tuple[int, int]:
    """Nodes and listeners of the page in the middle of a visit, once all unused is given back."""
    await visitor.asked(AS_NEW)
    await visitor.goes_home()
    async with _collected(visitor.page) as session:
        counts = await session.send("Memory.getDOMCounters")
    return int(counts["nodes"]), int(counts["jsEventListeners"])


async def _bytes(visitor: RandomVisitor) -> int:
    """What the page holds, of scripts and of the document, when the next visitor has woken it."""
    await visitor.asked("location.replace('/kiosk')")
    await visitor.goes_home()
    async with _collected(visitor.page) as session:
        used = await session.send("Runtime.getHeapUsage")
    return int(used["usedSize"] + used["embedderHeapUsedSize"])


@asynccontextmanager
async def _collected(page: Page) -> AsyncIterator[CDPSession]:
    """A line to the browser, once all unused is given back."""
    session = await page.context.new_cdp_session(page)
    await session.send("HeapProfiler.enable")
    for _ in range(8):
        await page.wait_for_timeout(200)
        await session.send("HeapProfiler.collectGarbage")
    yield session
    await session.detach()


def _resident(pid: int) -> int:
    """Kibibytes of memory that a process has in use."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")))


@contextmanager
def _kiosk_server(
    home: Path, annotator: Annotator, *pages: bytes
) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """The server of ``reader kiosk`` as a process of its own, with the pages in its library and silence for a voice."""
    library = Library(home / "library.sqlite3")
    for number, page in enumerate(pages):
        Importer(library, annotator).import_bytes(page, f"{number}.txt", f"/{number}.txt")
    library.close()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "kiosk-server", "--port", str(port), "--workers", "1"],
        cwd=ROOT,
        env={**os.environ, "READER_HOME": str(home), "READER_DRIVER": "silent"},
    )
    try:
        wait_until(lambda: _answers(port))
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
            return True
    except OSError:
        return False
