"""From the click to the first sound, in Chromium, while everything else is being narrated in the background.

::

    python -m bench.first_sound [TURNS [auto | openjtalk]]

The session's page is open while newer, longer ones are narrated, and play buttons are pressed: by turns of a turn of 30
seconds and more that has to be made, and of one that is there (clips of the right length). Measured is the time until the
player's ``currentTime`` moves, and on the way there until the sound is asked for (``loadstart``: before it the page shows what was
pressed) and until it is known how long it is (``loadedmetadata``: the server has answered); each turn is pressed once. With ``auto`` the natural voices are made ahead meanwhile, where their
packages are installed and the machine is fit, and Open JTalk says what is pressed.
"""

import os
import sys
import tempfile
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench.seed import seed_bytes
from bench.serving import reader_serving
from reader.cli.house import House
from reader.cli.natural import prepare_model
from reader.errors import DriverMissingError
from reader.narration.tracks import estimated_seconds
from reader.settings.site import Settings
from reader.speech.clips.clip import Clip
from reader.speech.sound import mp3
from tests.chromium import FLAGS, executable

BOUND_MADE = 1.5
ASKED_MADE = 0.6
"""What is wanted; it is judged by ``BOUND_MADE``, since others use the machine too."""
BOUND_THERE = 0.100
LONG = 30.0
READY = 8
SETTLING = 3.0
ENDINGS = ("ということです", "という次第です", "という話です")
NEWEST = "20241028-1"

_CLICK = """async key => {
  const audio = document.querySelector("reader-player audio");
  const button = document.querySelector(`[data-play="${key}"]`);
  const waitFor = async condition => { while (!condition()) await new Promise(done => setTimeout(done, 2)); };
  const start = performance.now();
  const stages = {};
  for (const name of ["loadstart", "loadedmetadata"]) {
    audio.addEventListener(name, () => stages[name] ??= (performance.now() - start) / 1000, { once: true });
  }
  button.click();
  await waitFor(() => !audio.paused && audio.currentTime > 0 && audio.currentSrc.includes(`/${key}.mp3`));
  const seconds = (performance.now() - start) / 1000;
  let stalls = 0;
  const stalled = () => stalls += 1;
  audio.addEventListener("waiting", stalled);
  await new Promise(done => setTimeout(done, 1500));
  audio.removeEventListener("waiting", stalled);
  button.click();
  await waitFor(() => audio.paused);
  return [seconds, stages.loadstart, stages.loadedmetadata, stalls];
}"""


def imported(home: Path, driver: str) -> tuple[str, list[str], list[str], str]:
    """A library; the session's id, its first turns, which are there, its long ones, which are not, the last first, and in whose
    voices sound is made ahead."""
    house = House(Settings(home=home, workers=1, driver=driver))
    if driver == "auto":
        with suppress(DriverMissingError):
            prepare_model(house.settings)
    name, data = seed_bytes()
    for number, ending in enumerate(ENDINGS):
        other = data.decode().replace("令和3年", f"令和{4 + number}年").replace("。", f"{ending}。")
        house.importer.import_bytes(other.encode(), name, f"{number}-{name}")
    session = house.library.session(house.importer.import_bytes(data, name, name).id)
    with house.narrator(speaking=False) as narrator:
        tracks = [track for track in narrator.tracks(session) if track.key.startswith("t")]
        long = [track for track in tracks if narrator.timing(track).duration >= LONG]
        first = tracks[:READY]
        for segment in (segment for track in first for segment in track.segments):
            house.clip_cache.write(
                segment.clip, Clip(mp3.silence(max(0.1, estimated_seconds(segment.utterance.morae))))
            )
    house.library.close()
    return (
        session.id,
        [track.key for track in first],
        [t.key for t in long if t not in first][::-1],
        house.driver,
    )


def is_there(url: str) -> bool:
    """Whether a passage's sound is made; does not have it made."""
    with urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=20) as answer:
        return "Content-Length" in answer.headers


@dataclass(slots=True)
class Heard:
    """Seconds from click to sound, until it was asked for and until its length was known, and how often it stalled in the second
    and a half after."""

    times: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    known: list[float] = field(default_factory=list)
    stalls: int = 0

    def listen(self, page: Page, key: str) -> None:
        """Press the turn's play button, listen a little, and press it again."""
        seconds, asked, known, stalls = page.evaluate(_CLICK, key)
        self.times.append(float(seconds))
        self.asked.append(float(asked))
        self.known.append(float(known))
        self.stalls += int(stalls)

    def told(self, name: str, bound: float, asked: float) -> str:
        """One line; ``asked`` is what is wanted, ``bound`` what it is judged by."""
        return (
            f"  {name:<11} {len(self.times)}: median {median(self.times):.2f} s, slowest {max(self.times):.2f} s"
            f" (asked {asked:.2f}: {sum(time > asked for time in self.times)} were later; bound {bound:.2f}), {self.stalls} stalls;"
            f" asked for after {median(self.asked):.3f} s, its length known after {median(self.known):.3f}"
        )


def clicked(page: Page, base: str, first: list[str], long: list[str]) -> tuple[Heard, Heard]:
    """Turns that had to be made, and turns that were there, pressed by turns."""
    made, there = Heard(), Heard()
    for key, ready in zip(long, first, strict=False):
        assert not is_there(f"{base}/passages/{key}.mp3")
        made.listen(page, key)
        assert is_there(f"{base}/passages/{ready}.mp3")
        there.listen(page, ready)
    return made, there


def main(turns: int, driver: str) -> bool:
    """Print the figures; whether they are within the bounds."""
    os.environ["READER_DRIVER"] = driver
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        session, first, long, ahead = imported(Path(folder), driver)
        flags = [flag for flag in FLAGS if "autoplay" not in flag]
        flags.append("--autoplay-policy=no-user-gesture-required")
        browser = playwright.chromium.launch(executable_path=str(executable()), args=flags)
        with reader_serving(Path(folder), "--narrate") as (address, _):
            base = f"{address}/minutes/{session}"
            page = browser.new_page()
            page.goto(base)
            page.wait_for_timeout(SETTLING * 1000)
            made, there = clicked(page, base, first, long[:turns])
            others = (
                urllib.request.urlopen(f"{address}/minutes/{NEWEST}/progress", timeout=20).read().decode()
            )
        browser.close()
    print(
        f"From click to sound, in Chromium, while others are narrated ({ahead}); load {os.getloadavg()[0]:.1f}"
    )
    assert "音声の準備" in others, "the narration was over too soon"
    print(made.told("to be made", BOUND_MADE, ASKED_MADE))
    print(there.told("there", BOUND_THERE, BOUND_THERE))
    return max(made.times) <= BOUND_MADE and max(there.times) <= BOUND_THERE


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    sys.exit(not main(asked, sys.argv[2] if len(sys.argv) > 2 else "auto"))
