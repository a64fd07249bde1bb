"""A session of 10,000 turns on a throttled phone: how long until its first screen stands and a tap works, and until a sentence far down that
the address names is in sight. What people are promised (``WANTED_MS``) is compared with it. ``whole`` behind the number of turns: also when
all of it is laid out, which takes minutes on that line.

The turns are the seed's sentences in random order; the browser is that of ``bench.first_paint``. Beside it the same for the seed itself, so that a slower
machine is told from a slower page. ``python -m bench.long_session 2000`` makes fewer turns.
"""

import random
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from bench.first_paint import NETWORK, TAP
from bench.pages import served
from bench.search import sentences_of
from bench.seed import seed_bytes
from reader.cli.house import House
from reader.library.draft import Draft
from reader.minutes.model import Minutes, Role, Speaker, Turn
from reader.settings.site import Settings
from reader.web.app import create_app
from reader.web.views.ways.portions import place_in_session
from tests.browser.pages import LETTERS
from tests.chromium import FLAGS, executable

TURNS = 10_000
SENTENCES_A_TURN = 3
WANTED_MS = 1_500
PAINTED = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""
LANDED = """id => { const box = document.querySelector(":target")?.getBoundingClientRect();
  return location.hash === "#" + id && box && box.top >= 0 && box.top < innerHeight; }"""
WHOLE = "() => document.documentElement.classList.contains('is-whole')"


def stored(house: House, turns: int) -> tuple[str, str]:
    """The ids of the seed and of the long session."""
    name, data = seed_bytes()
    seed = house.importer.import_bytes(data, name, name).id
    known = house.library.session(seed).passages
    chance, sentences = random.Random(1947), sentences_of(known)
    speakers = (Speaker("委員", "委員", Role.MEMBER), Speaker("事務局", "事務局", Role.SECRETARIAT))
    entries = tuple(
        Turn(n, speakers[n % 2].key, "".join(chance.choices(sentences, k=SENTENCES_A_TURN)))
        for n in range(1, turns + 1)
    )
    minutes = Minutes("長い会議", None, None, None, None, (), speakers, entries)
    passages = house.annotator.passages(minutes, (), known=known)
    draft = Draft(None, "", minutes, passages, (), (), "long", "", "bench", turns + 1, 1)
    return seed, house.library.store(draft)


def visit(browser: Browser, address: str, whole: bool) -> str:
    """Milliseconds to the largest paint, to the first tap that works, until what the address names is in sight, and until all is laid out;
    bytes of the page as it is sent."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    context.set_default_timeout(300_000)
    context.add_init_script(LETTERS)
    context.add_init_script(TAP)
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", NETWORK)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    began = time.perf_counter()
    answer = page.goto(address, wait_until="commit")
    assert answer is not None
    page.wait_for_selector("h1")
    paint = page.evaluate(PAINTED)
    named, landed = urlsplit(address).fragment, ""
    if named:
        page.wait_for_function(LANDED, arg=named)
        landed = f"#{named} in sight {(time.perf_counter() - began) * 1000:,.0f} ms, "
    page.wait_for_function("() => window.tapWorks")
    tap = page.evaluate("() => window.tapWorks")
    laid_out = ""
    if whole:
        page.wait_for_function(WHOLE)
        laid_out = f"all laid out {(time.perf_counter() - began) * 1000:,.0f} ms, "
    size = answer.request.sizes()["responseBodySize"]
    context.close()
    held = "as wanted" if max(paint, tap) < WANTED_MS else "NOT as wanted"
    return f"largest paint {paint:,.0f} ms, first tap that works {tap:,.0f} ms: {held} ({WANTED_MS:,}), {landed}{laid_out}{size:,} bytes"


def main() -> None:
    """One line for the seed, one for the long session."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    whole = "whole" in sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = House(Settings(home=Path(folder)))
        ids = stored(house, turns)
        browser = playwright.chromium.launch(executable_path=str(executable()), args=list(FLAGS))
        with (
            house.narrator(speaking=False) as narrator,
            served(create_app(house.library, narrator, house.settings)) as port,
        ):
            seed, long = (f"http://127.0.0.1:{port}/minutes/{session}" for session in ids)
            far = f"t{turns * 7 // 10}-2"
            for name, address in (
                ("the seed", seed),
                ("the seed, again", seed),
                (f"{turns:,} turns", long),
                (f"{turns:,} turns, again", long),
                ("a sentence far down", f"{long}#{far}"),
                ("a hit far down", f"http://127.0.0.1:{port}{place_in_session(ids[1], turns, far)}"),
            ):
                sys.stdout.write(f"{name}: {visit(browser, address, whole)}\n")
                sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
