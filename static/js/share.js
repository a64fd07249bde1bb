/* A page handed to somebody: by what the device offers for that, else the link is copied. */

import { about } from "./parts.js";
import { nameOf } from "./passages.js";
import { tell } from "./status.js";

export function shareOnPress() {
  document.addEventListener("click", (event) => {
    const button = about(event, "[data-share]");
    if (button) share(button);
  });
}

/** @param {HTMLElement} button */
async function share(button) {
  const path = button.dataset.share ?? "";
  const turn = button.closest("article")?.dataset.passage;
  const title = turn ? `${nameOf(turn)} | ${document.title}` : document.title;
  const url = new URL(path, location.href).href;
  try {
    if (navigator.share) await navigator.share({ title, url });
    else {
      await navigator.clipboard.writeText(url);
      tell(document.getElementById("status")?.dataset.copied ?? "");
    }
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") location.href = path; // the page that shows its address and its code
  }
}
