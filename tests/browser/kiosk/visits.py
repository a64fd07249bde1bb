"""A visitor in front of the kiosk: sees the screen, touches it, presses the keys of a pad, and hears what is said."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.conftest import ROOT
from tests.web.kiosk.kiosks import Kiosk

TALL = (1080, 1920)
WIDE = (1280, 800)
LARGE = (1920, 1080)
NARROW = (1024, 768)
SIZES = {"tall": TALL, "wide": WIDE}

# Counts every moment at which a prompt and the minutes sound together, and keeps in order what began and what ended.
LISTEN = """
window.together = 0;
window.heard = [];
for (const name of ["playing", "pause", "ended", "emptied"]) {
  addEventListener(name, (event) => {
    const { id, src } = event.target;
    if (["prompt", "minutes"].includes(id)) heard.push([name, id, src.replace(location.origin, "")]);
  }, true);
}
addEventListener("timeupdate", () => {
  const sounds = ["prompt", "minutes"].map((id) => document.getElementById(id));
  const heard = sounds.filter((one) => one && !one.paused && !one.ended && one.currentTime > 0.05);
  if (heard.length > 1) window.together += 1;
}, true);
"""

MOST_LOOKS = 400
"""At what was asked for, every 50 ms: as long as a browser is waited for elsewhere."""
SCREEN = "() => document.documentElement.dataset.screen"


@dataclass
class Visitor:
    """One visitor at one kiosk. ``said`` is every prompt that was asked for, as its address, in order."""

    page: Page
    kiosk: Kiosk
    said: list[str]

    @property
    def screen(self) -> str:
        """The name of the screen."""
        return str(self.page.evaluate(SCREEN))

    @property
    def title(self) -> str:
        """The title of the screen, without readings."""
        return self.text("#screen h1")

    @property
    def text_of_welcome(self) -> str:
        """What is said to whoever wakes the kiosk."""
        texts = tomllib.loads(
            (ROOT / "templates" / "kiosk" / "texts" / "ja.toml").read_text(encoding="utf-8")
        )
        return str(texts["kiosk"]["welcome"]["said"])

    def text(self, selector: str) -> str:
        """The words of an element, without readings."""
        words: str = self.page.locator(selector).first.evaluate(
            "node => { const copy = node.cloneNode(true);"
            " copy.querySelectorAll('rt, rp').forEach(one => one.remove()); return copy.textContent }"
        )
        return " ".join(words.split())

    def arrives(self, screen: str) -> None:
        """Waits for a screen."""
        self.page.wait_for_function("name => document.documentElement.dataset.screen === name", arg=screen)

    def touch(self, words: str) -> None:
        """Touches what carries these words."""
        shown = self.page.locator("a:visible, button:visible").filter(has_text=words).first
        box = shown.bounding_box()
        assert box is not None, words
        self.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def press(self, *keys: str) -> None:
        """Presses keys of the pad, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def hears(self, prompt: str) -> None:
        """Waits until the prompt with these words has been asked for."""
        address = f"/kiosk/prompts/{self.kiosk.prompts.say(prompt)}.mp3"
        for _ in range(MOST_LOOKS):
            if address in self.said:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{prompt} was not said")

    def hears_arrival(self) -> None:
        """Waits until what the screen says of itself has been asked for."""
        self.asked_last(str(self.page.locator("#screen").get_attribute("data-say")))

    def asked_last(self, address: str) -> None:
        """Waits until that prompt is the one that was asked for last."""
        for _ in range(MOST_LOOKS):
            prompts = [asked for asked in self.said if "/prompts/" in asked]
            if prompts and prompts[-1] == address:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{address} is not what was said last")

    def at_page(self, number: int) -> None:
        """Waits until the pager says that this is the page of that number."""
        self.page.wait_for_function(
            "page => document.querySelector('.pager__where').textContent.startsWith(page)", arg=f"{number}／"
        )

    def listens(self, passage: str) -> None:
        """Waits until the minutes are heard at that passage."""
        self.page.wait_for_function(
            "key => { const sound = document.getElementById('minutes');"
            " const part = document.querySelector(`[data-passage=${key}]`);"
            " return part?.hasAttribute('aria-current') && !part.hidden && !sound.paused"
            " && sound.currentTime > 0 }",
            arg=passage,
        )

    @property
    def heard(self) -> list[tuple[str, str, str]]:
        """What began (``playing``) and ended (``pause``, ``ended``, ``emptied``), of which of the two sounds, in order."""
        return [(event, sound, source) for event, sound, source in self.page.evaluate("window.heard")]

    def attribute(self, name: str) -> str:
        """An attribute of the document's root: theme, type."""
        return str(self.page.evaluate("name => document.documentElement.dataset[name]", name))

    def sound(self, name: str) -> float:
        """A property of the minutes' sound: volume, playbackRate, currentTime."""
        return float(self.page.evaluate("name => document.getElementById('minutes')[name]", name))


Arrive = Callable[..., Visitor]
