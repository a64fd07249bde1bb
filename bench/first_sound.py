"""From the click to the first sound, in Chromium, while everything else is being narrated in the background.

::

    python -m bench.first_sound [TURNS]

Turns of at least 12 seconds, from the end of the session, where the background work has not come to: the time until
``currentTime`` moves for one that has to be made, and for one that is there (a second play of the same).
"""

import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench.seed import seed_bytes
from bench.serving import reader_serving
from reader.cli.house import House
from reader.settings import Settings
from tests.chromium import FLAGS, executable

BOUND_MADE = 1.5
BOUND_THERE = 0.100
LONG = 12.0

_PLAY = """async url => {
  const audio = new Audio(url);
  const start = performance.now();
  await audio.play();
  while (audio.currentTime === 0) await new Promise(done => setTimeout(done, 2));
  const seconds = (performance.now() - start) / 1000;
  let stalls = 0;
  audio.addEventListener("waiting", () => stalls += 1);
  await new Promise(done => setTimeout(done, 4000));
  audio.pause();
  return [seconds, stalls];
}"""


def imported(home: Path) -> tuple[str, list[str]]:
    """A library with the seed and no sound; the session's id, and the keys of its long turns, the last first."""
    house = House(Settings(home=home, workers=1))
    name, data = seed_bytes()
    session = house.library.session(house.importer.import_bytes(data, name, name).id)
    with house.narrator() as narrator:
        tracks = [track for track in narrator.tracks(session) if track.key.startswith("t")]
        long = [track.key for track in tracks if narrator.timing(track).duration >= LONG]
    house.library.close()
    return session.id, long[::-1]


def is_there(url: str) -> bool:
    """Whether a passage's sound is made; does not have it made."""
    with urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=20) as answer:
        return "Content-Length" in answer.headers


def first_sound(page: Page, url: str) -> tuple[float, int]:
    """Seconds until the passage sounds, and how often it stalls in the first seconds."""
    seconds, stalls = page.evaluate(_PLAY, url)
    return float(seconds), int(stalls)


def main(turns: int) -> bool:
    """Print the figures; whether they are within the bounds."""
    made: list[float] = []
    there: list[float] = []
    stalled = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        session, keys = imported(Path(folder))
        flags = [flag for flag in FLAGS if "autoplay" not in flag]
        flags.append("--autoplay-policy=no-user-gesture-required")
        browser = playwright.chromium.launch(executable_path=str(executable()), args=flags)
        with reader_serving(Path(folder), "--narrate") as (address, _):
            page = browser.new_page()
            page.goto(f"{address}/healthz")
            while not is_there(f"{address}/minutes/{session}/passages/t1.mp3"):
                time.sleep(0.1)
            for url in (f"{address}/minutes/{session}/passages/{key}.mp3" for key in keys):
                if len(made) == turns:
                    break
                if is_there(url):
                    continue
                seconds, stalls = first_sound(page, url)
                made.append(seconds)
                stalled += stalls
                if is_there(url):
                    there.append(first_sound(page, url)[0])
        browser.close()
    print(f"First sound of turns of {LONG:.0f} s and more, in Chromium, with a whole session being narrated")
    for name, times, bound in (("to be made", made, BOUND_MADE), ("there", there, BOUND_THERE)):
        if times:
            print(
                f"  {name:<11} {len(times)}: median {median(times):.2f} s, slowest {max(times):.2f} s (bound {bound:.2f})"
            )
    print(f"  stalls in the first four seconds: {stalled}")
    return max(made) <= BOUND_MADE and (not there or max(there) <= BOUND_THERE)


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
