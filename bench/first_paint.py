"""The seed's page on a throttled phone: largest paint, the first tap that works, what moves, and what it costs. Printed, one line.

Chromium by its debugging protocol: 360 × 740, 150 ms and 1.6 Mbit/s of network, a quarter of this processor (the profile of
Lighthouse's phone), an empty cache. The medians count; on a machine that does something else, so does that.
"""

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.pages import served
from bench.seed import seed_bytes
from reader.cli.house import House
from reader.settings.site import Settings
from reader.web.app import create_app
from tests.browser.pages import LETTERS
from tests.chromium import FLAGS, executable

ROUNDS = 5
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
WATCH = """() => customElements.whenDefined("reader-player").then(() => new Promise(done => {
  const seen = { paint: 0, shift: 0, tap: window.tapWorks };
  new PerformanceObserver(list => { for (const one of list.getEntries()) seen.paint = one.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver(list => { for (const one of list.getEntries()) seen.shift += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(seen), 500);
}))"""


TAP = """customElements.whenDefined("reader-player").then(() => { window.tapWorks = performance.now(); });"""
"""「聞く」 works from when the player is defined."""


def visit(browser: Browser, address: str) -> tuple[float, float, float, int]:
    """Milliseconds to the largest paint and to the first tap that works, the sum of what moved, and bytes received without fonts, headers included."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    context.add_init_script(LETTERS)
    context.add_init_script(TAP)
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    sizes: dict[str, int] = {}
    fonts: set[str] = set()

    def answered(event: dict[str, Any]) -> None:
        if event["type"] == "Font":
            fonts.add(event["requestId"])

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = int(event["encodedDataLength"])

    protocol.on("Network.responseReceived", answered)
    protocol.on("Network.loadingFinished", finished)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", NETWORK)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="networkidle")
    seen = page.evaluate(WATCH)
    context.close()
    return (
        seen["paint"],
        seen["tap"],
        seen["shift"],
        sum(size for key, size in sizes.items() if key not in fonts),
    )


def main() -> None:
    """Prints each visit and the medians."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = House(Settings(home=Path(folder)))
        name, data = seed_bytes()
        session = house.importer.import_bytes(data, name, name).id
        browser = playwright.chromium.launch(executable_path=str(executable()), args=list(FLAGS))
        with (
            house.narrator() as narrator,
            served(create_app(house.library, narrator, house.settings)) as port,
        ):
            visits = [visit(browser, f"http://127.0.0.1:{port}/minutes/{session}") for _ in range(ROUNDS)]
        browser.close()
    paint, tap, shift, size = (statistics.median(column) for column in zip(*visits, strict=True))
    sys.stdout.write(
        f"largest paint {paint:.0f} ms (to hold: 700), first tap that works {tap:.0f} ms (to hold: 1,500), layout shift {shift:.3f}, {size:,.0f} bytes with headers, without fonts\n"
    )


if __name__ == "__main__":
    main()
