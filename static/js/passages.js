/* The page as a playlist: every element with `data-passage` is one passage, in the order of the document. */

import { parts } from "./parts.js";

/** @returns {string[]} */
export function keys() {
  return parts(document, "[data-passage]").map((element) => element.dataset.passage ?? "");
}

/**
 * The element of a passage, found by its name: a page of ten thousand turns is not searched for it.
 * @param {string | null | undefined} key
 * @returns {HTMLElement | null}
 */
export function element(key) {
  return (key && /** @type {HTMLElement | null} */ (document.getElementById(key)?.closest("[data-passage]"))) || null;
}

/**
 * The passage so many places further on; none beyond the ends, nor beyond a portion that is not there yet.
 * @param {string} key
 * @param {number} by
 * @returns {string | undefined}
 */
export function beyond(key, by) {
  const way = steps(key, by);
  return way.some(isMissing) ? undefined : way[Math.abs(by) - 1]?.dataset.passage;
}

/**
 * The portion that is not there yet, where it lies on the way to `beyond`.
 * @param {string} key
 * @param {number} by
 * @returns {HTMLElement | undefined}
 */
export function gap(key, by) {
  return steps(key, by).find(isMissing);
}

const isMissing = (/** @type {HTMLElement} */ one) => "waiting" in one.dataset;

/**
 * The passages and missing portions that are next to a passage, so many of them: those before it where they are negative.
 * @param {string} key
 * @param {number} by
 */
function steps(key, by) {
  const all = parts(document, "[data-passage], [data-waiting]");
  const at = all.findIndex((one) => one.dataset.passage === key);
  if (at < 0) return [];
  return by < 0 ? all.slice(Math.max(0, at + by), at).reverse() : all.slice(at + 1, at + 1 + by);
}

/**
 * The element of an utterance: by its anchor in running text, by its name in a heading.
 * @param {string} id
 * @returns {HTMLElement | null}
 */
export function sentenceOf(id) {
  return document.getElementById(id) ?? element(id.split("-")[0])?.querySelector(`[data-sentence="${CSS.escape(id)}"]`) ?? null;
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
  const part = headOf(key);
  return part ? without(part, "rt, rp, .turn__part, button").textContent.replace(/\s+/g, " ").trim().replace(/、$/, "") : "";
}

/**
 * What a meeting and a passage of it are called as it stands on the page, with readings (seldom/written.js).
 * @param {string | null | undefined} key
 * @returns {{title?: string, who?: string}}
 */
export function writtenOf(key) {
  const [title, who] = [document.querySelector("#m, .crumb a"), headOf(key)].map((part) => part && without(part, ".turn__part, button").innerHTML);
  return { title: title ?? undefined, who: who ?? undefined };
}

/** @param {string | null | undefined} key */
function headOf(key) {
  const passage = element(key);
  return passage?.querySelector("h1, h2, h3, .results__name") ?? passage;
}

/**
 * A copy of an element without what is an aside, or only a label for the eye.
 * @param {Element} part
 * @param {string} asides
 */
function without(part, asides) {
  const copy = /** @type {Element} */ (part.cloneNode(true));
  for (const aside of parts(copy, asides)) aside.remove();
  return copy;
}
