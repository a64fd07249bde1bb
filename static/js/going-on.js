/* 「聞く」 means where the reader is. */

import { target } from "./landing.js";
import { element, keys } from "./passages.js";
import { holding } from "./portions.js";
import { inView } from "./view.js";

/**
 * @typedef {object} Here where listening would begin
 * @property {string} key the passage
 * @property {string | null} [sentence]
 * @property {number} [time] seconds into the passage
 * @property {"landed" | "kept" | "seen" | "first"} why
 */

/**
 * The sentence that was landed on, as long as it is not far out of sight; else the kept place; else what is being read; else the beginning.
 * @param {import("./place.js").Place} place
 * @returns {Here | null} nothing on a page without passages
 */
export function here(place) {
  const named = target();
  const box = named?.getBoundingClientRect();
  const near = box && box.bottom > -innerHeight / 2 && box.top < innerHeight;
  const passage = near ? named?.closest("[data-passage]") : null;
  if (named && passage instanceof HTMLElement) {
    return { key: passage.dataset.passage ?? "", sentence: named.matches(".sentence") ? named.id : null, why: "landed" };
  }
  const kept = place.read();
  if (kept && isThere(kept.key)) return { key: kept.key, time: kept.time, why: "kept" };
  const seen = inView();
  if (seen) return { key: seen.dataset.passage ?? "", why: "seen" };
  const [first] = keys();
  return first ? { key: first, why: "first" } : null;
}

/**
 * Whether the page shows a passage, or will.
 * @param {string} key
 */
export function isThere(key) {
  return Boolean(element(key) ?? holding(key));
}
