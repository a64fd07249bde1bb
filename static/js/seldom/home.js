/* The start page begins with what the reader began. */

import { land } from "../landing.js";
import { filled, part } from "../parts.js";
import { Place, begun } from "../place.js";
import { bookmarks, dropBookmark } from "./bookmarks.js";
import { filledWith, laid } from "./written.js";

/** Shows on the start page the meetings that were begun, and the bookmarks. */
export function offerToGoOn() {
  const held = document.querySelector("template[data-going-on]");
  if (!(held instanceof HTMLTemplateElement)) return;
  const section = /** @type {HTMLElement} */ (part(held.content, "section").cloneNode(true));
  const list = part(section, "ul");
  const line = part(list, "li");
  line.remove();
  const { text = "", bookmark = "" } = section.dataset;
  /**
   * @param {string} url
   * @param {string} form the line, with its places
   * @param {Record<string, string>} values what fills them
   * @param {{title?: string, who?: string}} written what is written with readings
   * @param {() => void} drop
   */
  const add = (url, form, values, written, drop) => {
    const said = filled(form, values);
    const item = /** @type {HTMLElement} */ (line.cloneNode(true));
    const link = /** @type {HTMLAnchorElement} */ (part(item, "a"));
    link.href = url;
    link.ariaLabel = said; // in one piece, for who hears it
    const { meeting, place, ...others } = values;
    const plain = Object.entries(others).map(([name, value]) => [name, [value]]);
    link.append(...filledWith(form, { ...Object.fromEntries(plain), meeting: laid(written.title, meeting), place: laid(written.who, place) }));
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
    const values = { meeting: stop.meeting ?? "", place: stop.name ?? "", minutes };
    add(`${base}#${stop.sentence ?? stop.key}`, text, values, stop, () => new Place(base).forget());
  }
  for (const mark of bookmarks()) {
    add(mark.url, bookmark, { words: mark.words, meeting: mark.meeting, place: mark.name }, mark, () => dropBookmark(mark));
  }
  if (list.firstElementChild) held.after(section);
}
