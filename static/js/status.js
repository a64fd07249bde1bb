/* The page's one status line: the outcome of what the reader just did, nothing else. */

const SHOWN = 6000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let staying = false;

/**
 * Tells for a few seconds, or until it is no longer so. What is `seen` where it happened is told to ears alone: the line would lie on it.
 * @param {string} text
 * @param {{stays?: boolean, seen?: boolean}} [how]
 */
export function tell(text, { stays = false, seen = false } = {}) {
  const line = document.getElementById("status");
  if (!line) return;
  line.classList.toggle("status--seen", seen);
  line.textContent = text;
  staying = stays;
  clearTimeout(timer);
  if (stays) return;
  timer = setTimeout(() => {
    line.textContent = "";
  }, SHOWN);
}

/** Takes back what was to stay. */
export function hush() {
  if (staying) tell("");
}
