/* A device without Japanese letters (a computer set up in another language) shows boxes in their place until our font is there.
   There each slice of it is taken whenever it comes, and it is the reader's font from then on: with the next page its list comes
   before anything is drawn. Any other device writes with its own and is asked for none of it, unless the reader chooses it (font.css). */

import { target } from "./landing.js";
import { canWriteKanji } from "./letters.js";

const LATE = "BIZ UDPGothic, late";
const OURS = "ours";
const LONGEST_WAIT = 3000;

/**
 * The faces of our font's list, to be had however late they come; none where it cannot be had.
 * @returns {Promise<FontFace[]>}
 */
async function lateFaces() {
  const list = new URL(document.body.dataset.faces ?? "", location.href);
  const answer = await fetch(list).catch(() => null);
  if (!answer?.ok) return [];
  const sheet = await new CSSStyleSheet().replace(await answer.text());
  return [...sheet.cssRules].flatMap((rule) => {
    if (!(rule instanceof CSSFontFaceRule)) return [];
    const value = (/** @type {string} */ name) => rule.style.getPropertyValue(name);
    const source = value("src").replace(/url\("([^"]+)"\)/g, (_, address) => `url("${new URL(address, list).href}")`);
    return new FontFace(LATE, source, { display: "swap", unicodeRange: value("unicode-range"), weight: value("font-weight") });
  });
}

/** Once all that the page needs has come, or after a while what has: letters that change again and again would lead a screen
 * reader back to where the focus is. */
async function take() {
  for (const face of await lateFaces()) document.fonts.add(face);
  const said = document.body.textContent ?? "";
  const all = ["400", "700"].map((weight) => document.fonts.load(`${weight} 20px "${LATE}"`, said));
  await Promise.race([Promise.allSettled(all), new Promise((after) => setTimeout(after, LONGEST_WAIT))]);
  const { dataset, style } = document.documentElement;
  if (dataset.font === OURS) style.setProperty("--late", `"${LATE}",`);
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

function takeOwnFont() {
  document.documentElement.dataset.font = OURS;
  const stay = stayAtTarget();
  take().then(stay);
}

export function takeOwnFontWhereNoneIs() {
  if (!canWriteKanji()) takeOwnFont();
}

/** Takes it for this page, and for those after it. */
export function takeOwnFontForGood() {
  const { font } = document.documentElement.dataset;
  takeOwnFont();
  if (font !== OURS) fetch("/preferences", { method: "POST", body: new URLSearchParams({ font: OURS }) }).catch(() => {});
}

/**
 * Shows the page in the font that is being tried.
 * @param {string} name
 */
export function tryFont(name) {
  const { dataset, style } = document.documentElement;
  if (name === OURS) takeOwnFont();
  else if (canWriteKanji()) {
    dataset.font = name;
    style.removeProperty("--late");
  }
}
