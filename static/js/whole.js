/* Once the first screen is painted, the rest of a long session is laid out too: until then its turns have no place in the
   accessibility tree, nor a true height (turn.css). A page in the background is not painted: it does not wait for that.

   What the reader is to see, or sees already, stays where it is while everything above it changes its height: what the address
   names, else where they were when they left this page, else what stands at the top of the window. */

import { land, target } from "./landing.js";
import { part } from "./parts.js";
import { bring, gather, holding, waiting } from "./portions.js";
import { atTop, seenPlace } from "./view.js";

const LONGEST_WAIT = 500;

/** @typedef {{element: Element, top: number}} Held an element, and its distance from the top of the window in px */

/** @returns {Held | null} */
function held() {
  const named = target();
  if (named && scrollY > 0) {
    const top = named.getBoundingClientRect().top;
    if (top >= 0 && top < innerHeight) return { element: named, top };
  }
  const shown = scrollY > 0 ? atTop() : null;
  return shown && { element: shown, top: shown.getBoundingClientRect().top };
}

/** @returns {ReturnType<typeof seenPlace>} where the reader was when they left this page, if they come back to it, or load it anew */
function leftAt() {
  const came = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0])?.type;
  const seen = came === "back_forward" || came === "reload" ? seenPlace() : null;
  return seen && (document.getElementById(seen.id) || holding(seen.id)) ? seen : null;
}

/**
 * Leads on to the portion that has what the address names, where it names none, or another: the page with it is there sooner than it could
 * come to this page, whose fonts take every connection before it.
 * @returns {boolean} whether it does: then there is nothing to do here
 */
export function leadOn() {
  const portion = leftAt() ? null : holding(location.hash.slice(1));
  if (!portion) return false;
  stop(); // the fonts: they would be waited for
  location.replace(part(portion, "a").dataset.hxGet + location.hash);
  return true;
}

export function layOutTheRest() {
  const page = document.documentElement;
  let touched = false;
  const touch = () => (touched = true);
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(kind, touch, { once: true, passive: true });
  }
  const left = leftAt();
  if (left) {
    history.scrollRestoration = "manual"; // the browser's own measure is the page's height before that
    addEventListener("pagehide", () => (history.scrollRestoration = "auto"));
  }
  /* Asked for at once: fonts that the first layout asks for would take every connection before it. */
  const coming = bring(holding(left?.id));
  const goBack = () => {
    const element = left && document.getElementById(left.id);
    if (element) scrollBy({ top: element.getBoundingClientRect().top - left.top, behavior: "instant" });
  };
  const whole = async () => {
    if (page.classList.contains("is-laid-out")) return;
    const before = held();
    page.classList.add("is-laid-out");
    if (!touched && left) {
      goBack();
    } else if (!touched && target() && before?.element !== target()) {
      target()?.scrollIntoView({ behavior: "instant", block: "start" });
    } else if (before) {
      scrollBy({ top: before.element.getBoundingClientRect().top - before.top, behavior: "instant" });
    }
    if (!touched && document.activeElement === document.body) land(target(), { preventScroll: true });
    document.dispatchEvent(new Event("reader:whole"));
    if (waiting().length) {
      if ((await coming) && left && !touched) goBack();
      await gather();
    }
    page.classList.add("is-whole"); // from now on the way to a place may be seen (base.css)
  };
  requestAnimationFrame(() => setTimeout(whole));
  setTimeout(whole, LONGEST_WAIT);
}
