"""Two thousand random touches and keys, an hour of visitors: no error, no dead end, no leak in page or server."""

import os
import random
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from reader.annotator import Annotator
from reader.importer import Importer
from reader.library.library import Library
from tests.browser.kiosk.visits import WIDE
from tests.conftest import ROOT
from tests.speech.sounds import wait_until

ACTS = 2_000
TOGETHER = 20
FIRST = 100
MOST_GROWTH = 1.20
KEYS = (
    "ArrowUp",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "Enter",
    "-",
    "=",
    ",",
    ".",
    "p",
    "h",
    "?",
    "Backspace",
    "x",
)
KEY_WEIGHTS = (2, 6, 2, 4, 6, 1, 1, 1, 1, 3, 1, 1, 2, 1)
ACT = """
async (acts) => {
  const screens = [];
  for (const act of acts) {
    if (typeof act === "string") {
      const event = new KeyboardEvent("keydown", { key: act, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    } else {
      const touched = document.elementFromPoint(...act) ?? document.body;
      touched.dispatchEvent(new PointerEvent("pointerdown", { pointerType: "touch", bubbles: true }));
      touched.click?.();
    }
    await new Promise((done) => setTimeout(done, 15));
    screens.push(document.documentElement.dataset.screen);
  }
  return screens;
}
"""
AS_NEW = """
async () => {
  await fetch("/kiosk/reset", { method: "POST" });
  Object.assign(document.documentElement.dataset, { type: "32", theme: "white" });
}
"""


SCREEN = "() => document.documentElement.dataset.screen"


@pytest.mark.slow
def test_two_thousand_touches_and_keys_leave_it_as_it_was(
    tmp_path: Path, annotator: Annotator, kiosk_browser: Browser, seed: bytes, sample: bytes
) -> None:
    chance = random.Random(20211028)
    screens: set[str] = set()
    problems: list[str] = []
    of_page: list[tuple[int, int]] = []
    of_server: list[int] = []
    with _kiosk_server(tmp_path, annotator, seed, sample) as (process, address):
        context = kiosk_browser.new_context(
            base_url=address, has_touch=True, viewport={"width": WIDE[0], "height": WIDE[1]}
        )
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.goto("/kiosk")
        for count in range(TOGETHER, ACTS + 1, TOGETHER):
            screens.update(_act(page, [_chosen(chance) for _ in range(TOGETHER)]))
            if count == FIRST or count % 500 == 0:
                of_page.append(_memory(page))
                of_server.append(_resident(process.pid))
        assert page.locator("#trouble:not([hidden])").count() == 0
        context.close()
    assert problems == []
    assert {"sessions", "session", "reading", "help", "board"} <= screens
    (first_bytes, first_nodes), (last_bytes, _) = of_page[0], of_page[-1]
    assert max(nodes for _, nodes in of_page) <= MOST_GROWTH * first_nodes, of_page
    assert last_bytes <= MOST_GROWTH * first_bytes, of_page
    assert of_server[-1] <= MOST_GROWTH * of_server[0], of_server


def _chosen(chance: random.Random) -> str | tuple[int, int]:
    """A key, or a place on the screen."""
    if chance.random() < 0.5:
        return chance.choices(KEYS, KEY_WEIGHTS)[0]
    return chance.randrange(WIDE[0]), chance.randrange(WIDE[1])


def _act(page: Page, acts: list[str | tuple[int, int]]) -> list[str]:
    """One after the other, until the page goes to begin anew for the next visitor: the screens that were seen. (Told by a
    script, because the browser never answers for a touch whose page has gone.)"""
    try:
        screens: list[str] = page.evaluate(ACT, acts)
    except Error as gone:
        assert "context was destroyed" in str(gone)
        page.wait_for_timeout(1000)  # its script is on the way
        return []
    return screens


def _asked(page: Page, script: str) -> str | None:
    """The page's answer; asked again if it was just going to begin anew."""
    try:
        answer: str | None = page.evaluate(script)
    except Error as gone:
        assert "context was destroyed" in str(gone)
        page.wait_for_timeout(1000)
        answer = page.evaluate(script)
    return answer


def _memory(page: Page) -> tuple[int, int]:
    """Bytes that the page holds, of scripts and of the document, and its nodes; as a new visitor finds it, once all unused is given back."""
    _asked(page, AS_NEW)
    if _asked(page, SCREEN) == "welcome":
        page.locator(".welcome").tap()
    else:
        page.locator(".dock .control").first.tap()
    page.wait_for_function("() => document.documentElement.dataset.screen === 'sessions'")
    page.keyboard.press("x")
    page.wait_for_timeout(500)
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.enable")
    found = []
    for _ in range(6):
        session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")
        nodes = session.send("Memory.getDOMCounters")["nodes"]
        found.append((int(used["usedSize"] + used["embedderHeapUsedSize"]), int(nodes)))
        page.wait_for_timeout(100)
    session.detach()
    return min(found)


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
        wait_until(lambda: _answers(port), 60)
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
