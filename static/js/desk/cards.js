/* Cards of doubtful readings: heard by a press, settled by one key while the focus is on the card and in no field. */

import { about, part, parts } from "../parts.js";

const OFF = "desk-keys-off";

const sound = new Audio();

/** @param {HTMLElement} button */
function hear(button) {
  sound.src = button.dataset.sound ?? "";
  sound.play().catch(() => {});
}

/**
 * Does on a card what a key stands for.
 * @param {HTMLElement} card
 * @param {string} key
 * @returns {boolean} whether it stands for anything
 */
function press(card, key) {
  if (/^[1-9]$/.test(key)) {
    const choice = /** @type {HTMLInputElement[]} */ (parts(card, 'input[name="reading"]:not([value="other"])'))[Number(key) - 1];
    if (!choice) return false;
    choice.checked = true;
    /** @type {HTMLElement | null | undefined} */
    const button = choice.closest(".desk-choice")?.querySelector("[data-sound]");
    if (button) hear(button);
    return true;
  }
  if (key === "e") {
    /** @type {HTMLInputElement} */ (part(card, 'input[value="other"]')).checked = true;
    part(card, "#other").focus();
    return true;
  }
  /** @type {HTMLElement | null} */
  const button = card.querySelector(`[data-key="${CSS.escape(key)}"]`);
  button?.click();
  return Boolean(button);
}

export function settleByKeys() {
  document.addEventListener("click", (event) => {
    const button = about(event, "[data-sound]");
    if (button) hear(button);
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-keys-off]")) {
      localStorage.setItem(OFF, event.target.checked ? "1" : "");
    }
  });
  document.addEventListener("keydown", (event) => {
    const card = about(event, "[data-card]");
    if (!card || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (localStorage.getItem(OFF) || about(event, 'input[type="text"], button, summary, a')) return;
    if (press(card, event.key.length === 1 ? event.key.toLowerCase() : event.key)) event.preventDefault();
  });
}
