/* The PIN pad of the staff's screen, and the hidden gesture that opens it: the upper left corner held for five seconds. */

import { about, part } from "../parts.js";

const HOLD = 5000;
const CORNER = 120;
const LONGEST = 12;

/**
 * @param {string} address
 * @param {(address: string) => void} open
 */
export function staffGesture(address, open) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let held = false;
  document.addEventListener("pointerdown", (event) => {
    if (event.clientX > CORNER || event.clientY > CORNER) return;
    timer = setTimeout(() => {
      held = true;
      open(address);
    }, HOLD);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, () => {
      clearTimeout(timer);
      setTimeout(() => (held = false));
    });
  }
  addEventListener("click", (event) => {
    if (!held) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
}

/** @param {(address: string, body: URLSearchParams) => void} send */
export function pinPad(send) {
  let pin = "";
  document.addEventListener("click", (event) => {
    const digit = about(event, ".pin [data-digit]")?.dataset.digit;
    if (digit === undefined) return;
    const form = /** @type {HTMLFormElement} */ (about(event, "form"));
    const dots = part(form, '[data-part="dots"]');
    if (!dots.textContent) pin = "";
    if (digit === "enter") {
      send(form.action, new URLSearchParams({ pin }));
      pin = "";
    } else pin = digit ? (pin + digit).slice(0, LONGEST) : pin.slice(0, -1);
    dots.textContent = "●".repeat(pin.length);
  });
}
