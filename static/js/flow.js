/* The bar of a session shows where the voice is, else where the reader stopped last time. */

import { part } from "./parts.js";

/** @param {number} seconds of the session that were heard */
export function showOnBar(seconds) {
  const bar = /** @type {HTMLElement | null} */ (document.querySelector(".flow"));
  const whole = Number(bar?.dataset.seconds);
  if (!bar || !whole) return;
  const share = `${Math.min(100, (100 * seconds) / whole).toFixed(2)}%`;
  part(bar, "[data-heard]").setAttribute("width", share);
  part(bar, "[data-here]").setAttribute("x", share);
}
