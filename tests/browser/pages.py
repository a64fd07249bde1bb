"""The pages there are, how they may be visited, and a voice that speaks when it is told to."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

SEED = "/minutes/20211028-1"
SAMPLE = "/minutes/20260514-1"
PAGES = {
    "home": "/",
    "session": SAMPLE,
    "turn": f"{SEED}/turns/4",
    "speaker": f"{SEED}/speakers/副委員長",
    "preferences": "/preferences",
    "help": "/help",
    "accessibility": "/accessibility",
    "search": "/search?q=デジタル",
    "glossary": "/glossary",
    "report": f"{SEED}/turns/4/report",
    "error": "/nowhere",
}
THEMES = ("system", "white", "dark", "yellow", "cream")


@dataclass(frozen=True)
class Visit:
    """How a page is visited. ``preferences`` is what the cookie says, ``before`` a script that runs first; ``motion``:
    whether the reader lets things move, as most do; ``slow``: by how much the processor is slower than this one;
    ``letters``: whether the device has Japanese letters of its own, as any that is sold in Japan. ``font``: whose letters the reader
    chose; ours, since the machines that run tests have no others to lay a page out by (``test_letters.py`` has those of the device)."""

    preferences: str = "furigana=hard"
    width: int = 1280
    height: int = 900
    script: bool = True
    forced_colors: bool = False
    before: str = ""
    motion: bool = True
    slow: int = 1
    letters: bool = True
    font: str = "ours"


LETTERS = "CanvasRenderingContext2D.prototype.measureText = () => ({ width: 100 });"
"""A script that has a device write kanji: the machines that run tests have no such font (static/js/own-font.js)."""

Open = Callable[..., Page]

STILL = """() => new Promise(done => {
  let last = scrollY, same = 0;
  const look = () => {
    same = scrollY === last ? same + 1 : 0;
    last = scrollY;
    if (same > 5) done(true); else requestAnimationFrame(() => setTimeout(look, 40));
  };
  look();
})"""


def still(page: Page) -> None:
    """Waits until the page scrolls no more: at several frames that were drawn, one after the other, it stands where it stood."""
    page.evaluate(STILL)


class HaltingVoice:
    """Speaks a sentence each time it is told to, or all of them once it may."""

    def __init__(self) -> None:
        self._turns = threading.Semaphore(0)
        self._freely = threading.Event()

    def before(self, _text: str) -> None:
        """Waits for leave to speak."""
        while not self._freely.is_set():
            if self._turns.acquire(timeout=0.05):
                return

    def speak(self, sentences: int) -> None:
        """Leave for so many sentences."""
        self._turns.release(sentences)

    def speak_freely(self) -> None:
        """Leave for everything."""
        self._freely.set()


OpenUnmade = Callable[[str], tuple[Page, HaltingVoice]]
