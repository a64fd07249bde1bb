/* The bar of a session shows where the voice is, else where the reader stopped last time. */

/** @param {number} seconds of the session that were heard */
export function showOnBar(seconds) {
  const bar = /** @type {HTMLElement | null} */ (document.querySelector(".flow"));
  const whole = Number(bar?.dataset.seconds);
  if (!bar || !whole) return;
  const share = `${Math.min(100, (100 * seconds) / whole).toFixed(2)}%`;
  bar.querySelector("[data-heard]").setAttribute("width", share);
  bar.querySelector("[data-here]").setAttribute("x", share);
}
