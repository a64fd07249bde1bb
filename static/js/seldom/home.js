/* The start page begins with what the reader began. */

import { land } from "../landing.js";
import { filled, part } from "../parts.js";
import { Place, begun } from "../place.js";
import { bookmarks, dropBookmark } from "./bookmarks.js";

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
