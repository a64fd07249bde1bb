/* Hard words in plain ones: Escape folds an explanation, a press has it said. */

import { tell } from "./status.js";

let voice = null;

function say(address, trouble) {
  document.querySelector("reader-player")?.pause();
  voice?.pause();
  voice = new Audio(address);
  voice.play().catch(() => tell(trouble));
}

export function explainTerms() {
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest(".term[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
    voice?.pause();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-say]");
    if (button) say(button.dataset.say, document.getElementById("status").dataset.trouble);
    else if (event.target.closest("[data-play], [data-action]")) voice?.pause();
  });
}
