/* Upright turns scroll sideways, each for itself: by keys too. */

import { parts } from "./parts.js";

export function setWriting() {
  const upright = document.documentElement.dataset.writing === "vertical";
  for (const text of parts(document, ".turn__text")) {
    if (upright) text.tabIndex = 0;
    else text.removeAttribute("tabindex");
  }
}
