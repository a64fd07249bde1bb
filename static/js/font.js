/* Whose letters a page is in: when ours take the place of the device's (own-font.js, which few need). */

import { canWriteKanji } from "./letters.js";
import { about } from "./parts.js";
import { seldom } from "./seldom.js";

/** Ours, where the device has none, and where the reader tries them in the settings. */
export function bringOwnFont() {
  if (!canWriteKanji()) seldom().then(({ takeOwnFontForGood }) => takeOwnFontForGood());
  document.addEventListener("change", (event) => {
    const chosen = /** @type {HTMLInputElement | null} */ (about(event, ".choice--font input"));
    if (chosen) seldom().then(({ tryFont }) => tryFont(chosen.value));
  });
}
