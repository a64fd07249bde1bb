"""What tests of the player ask of it, and how a sentence is tapped."""

from typing import Any

from playwright.sync_api import Page

IT = """const player = document.querySelector("reader-player"), it = {
  key: player.dataset.key ?? null, whole: "whole" in player.dataset, kept: (player.dataset.kept ?? "").split(" "),
  audio: player.querySelector("audio"), spoken: document.querySelector(".is-spoken")?.id,
};"""
"""What can be seen of the player: which passage, whether its sound is whole, which passages to come the browser has, its audio
element, and the sentence that is marked."""

STATE = f"""async () => {{
  {IT}
  const pauses = player.querySelector("[name=pauses]").checked ? "?pauses=long" : "";
  const {{ key, audio: {{ currentTime: time, paused, playbackRate: rate }} }} = it;
  const seen = {{
    key, time, paused, rate,
    marked: [...document.querySelectorAll(".is-spoken")].map(sentence => sentence.id || sentence.dataset.sentence),
    current: [...document.querySelectorAll("[data-passage][aria-current=true]")].map(turn => turn.dataset.passage),
    where: document.querySelector("[data-part=where]").textContent,
  }};
  const asked = `${{player.dataset.base}}/passages/${{key}}.json${{pauses}}`;
  const told = key && await fetch(asked).then(answer => answer.json(), () => null); // null without a connection
  return {{ ...seen, cues: told?.cues ?? [] }};
}}"""


# A busy machine may look away for longer than a sentence of these tests lasts.
SLOWLY = """() => {
  const rate = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "playbackRate");
  Object.defineProperty(HTMLMediaElement.prototype, "playbackRate", { ...rate, set() { rate.set.call(this, 0.0625); } });
}"""

PASSING = """seconds => {
  const audio = document.querySelector("reader-player audio"), from = audio.currentTime;
  for (let quarter = 0; quarter <= 4 * seconds; quarter++) {
    Object.defineProperty(audio, "currentTime", { value: from + quarter / 4, configurable: true });
    audio.dispatchEvent(new Event("timeupdate"));
  }
  delete audio.currentTime;
}"""


def state_of(page: Page) -> dict[str, Any]:
    """What is heard, marked and shown now."""
    state: dict[str, Any] = page.evaluate(STATE)
    return state


def until(page: Page, condition: str) -> None:
    """Waits until the condition holds of what can be seen of the player (``IT``); asks by a timer, not at every frame."""
    page.wait_for_function(f"() => {{ {IT} return {condition}; }}", polling=50)


def sound_for(page: Page, seconds: int) -> None:
    """Lets so many seconds of sound pass at once: the audio element says what it does as they pass, four times a second."""
    page.evaluate(PASSING, seconds)


def tap(page: Page, sentence: str) -> None:
    """Clicks on the last line of a sentence."""
    line = """id => {
      const sentence = document.getElementById(id);
      sentence.scrollIntoView({ block: "center", behavior: "instant" });
      const box = [...sentence.getClientRects()].at(-1);
      return [box.x + 5, box.y + box.height / 2];
    }"""
    page.mouse.click(*page.evaluate(line, sentence))
