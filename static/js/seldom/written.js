/* What was kept of a page as it was written, with its readings, laid out again: of what is known alone, and only where it says
   the same as the words that were kept beside it. */

import { parts } from "../parts.js";

const KNOWN = ["RUBY", "RT", "RP", "WBR"];
const CLASSES = ["whole", "by", "wide", "endless"];

/** @typedef {(Node | string)[]} Pieces what an element can be given */

/**
 * @param {string | undefined} html as it was kept; of an older release nothing
 * @param {string} plain the same words without readings
 * @returns {Pieces}
 */
export function laid(html, plain) {
  if (typeof html !== "string") return [plain];
  const { body } = new DOMParser().parseFromString(html, "text/html"); // which runs nothing and asks for nothing
  const made = document.createElement("span");
  made.append(...[...body.childNodes].flatMap(copied));
  const bare = /** @type {Element} */ (made.cloneNode(true));
  for (const reading of parts(bare, "rt, rp")) reading.remove();
  const words = (/** @type {string} */ text) => text.replace(/\s|、$/g, "");
  if (words(words(bare.textContent)) !== words(plain)) return [plain];
  const last = made.lastChild;
  if (last instanceof Text) last.data = last.data.replace(/[\s、]+$/, "");
  return [made];
}

/**
 * @param {Node} node
 * @returns {Pieces}
 */
function copied(node) {
  if (node instanceof Text) return [node.data];
  if (!(node instanceof HTMLElement)) return [];
  const within = [...node.childNodes].flatMap(copied);
  const reads = node.matches("rt, rp");
  if (reads && document.documentElement.dataset.furigana === "none") return [];
  const names = CLASSES.filter((name) => node.classList.contains(name));
  if (!KNOWN.includes(node.tagName) && !names.includes("whole")) return within;
  const made = document.createElement(node.tagName);
  if (names.length) made.className = names.join(" ");
  if (reads) made.ariaHidden = "true";
  made.append(...within);
  return [made];
}

/**
 * A text with its places filled: 「{meeting}、{place}」.
 * @param {string} text
 * @param {Record<string, Pieces>} values
 * @returns {Pieces}
 */
export function filledWith(text, values) {
  return text.split(/\{(\w+)\}/).flatMap((piece, index) => (index % 2 ? (values[piece] ?? [piece]) : [piece]));
}
