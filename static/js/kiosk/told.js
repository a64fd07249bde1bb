/* One line that shows the outcome of what the visitor just did. */

import { part } from "../parts.js";

const SHOWN = 5000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} text */
export function show(text) {
  const line = part(document, "#told");
  line.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => (line.textContent = ""), SHOWN);
}
