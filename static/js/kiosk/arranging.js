/* What is read fills the screen: the passages that belong together stand on it as far as they fit, in the largest letters
   in which they do. What fits in no size stands in the visitor's own, on several pages. */

import { parts } from "../parts.js";
import { larger } from "./larger.js";

/** @typedef {import("./pages.js").Pages} Pages */

const LARGEST = 64;

/**
 * Shows as many parts as fit, in the largest type; the part that is heard stays. The way on leads behind the last.
 * @param {Pages} pages
 */
export function arrange(pages) {
  const all = parts(pages, "[data-passage]");
  const heard = all.findIndex((part) => part.hasAttribute("aria-current"));
  const show = (/** @type {number} */ many) => {
    for (const [index, part] of all.entries()) part.hidden = index >= many;
  };
  pages.style.removeProperty("--reading");
  const own = Number.parseFloat(getComputedStyle(pages).fontSize);
  let many = all.length;
  show(many);
  while (many > Math.max(1, heard + 1) && pages.count > 1) show(--many);
  for (const size of larger(own, LARGEST)) {
    pages.style.setProperty("--reading", `${size}px`);
    if (pages.count === 1) break;
    pages.style.removeProperty("--reading");
  }
  leadOn(pages.screen, all[many - 1]?.dataset.next ?? "");
}

/**
 * The parts that are shown.
 * @param {Pages | null} pages
 * @returns {HTMLElement[]}
 */
export function shown(pages) {
  return pages ? parts(pages, "[data-passage]:not([hidden])") : [];
}

/**
 * @param {HTMLElement | null} screen
 * @param {string} address
 */
function leadOn(screen, address) {
  const link = screen?.querySelector('[data-way="right"]');
  if (link && address) link.setAttribute("href", address);
  link?.classList.toggle("control--none", !address);
}
