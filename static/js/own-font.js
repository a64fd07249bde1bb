/* A device without Japanese letters (a computer set up in another language) shows boxes in their place until our font is there.
   There each slice of it is taken whenever it comes; on every other device one that is late waits for the next page, so that
   nothing moves (font.css). */

import { target } from "./landing.js";
import { parts } from "./parts.js";

const LATE = "BIZ UDPGothic, late";

/** @returns {boolean} whether the device itself can write kanji: every font of ours aside, each is as wide as it is high */
function canWriteKanji() {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return true;
  context.font = "100px sans-serif";
  return ["\u6c38", "\u4f1a"].every((kanji) => Math.abs(context.measureText(kanji).width - 100) < 3);
}

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

function take() {
  const sheet = parts(document, 'link[href$="/css/font.css"]')[0];
  if (!(sheet instanceof HTMLLinkElement)) return;
  for (const face of lateFaces(sheet.sheet)) document.fonts.add(face);
  const { style } = document.documentElement;
  style.setProperty("--font", `"${LATE}", ${getComputedStyle(document.documentElement).getPropertyValue("--font")}`);
}

/** Stays at the place that the address names while letters get their width, until the reader goes somewhere else. */
function stayAtTarget() {
  const named = target();
  if (!named) return;
  const stay = () => named.scrollIntoView({ behavior: "instant", block: "start" });
  const leave = () => document.fonts.removeEventListener("loadingdone", stay);
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(kind, leave, { once: true, passive: true });
  document.fonts.addEventListener("loadingdone", stay);
}

export function takeOwnFontWhereNoneIs() {
  if (canWriteKanji()) return;
  take();
  stayAtTarget();
}
