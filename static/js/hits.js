/* What a search found is walked through in the text: from one hit to the next, without going back to the list. */

import { about, filled, part, parts } from "./parts.js";

const KEPT = "reader.hits";

/** The list that a hit was opened from goes along, in this window only. */
export function walkThroughHits() {
  document.addEventListener("click", (event) => {
    const link = about(event, ".found__link");
    if (!(link instanceof HTMLAnchorElement)) return;
    const all = /** @type {HTMLAnchorElement[]} */ (parts(document, ".found__link"));
    const anchors = all.filter((one) => one.pathname === link.pathname).map((one) => one.hash);
    const words = /** @type {HTMLInputElement} */ (part(document, "#q")).value;
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ path: link.pathname, words, anchors }));
    } catch {
      /* a browser that keeps nothing shows the list again */
    }
  });
  offer();
  addEventListener("hashchange", offer);
}

function offer() {
  const next = document.querySelector("[data-next-hit]");
  if (!(next instanceof HTMLAnchorElement)) return;
  const { path, words, anchors } = kept();
  const at = path === location.pathname ? anchors.indexOf(location.hash) : -1;
  next.hidden = at < 0 || anchors.length < 2;
  if (next.hidden) return;
  const to = (at + 1) % anchors.length;
  next.setAttribute("href", anchors[to]);
  const text = part(document, "reader-player").getAttribute("data-text-next-hit") ?? "";
  const values = { words, number: String(to + 1), count: String(anchors.length) };
  next.textContent = filled(text, values);
}

/** @returns {{path: string, words: string, anchors: string[]}} */
function kept() {
  try {
    const { path, words, anchors } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    return { path, words: String(words), anchors: Array.isArray(anchors) ? anchors : [] };
  } catch {
    return { path: "", words: "", anchors: [] };
  }
}
