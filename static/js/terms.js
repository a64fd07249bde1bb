/* Hard words in plain ones: Escape folds an explanation, and what is said of it ends. */

import { stopSaying } from "./saying.js";

export function explainTerms() {
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && /** @type {HTMLDetailsElement} */ (event.target.closest(".term[open]"));
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
    stopSaying();
  });
}
