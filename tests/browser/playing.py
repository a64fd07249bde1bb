"""What tests of the player ask of it, and how a sentence is tapped."""

from typing import Any

from playwright.sync_api import Page

STATE = """() => {
  const player = document.querySelector("reader-player");
  return {
    key: player.key, time: player.audio.currentTime, paused: player.audio.paused, rate: player.audio.playbackRate,
    marked: [...document.querySelectorAll(".is-spoken")].map(sentence => sentence.id || sentence.dataset.sentence),
    current: [...document.querySelectorAll("[data-passage][aria-current=true]")].map(turn => turn.dataset.passage),
    cues: player.timing?.cues ?? [], where: document.querySelector("[data-part=where]").textContent,
  };
}"""


# A busy machine may look away for longer than a sentence of these tests lasts.
SLOWLY = """() => {
  const rate = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "playbackRate");
  Object.defineProperty(HTMLMediaElement.prototype, "playbackRate", { ...rate, set() { rate.set.call(this, 0.0625); } });
}"""


def state_of(page: Page) -> dict[str, Any]:
    """What is heard, marked and shown now."""
    state: dict[str, Any] = page.evaluate(STATE)
    return state


def until(page: Page, condition: str) -> None:
    """Waits until the condition holds of the player, called ``it``; asks by a timer, not at every frame."""
    page.wait_for_function(
        f"() => {{ const it = document.querySelector('reader-player'); return {condition}; }}", polling=50
    )


def tap(page: Page, sentence: str) -> None:
    """Clicks on the last line of a sentence."""
    line = """id => {
      const sentence = document.getElementById(id);
      sentence.scrollIntoView({ block: "center" });
      const box = [...sentence.getClientRects()].at(-1);
      return [box.x + 5, box.y + box.height / 2];
    }"""
    page.mouse.click(*page.evaluate(line, sentence))
