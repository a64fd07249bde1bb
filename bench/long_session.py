"""A session of 10,000 turns on a throttled phone: how long until its first screen stands and a tap works, and until a sentence far down that
the address names is in sight. What people are promised (``WANTED_MS``) is compared with it. ``whole`` behind the number of turns: also when
all of it is laid out, which takes minutes on that line. Before that what the page costs the server when it is made for the first who asks,
what it costs to say for the first time how far the sound is, and the memory that the server has taken by then. ``server``: that alone, without a browser.

The turns are the seed's sentences in random order; the browser is that of ``bench.first_paint``, and has been at home before, with another cache: what it
costs to start one is no matter of the page. Beside it the same for the seed itself, so that a slower machine is told from a slower page.
``python -m bench.long_session 2000`` makes fewer turns.
"""

import http.client
import os
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
from bench.serving import resident_bytes
from reader.cli.house import House
from reader.library.draft import Draft
from reader.minutes.model import Minutes, Role, Speaker, Turn
from reader.settings.site import Settings
from reader.web.app import create_app
from reader.web.serving.collector import pace_collector
from reader.web.views.ways.portions import place_in_session
from tests.browser.pages import LETTERS
from tests.chromium import FLAGS, executable

TURNS = 10_000
SENTENCES_A_TURN = 3
WANTED_MS = 1_500
WATCH = """try {
  sessionStorage.began ??= performance.timeOrigin;
  window.since = time => performance.timeOrigin + time - sessionStorage.began;
  const look = () => {
    const box = document.querySelector(":target")?.getBoundingClientRect();
    if (box?.height && box.top >= 0 && box.top < innerHeight) window.inSight = since(performance.now());
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
} catch { /* the empty page that a window begins with keeps nothing */ }
""" + TAP.replace("performance.now()", "since(performance.now())")
"""A script that notes when what the address names is in sight, in milliseconds since the reader asked, over whatever pages they are led."""
PAINTED = """() => new Promise(done => new PerformanceObserver(list => done(since(list.getEntries().at(-1).startTime)))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""
PROGRESS = """async () => {
  const address = document.querySelector("[data-progress]")?.dataset.progress;
  if (address) await (await fetch(address)).text();
}"""
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


def made(house: House, session: str) -> str:
    """What the page costs the server before anybody has asked for it, and how far its sound is after that: milliseconds of a processor, and
    until the answer was there; and by how much the process has grown."""
    with (
        house.narrator(speaking=False) as narrator,
        served(create_app(house.library, narrator, house.settings)) as port,
    ):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        told, before = [], 0
        for path in ("/", f"/minutes/{session}", f"/minutes/{session}/progress"):
            began, worked = time.perf_counter(), time.process_time()
            connection.request("GET", path, headers={"Accept-Encoding": "br"})
            connection.getresponse().read()
            taken, work = time.perf_counter() - began, time.process_time() - worked
            told.append(f"in {work * 1000:,.0f} ms of a processor, there after {taken * 1000:,.0f} ms")
            before = before or resident_bytes(os.getpid())
        grown = resident_bytes(os.getpid()) - before
        connection.close()
    return f"made {told[1]}; how far the sound is {told[2]}; {grown / 2**20:,.0f} MiB more in memory"


def visit(browser: Browser, address: str, whole: bool) -> str:
    """Milliseconds to the largest paint, to the first tap that works, until what the address names is in sight, and until all is laid out;
    bytes of the page as it is sent. How far the sound is, the page asks once it stands, and the server works that out of the whole session:
    that is waited for, since the next visit would share the processor with it, which no phone does."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    context.set_default_timeout(300_000)
    context.add_init_script(LETTERS)
    context.add_init_script(WATCH)
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", NETWORK)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    answer = page.goto(address, wait_until="commit")
    assert answer is not None
    named, landed = urlsplit(address).fragment, ""
    page.wait_for_function(f"() => window.tapWorks && {'window.inSight' if named else 'true'}")
    tap, paint = page.evaluate("() => window.tapWorks"), page.evaluate(PAINTED)
    if named:
        landed = f"#{named} in sight {page.evaluate('() => window.inSight'):,.0f} ms, "
    laid_out = ""
    if whole:
        page.wait_for_function(WHOLE)
        laid_out = f"all laid out {page.evaluate('() => since(performance.now())'):,.0f} ms, "
    size = answer.request.sizes()["responseBodySize"]
    page.evaluate(PROGRESS)
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
        pace_collector()  # as every server of ours
        for name, session in zip(("the seed", f"{turns:,} turns"), ids, strict=True):
            sys.stdout.write(f"{name}: {made(House(house.settings), session)}\n")
            sys.stdout.flush()
        if "server" in sys.argv[2:]:
            return
        browser = playwright.chromium.launch(executable_path=str(executable()), args=list(FLAGS))
        with (
            house.narrator(speaking=False) as narrator,
            served(create_app(house.library, narrator, house.settings)) as port,
        ):
            seed, long = (f"http://127.0.0.1:{port}/minutes/{session}" for session in ids)
            far = f"t{turns * 7 // 10}-2"
            visit(browser, f"http://127.0.0.1:{port}/", whole=False)
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
