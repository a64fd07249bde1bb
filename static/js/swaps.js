/* After htmx has put something new on the page, the focus goes to its heading, or to what `data-lands` names in it,
   unless it is still where it was. */

import { land } from "./landing.js";
import { tell } from "./status.js";

export function keepFocusAfterSwap() {
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const fresh = event.detail.target?.isConnected ? event.detail.target : document.getElementById(event.detail.target?.id);
    const outcome = fresh?.dataset.outcome ?? fresh?.querySelector("[data-outcome]")?.textContent;
    if (outcome) tell(outcome.trim());
    if (document.activeElement && document.activeElement !== document.body) return;
    land(fresh?.querySelector("[data-lands], h1, h2, h3"));
  });
}
