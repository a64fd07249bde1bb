/* Hard words in plain ones: Escape folds an explanation, and what is said of it ends. */

import { about, part } from "./parts.js";
import { stopSaying } from "./saying.js";

export function explainTerms() {
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && /** @type {HTMLDetailsElement | null} */ (about(event, ".term[open]"));
    if (!open) return;
    open.open = false;
    part(open, "summary").focus();
    stopSaying();
  });
}
