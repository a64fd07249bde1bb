"""From the click to the first sound, in Chromium, while everything else is being narrated in the background.

::

    python -m bench.first_sound [TURNS]

The session's page is open and the play buttons of turns of 30 seconds and more are pressed, from the end of the session,
where the background work has not come to: the time until the player's ``currentTime`` moves. Those of turns that are
there are pressed afterwards, for the first time, while the narration goes on; their sound comes from the server's cache.
"""

import os
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
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
LONG = 30.0

_CLICK = """async key => {
  const audio = document.querySelector("reader-player audio");
  const button = document.querySelector(`[data-play="${key}"]`);
  const waitFor = async condition => { while (!condition()) await new Promise(done => setTimeout(done, 2)); };
  const start = performance.now();
  button.click();
  await waitFor(() => !audio.paused && audio.currentTime > 0 && audio.currentSrc.includes(`/${key}.mp3`));
  const seconds = (performance.now() - start) / 1000;
  let stalls = 0;
  const stalled = () => stalls += 1;
  audio.addEventListener("waiting", stalled);
  await new Promise(done => setTimeout(done, 4000));
  audio.removeEventListener("waiting", stalled);
  button.click();
  await waitFor(() => audio.paused);
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


@dataclass(slots=True)
class Heard:
    """Seconds from click to sound, and how often it stalled in the four seconds after."""

    times: list[float] = field(default_factory=list)
    stalls: int = 0

    def listen(self, page: Page, key: str) -> None:
        """Press the turn's play button, listen for four seconds, and press it again."""
        seconds, stalls = page.evaluate(_CLICK, key)
        self.times.append(float(seconds))
        self.stalls += int(stalls)

    def told(self, name: str, bound: float) -> str:
        """One line."""
        return (
            f"  {name:<11} {len(self.times)}: median {median(self.times):.2f} s, slowest {max(self.times):.2f} s"
            f" (bound {bound:.2f}), {self.stalls} stalls"
        )


def clicked(page: Page, base: str, keys: list[str], turns: int) -> tuple[Heard, Heard, bool]:
    """Turns that have to be made, turns that are there, and whether the narration went on until the end."""
    made, there = Heard(), Heard()
    for key in keys:
        if len(made.times) == turns:
            break
        if not is_there(f"{base}/passages/{key}.mp3"):
            made.listen(page, key)
    page.reload()
    for key in [key for key in keys if is_there(f"{base}/passages/{key}.mp3")][:turns]:
        there.listen(page, key)
    still_going = not all(is_there(f"{base}/passages/{key}.mp3") for key in keys)
    return made, there, still_going


def main(turns: int) -> bool:
    """Print the figures; whether they are within the bounds."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        session, keys = imported(Path(folder))
        flags = [flag for flag in FLAGS if "autoplay" not in flag]
        flags.append("--autoplay-policy=no-user-gesture-required")
        browser = playwright.chromium.launch(executable_path=str(executable()), args=flags)
        with reader_serving(Path(folder), "--narrate") as (address, _):
            base = f"{address}/minutes/{session}"
            page = browser.new_page()
            page.goto(base)
            while not is_there(f"{base}/passages/t1.mp3"):
                time.sleep(0.1)
            made, there, still_going = clicked(page, base, keys, turns)
        browser.close()
    print(f"From click to sound, turns of {LONG:.0f} s and more, in Chromium, while the session is narrated")
    print(made.told("to be made", BOUND_MADE))
    print(there.told("there", BOUND_THERE))
    print(f"  narration still going on at the end: {still_going}; load {os.getloadavg()[0]:.1f}")
    return max(made.times) <= BOUND_MADE and max(there.times) <= BOUND_THERE


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
