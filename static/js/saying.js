/* Buttons that have one thing said. A second press stops it, and so does whatever else begins to sound. */

import { about, part } from "./parts.js";
import { tell } from "./status.js";

/** @type {HTMLAudioElement | null} */
let voice = null;
/** @type {HTMLElement | null} */
let pressed = null;

/**
 * Shows on the button what pressing it would do now.
 * @param {HTMLElement} button
 * @param {boolean} saying
 */
function show(button, saying) {
  const text = part(button, "[data-play-text]");
  button.classList.toggle("is-playing", saying);
  text.textContent = (saying ? text.dataset.stopText : text.dataset.playText) ?? "";
}

/** @param {HTMLElement} button */
function say(button) {
  document.querySelector("reader-player")?.pause();
  pressed = button;
  voice = new Audio(button.dataset.say);
  voice.defaultPlaybackRate = voice.playbackRate = Number(document.documentElement.dataset.speed);
  for (const end of ["pause", "ended", "error"]) voice.addEventListener(end, () => show(button, false));
  show(button, true);
  voice.play().catch((error) => {
    show(button, false);
    if (error.name !== "AbortError") tell(document.getElementById("status")?.dataset.trouble ?? "");
  });
}

export function stopSaying() {
  voice?.pause();
}

export function sayOnPress() {
  document.addEventListener("click", (event) => {
    const button = about(event, "[data-say]");
    const again = button === pressed && voice && !voice.paused && !voice.ended;
    if (button || about(event, "[data-play], [data-action]")) stopSaying();
    if (button && !again) say(button);
  });
  document.addEventListener("htmx:afterSwap", () => pressed?.isConnected || stopSaying());
}
