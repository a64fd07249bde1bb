/* 「聞く」 means where the reader is; the start page begins with what they began. */

import { bookmarks, dropBookmark } from "./bookmarks.js";
import { land, target } from "./landing.js";
import { filled, part } from "./parts.js";
import { element, keys } from "./passages.js";
import { Place, begun } from "./place.js";
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
 * @param {Place} place
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

/** Shows on the start page the meetings that were begun, and the bookmarks. */
export function offerToGoOn() {
  const held = document.querySelector("template[data-going-on]");
  if (!(held instanceof HTMLTemplateElement)) return;
  const section = /** @type {HTMLElement} */ (part(held.content, "section").cloneNode(true));
  const list = part(section, "ul");
  const line = part(list, "li");
  line.remove();
  const { text = "", bookmark = "" } = section.dataset;
  const add = (/** @type {string} */ url, /** @type {string} */ said, /** @type {() => void} */ drop) => {
    const item = /** @type {HTMLElement} */ (line.cloneNode(true));
    const link = /** @type {HTMLAnchorElement} */ (part(item, "a"));
    link.href = url;
    link.textContent = said;
    part(item, ".visually-hidden").textContent = `（${said}）`;
    part(item, "button").addEventListener("click", () => {
      drop();
      item.remove();
      if (list.firstElementChild) part(list, "a").focus();
      else {
        section.remove();
        land(document.getElementById("main"));
      }
    });
    list.append(item);
  };
  for (const { base, stop } of begun().slice(0, 3)) {
    const minutes = String(Math.max(1, Math.round((stop.left ?? 0) / 60)));
    const said = filled(text, { meeting: stop.meeting ?? "", place: stop.name ?? "", minutes });
    add(`${base}#${stop.sentence ?? stop.key}`, said, () => new Place(base).forget());
  }
  for (const mark of bookmarks()) {
    const said = filled(bookmark, { words: mark.words, meeting: mark.meeting, place: mark.name });
    add(mark.url, said, () => dropBookmark(mark));
  }
  if (list.firstElementChild) held.after(section);
}
