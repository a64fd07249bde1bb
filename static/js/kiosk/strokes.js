/* Strokes of a finger: to the left or up is on, to the right or down is back. What was stroked is not touched too. */

import { about } from "../parts.js";

const LONG_ENOUGH = 80; // px
const STRAIGHT = 1.5;

/**
 * Which way a movement of the finger in px leads: 1 on, -1 back, 0 nowhere (too short, or askew).
 * @param {number} across
 * @param {number} down
 */
export function direction(across, down) {
  const [most, least] = [Math.max(Math.abs(across), Math.abs(down)), Math.min(Math.abs(across), Math.abs(down))];
  if (most < LONG_ENOUGH || most < STRAIGHT * least) return 0;
  return (Math.abs(across) > Math.abs(down) ? across : down) < 0 ? 1 : -1;
}

/**
 * Calls `turn(1)` or `turn(-1)` at the end of a stroke over the screen.
 * @param {(by: number) => void} turn
 */
export function onStroke(turn) {
  /** @type {{x: number, y: number} | null} */
  let began = null;
  let stroked = false;
  document.addEventListener("pointerdown", (event) => {
    stroked = false;
    began = event.isPrimary && about(event, "#screen") ? { x: event.clientX, y: event.clientY } : null;
  });
  document.addEventListener("pointercancel", () => (began = null));
  document.addEventListener("pointerup", (event) => {
    const by = began && event.isPrimary ? direction(event.clientX - began.x, event.clientY - began.y) : 0;
    began = null;
    if (!by) return;
    stroked = true;
    setTimeout(() => (stroked = false));
    turn(by);
  });
  addEventListener("click", (event) => {
    if (!stroked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
}
