/* What few readers of a page ever need is in a script of its own (seldom/main.js): it comes when it is asked for, once, and says what it brings. */

import { bring } from "./late.js";

/**
 * @typedef {object} Seldom
 * @property {typeof import("./seldom/look.js").Look} Look
 * @property {typeof import("./seldom/bookmarks.js").keepBookmark} keepBookmark
 * @property {typeof import("./own-font.js").takeOwnFontForGood} takeOwnFontForGood
 * @property {typeof import("./own-font.js").tryFont} tryFont
 */

/** @type {Seldom | undefined} */
let come;

/** @param {Seldom} seldom */
export function arrive(seldom) {
  come = seldom;
}

/** @returns {Promise<Seldom>} */
export async function seldom() {
  await bring(document.body.dataset.seldomScript ?? "", "module");
  if (!come) throw new Error("seldom/main.js brought nothing");
  return come;
}
