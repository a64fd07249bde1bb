/* The page as a playlist: every element with `data-passage` is one passage, in the order of the document. */

import { parts } from "./parts.js";

/** @returns {string[]} */
export function keys() {
  return parts(document, "[data-passage]").map((element) => element.dataset.passage ?? "");
}

/**
 * The element of a passage.
 * @param {string | null | undefined} key
 * @returns {HTMLElement | null}
 */
export function element(key) {
  return document.querySelector(`[data-passage="${CSS.escape(key ?? "")}"]`);
}

/**
 * The passage so many places further on; none beyond the ends.
 * @param {string} key
 * @param {number} by
 * @returns {string | undefined}
 */
export function beyond(key, by) {
  const all = keys();
  return all[all.indexOf(key) + by];
}

/**
 * The element of an utterance: by its anchor in running text, by its name in a heading.
 * @param {string} id
 * @returns {HTMLElement | null}
 */
export function sentenceOf(id) {
  return document.getElementById(id) ?? document.querySelector(`[data-sentence="${CSS.escape(id)}"]`);
}

/**
 * Seconds of the session before a passage.
 * @param {string | null | undefined} key
 */
export function startOf(key) {
  return Number(element(key)?.dataset.from ?? 0);
}

/**
 * The anchor of an utterance on the session's page: its own, or that of the heading it is.
 * @param {string | null | undefined} id
 * @returns {string | undefined}
 */
export function anchorOf(id) {
  const sentence = id && sentenceOf(id);
  return sentence ? sentence.id || sentence.closest("[id]")?.id : undefined;
}

/**
 * Who or what a passage is, in words: 「事務局、3回目」.
 * @param {string | null | undefined} key
 */
export function nameOf(key) {
  const passage = element(key);
  return passage ? readable(passage.querySelector("h1, h2, h3, .results__name") ?? passage) : "";
}

/**
 * The words of an element without readings and without what is only a label for the eye.
 * @param {Element} part
 */
function readable(part) {
  const copy = /** @type {Element} */ (part.cloneNode(true));
  for (const aside of parts(copy, "rt, rp, .turn__part, button")) aside.remove();
  return copy.textContent.replace(/\s+/g, " ").trim().replace(/、$/, "");
}
