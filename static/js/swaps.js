/* After htmx has put something new on the page, the focus goes to its heading, or to what `data-lands` names in it,
   unless it is still where it was. */

import { land } from "./landing.js";
import { tell } from "./status.js";

/* The words of an element, without the furigana over them. */
function read(element) {
  const copy = element?.cloneNode(true);
  for (const aside of copy?.querySelectorAll("rt, rp") ?? []) aside.remove();
  return copy?.textContent;
}

export function keepFocusAfterSwap() {
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const fresh = event.detail.target?.isConnected ? event.detail.target : document.getElementById(event.detail.target?.id);
    const outcome = fresh?.dataset.outcome ?? read(fresh?.querySelector("[data-outcome]"));
    if (fresh?.matches("[data-goes-there]")) {
      land(fresh.querySelector("[data-lands]"), { preventScroll: true }); // it is read out from there
      return;
    }
    if (outcome) tell(outcome.trim());
    if (document.activeElement && document.activeElement !== document.body) return;
    land(fresh?.querySelector("[data-lands], h1, h2, h3"));
  });
}
