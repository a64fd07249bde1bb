/* After htmx has put something new on the page, the focus goes to its heading, or to what `data-lands` names in it,
   unless it is still where it was. */

import { land } from "./landing.js";
import { parts } from "./parts.js";
import { tell } from "./status.js";

/**
 * The words of an element, without the furigana over them.
 * @param {Element} element
 */
function read(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const aside of parts(copy, "rt, rp")) aside.remove();
  return copy.textContent;
}

export function keepFocusAfterSwap() {
  let within = false;
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = /** @type {CustomEvent} */ (event).detail;
    within = target?.contains(document.activeElement) ?? false;
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const { target } = event.detail;
    const fresh = target?.isConnected ? target : document.getElementById(target?.id ?? "");
    const told = fresh?.matches("[data-outcome]") ? fresh : fresh?.querySelector("[data-outcome]");
    if (fresh?.matches(".portion")) return; // it came by itself: portions.js
    const outcome = told && (told.dataset.outcome || read(told));
    if (fresh?.matches("[data-goes-there]")) {
      land(fresh.querySelector("[data-lands]"), { preventScroll: true }); // it is read out from there
      return;
    }
    if (outcome) tell(outcome.trim(), { seen: told.id !== "turns" }); // of other turns nothing on the page says that they are others
    if (fresh?.matches("[data-by-itself]") && !within) return; // nobody asked for it: nobody is taken there
    if (document.activeElement && document.activeElement !== document.body) return;
    land(fresh?.querySelector("[data-lands], h1, h2, h3"));
  });
}
