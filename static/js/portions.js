/* A long session comes in portions: one with the page, the others behind it, one after the other (components/portions.html).

   What the address names, or where the reader was, comes first; then what follows in the window. What is in the window stays where
   it is while something above it grows. The browser's own search, and paper, have all of it once the last one is there. */

import { land, target } from "./landing.js";
import { bringHtmx } from "./late.js";
import { about, part, parts } from "./parts.js";

const TRIES = 3;
const AGAIN = 5000; // milliseconds before what did not come is asked for again
const BUSY = 500; // and after which a page that is never idle gets the next portion all the same

/** @returns {HTMLElement[]} those that are not there yet */
export function waiting() {
  return parts(document, "[data-waiting]");
}

/**
 * The portion that is not there yet in which a passage or sentence stands.
 * @param {string | null | undefined} id 「t512」, 「t512-3」, 「a4」
 * @returns {HTMLElement | null}
 */
export function holding(id) {
  const [key] = (id ?? "").split("-");
  const turn = /^t\d+$/.test(key) ? Number(key.slice(1)) : Number.NaN;
  const holds = (/** @type {DOMStringMap} */ { first, last, others = "" }) =>
    (turn >= Number(first) && turn <= Number(last)) || (key !== "" && others.split(" ").includes(key));
  return waiting().find((one) => holds(one.dataset)) ?? null;
}

/** @type {Map<HTMLElement, Promise<boolean>>} */
const coming = new Map();

/**
 * Has a portion come.
 * @param {HTMLElement | null | undefined} portion
 * @returns {Promise<boolean>} whether it is there now
 */
export function bring(portion) {
  if (!portion) return Promise.resolve(false);
  const come = coming.get(portion) ?? fetched(portion).catch(() => false);
  coming.set(portion, come);
  come.then(() => coming.delete(portion));
  return come;
}

/** @param {HTMLElement} portion */
async function fetched(portion) {
  const link = part(portion, "a");
  await bringHtmx();
  await /** @type {any} */ (window).htmx.ajax("GET", link.dataset.hxGet, { source: link });
  return portion.isConnected && !("waiting" in portion.dataset);
}

/**
 * Goes to a place of the session that may not be there yet.
 * @param {string} id
 * @returns {Promise<boolean>} whether it had to come first
 */
export async function comeTo(id) {
  if (document.getElementById(id) || !(await bring(holding(id)))) return false;
  if (location.hash.slice(1) === id) goAgain();
  return true;
}

/** Goes where the address leads, once more: only the browser's own way there makes it the target. */
function goAgain() {
  const { hash } = location;
  history.replaceState(history.state, "", location.pathname + location.search);
  location.replace(hash);
  land(target(), { preventScroll: true });
}

/** @type {Promise<void> | null} */
let gathering = null;

/**
 * Has all that is missing come, one portion after the other.
 * @returns {Promise<void>} settled when all is there, or when it does not come
 */
export function gather() {
  gathering ??= gathered().finally(() => {
    gathering = null;
  });
  return gathering;
}

async function gathered() {
  for (let failed = 0; failed < TRIES; ) {
    await new Promise((done) => ("requestIdleCallback" in window ? requestIdleCallback(done, { timeout: BUSY }) : setTimeout(done)));
    const missing = waiting();
    const next = missing.find((one) => one.getBoundingClientRect().bottom > 0) ?? missing.at(-1);
    if (!next) return;
    failed = (await bring(next)) ? 0 : failed + 1;
    if (failed) await new Promise((done) => setTimeout(done, AGAIN));
  }
}

export function comeInPortions() {
  /** @type {{portion: HTMLElement, above: boolean, foot: number, focus: boolean} | null} */
  let before = null;
  /* What lies beneath a portion moves with the foot of the next one, whose head may go when its item stands right above. */
  const foot = (/** @type {HTMLElement} */ portion) => (portion.nextElementSibling ?? portion).getBoundingClientRect().bottom;
  document.body.addEventListener("htmx:beforeSwap", ({ detail: { target: portion } }) => {
    const focus = portion?.contains(document.activeElement) ?? false;
    const above = (portion?.getBoundingClientRect().bottom ?? 0) <= 0;
    before = portion?.matches("[data-waiting]") ? { portion, above, foot: foot(portion), focus } : null;
  });
  document.body.addEventListener("htmx:afterSwap", ({ detail: { target: portion } }) => {
    if (!before || portion !== before.portion) {
      if (waiting().length) gather(); // the reader chose other turns
      return;
    }
    const was = before;
    before = null;
    delete portion.dataset.waiting;
    portion.classList.remove("portion--waiting");
    if (was.above) scrollBy({ top: foot(portion) - was.foot, behavior: "instant" });
    if (was.focus) land(portion.querySelector("h3"), { preventScroll: true });
    document.dispatchEvent(new Event("reader:portion"));
  });
  document.addEventListener("reader:reread", () => gather());
  addEventListener("hashchange", () => comeTo(location.hash.slice(1)));
  document.addEventListener("click", (event) => {
    const link = about(event, 'a[href*="portion="]');
    if (!(link instanceof HTMLAnchorElement) || link.pathname !== location.pathname) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const id = link.hash.slice(1);
    if (!document.getElementById(id) && !holding(id)) return;
    if (link.dataset.hxGet) return;
    event.preventDefault();
    if (location.hash === link.hash) goAgain();
    else location.hash = link.hash;
  });
}
