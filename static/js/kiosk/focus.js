/* Moving by the arrows of a pad: through everything that can be chosen, in the order of the screen; on a board of
   keys, in both directions. */

const CHOICES = "a[href], button:not([hidden], :disabled)";

/** Everything that can be chosen now, the screen's own first. */
export function choices() {
  const open = document.querySelector("dialog[open]");
  const places = open ? [open] : ["#screen", ".tools", ".dock"].map((place) => document.querySelector(place));
  return places
    .flatMap((place) => [...place.querySelectorAll(CHOICES)])
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getAttribute("aria-disabled") !== "true");
}

/** Focuses the next or the one before; false at the ends. */
export function step(by) {
  const all = choices();
  const now = all.indexOf(document.activeElement);
  const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by;
  return all[next] ? to(all[next]) : false;
}

/** Focuses the key beside, above or below on a board; null where the focus is on no board or at its edge. */
export function stepOnBoard(across, down) {
  const column = document.activeElement?.closest(".board__column");
  if (!column) return null;
  const columns = [...column.parentElement.children];
  const row = [...column.children].indexOf(document.activeElement);
  if (down) {
    let place = row + down;
    while (column.children[place] && !column.children[place].matches("button")) place += down;
    return column.children[place] ? to(column.children[place]) : null;
  }
  const beside = columns[(columns.indexOf(column) + across + columns.length) % columns.length];
  const keys = [...beside.children].filter((key) => key.matches("button"));
  return to(keys.find((key) => [...beside.children].indexOf(key) >= row) ?? keys.at(-1));
}

/** Focuses the first card of the page that is open, if there are cards: who does not see hears where the page begins. */
export function toFirst(pages) {
  const first = [...pages.querySelectorAll(".card")].find((card) => pages.pageOf(card) === pages.page);
  if (first) to(first);
}

export function to(element) {
  element.focus({ preventScroll: true, focusVisible: true });
  element.closest("kiosk-pages")?.bring(element);
  return true;
}
