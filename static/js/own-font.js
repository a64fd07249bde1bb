/* A device without Japanese letters (a computer set up in another language) shows boxes in their place until our font is there.
   There each slice of it is taken whenever it comes; on every other device one that is late waits for the next page, so that
   nothing moves (font.css). */

import { target } from "./landing.js";
import { canWriteKanji } from "./letters.js";
import { parts } from "./parts.js";

const LATE = "BIZ UDPGothic, late";
const LONGEST_WAIT = 3000;

/**
 * The faces of a style sheet, to be had however late they come.
 * @param {CSSStyleSheet | null} sheet
 * @returns {FontFace[]}
 */
function lateFaces(sheet) {
  return [...(sheet?.cssRules ?? [])].flatMap((rule) => {
    if (!(rule instanceof CSSFontFaceRule)) return [];
    const value = (/** @type {string} */ name) => rule.style.getPropertyValue(name);
    const source = value("src").replace(/url\("([^"]+)"\)/g, (_, address) => `url("${new URL(address, sheet?.href ?? location.href).href}")`);
    return new FontFace(LATE, source, { display: "swap", unicodeRange: value("unicode-range"), weight: value("font-weight") });
  });
}

/** Once all that the page needs has come, or after a while what has: letters that change again and again would lead a screen
 * reader back to where the focus is. */
async function take() {
  const sheet = parts(document, 'link[href$="/css/font.css"]')[0];
  if (!(sheet instanceof HTMLLinkElement)) return;
  for (const face of lateFaces(sheet.sheet)) document.fonts.add(face);
  const said = document.body.textContent ?? "";
  const all = ["400", "700"].map((weight) => document.fonts.load(`${weight} 20px "${LATE}"`, said));
  await Promise.race([Promise.allSettled(all), new Promise((after) => setTimeout(after, LONGEST_WAIT))]);
  const { style } = document.documentElement;
  style.setProperty("--font", `"${LATE}", ${getComputedStyle(document.documentElement).getPropertyValue("--font")}`);
}

/** Stays at the place that the address names while letters get their width, until the reader goes somewhere else. */
function stayAtTarget() {
  const named = target();
  if (!named) return () => {};
  let left = false;
  const stay = () => left || named.scrollIntoView({ behavior: "instant", block: "start" });
  const leave = () => (left = true);
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(kind, leave, { once: true, passive: true });
  document.fonts.addEventListener("loadingdone", stay);
  return stay;
}

export function takeOwnFont() {
  const stay = stayAtTarget();
  take().then(stay);
}

export function takeOwnFontWhereNoneIs() {
  if (!canWriteKanji()) takeOwnFont();
}
