/* Cards fill the room there is, and what has no room on one is cut whole: no reading of a line that is not shown stands
   out of its edge. */

import { parts } from "../parts.js";

const FEWEST_ROWS = { portrait: 3, landscape: 2 };

/**
 * Fewer cards than there is room for are larger.
 * @param {HTMLElement} pages
 */
export function rows(pages) {
  const [cards] = parts(pages, ".cards");
  if (!cards) return;
  cards.style.removeProperty("--down");
  const style = getComputedStyle(cards);
  const [across, down] = ["--across", "--down"].map((name) => Number(style.getPropertyValue(name)));
  const fewest = FEWEST_ROWS[innerHeight > innerWidth ? "portrait" : "landscape"];
  const wanted = Math.max(Math.ceil(cards.children.length / across), fewest);
  if (wanted < down) cards.style.setProperty("--down", String(wanted));
}

/**
 * Hides the words whose line is cut off.
 * @param {HTMLElement} screen
 */
export function cutWhole(screen) {
  for (const box of screen.querySelectorAll(".card__title, .card__line, .context > *")) {
    const rubies = parts(box, "ruby");
    for (const one of rubies) one.classList.remove("is-cut");
    if (box.scrollHeight <= box.clientHeight + 1) continue;
    const { bottom } = box.getBoundingClientRect();
    for (const one of rubies) one.classList.toggle("is-cut", one.getBoundingClientRect().bottom > bottom + 2);
  }
}
