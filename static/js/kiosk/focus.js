/* Moving by the arrows of a pad: through everything that can be chosen, in the order of the screen; on a board of
   keys, in both directions. */

import { parts } from "../parts.js";

/** @typedef {import("./pages.js").Pages} Pages */

const CHOICES = "a[href], button:not([hidden], :disabled)";

/** Everything that can be chosen now, the screen's own first. */
export function choices() {
  const open = document.querySelector("dialog[open]");
  const places = open ? [open] : ["#screen", ".tools", ".dock"].flatMap((place) => parts(document, place));
  return places
    .flatMap((place) => parts(place, CHOICES))
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getAttribute("aria-disabled") !== "true");
}

/**
 * Focuses the next or the one before; false at the ends.
 * @param {number} by
 */
export function step(by) {
  const all = choices();
  const now = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by;
  return all[next] ? to(all[next]) : false;
}

/**
 * Focuses the key beside, above or below on a board; null where the focus is on no board or at its edge.
 * @param {number} across
 * @param {number} down
 */
export function stepOnBoard(across, down) {
  const here = document.activeElement;
  const column = here?.closest(".board__column");
  if (!here || !column?.parentElement) return null;
  const columns = [...column.parentElement.children];
  const row = [...column.children].indexOf(here);
  if (down) {
    let place = row + down;
    while (column.children[place] && !column.children[place].matches("button")) place += down;
    return column.children[place] ? to(column.children[place]) : null;
  }
  const beside = columns[(columns.indexOf(column) + across + columns.length) % columns.length];
  const keys = [...beside.children].filter((key) => key.matches("button"));
  const key = keys.find((one) => [...beside.children].indexOf(one) >= row) ?? keys.at(-1);
  return key ? to(key) : null;
}

/**
 * Focuses the first card of the page that is open, if there are cards: who does not see hears where the page begins.
 * @param {Pages} pages
 */
export function toFirst(pages) {
  const first = parts(pages, ".card").find((card) => pages.pageOf(card) === pages.page);
  if (first) to(first);
}

/** @param {Element} element */
export function to(element) {
  /** @type {HTMLElement} */ (element).focus({ preventScroll: true, focusVisible: true });
  element.closest("kiosk-pages")?.bring(element);
  return true;
}
