/* Which turn the reader has before them: kept for their coming back to the page, and taken along where a page leads back. */

import { about, parts } from "./parts.js";

const KEPT = "reader.view.";
const HIGH = 0.15; // of the window: what begins above that is being read

/**
 * The passage that is being read: the last one that begins in the upper part of the window. None at the top of the page.
 * @returns {HTMLElement | null}
 */
export function inView() {
  const line = innerHeight * HIGH;
  /** @type {HTMLElement | null} */
  let found = null;
  for (const passage of parts(document, "[data-passage]")) {
    if (passage.getBoundingClientRect().top > line) break;
    found = passage;
  }
  const first = document.querySelector("[data-passage]");
  return found === first && scrollY < innerHeight / 2 ? null : found;
}

/**
 * Whether something of it is between the sides of the window: turns set upright scroll sideways.
 * @param {Element} part
 */
export function isBeside(part) {
  const box = part.getBoundingClientRect();
  return box.right > 0 && box.left < innerWidth;
}

/**
 * What stands at the top of the window: the first sentence, or heading, of which something is in it.
 * @returns {Element | null}
 */
export function atTop() {
  const shown = (/** @type {Element} */ part) => part.getBoundingClientRect().bottom > 0 && isBeside(part);
  const passage = parts(document, "[data-passage]").find(shown);
  return [...(passage?.querySelectorAll("h1[id], h2[id], h3[id], .sentence[id]") ?? [])].find(shown) ?? passage ?? null;
}

const name = () => KEPT + location.pathname + location.search;

/**
 * Where the reader was when they left this page, in this window.
 * @returns {{id: string, top: number} | null} what stood at the top, and its distance from there in px
 */
export function seenPlace() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name()) ?? "null");
    return kept && Number.isFinite(kept.top) ? { id: String(kept.id), top: kept.top } : null;
  } catch {
    return null; // a browser that keeps nothing puts the page where it thinks best
  }
}

function keepSeen() {
  const shown = scrollY > 0 ? atTop() : null;
  try {
    if (shown?.id) {
      const top = shown.getBoundingClientRect().top;
      sessionStorage.setItem(name(), JSON.stringify({ id: shown.id, top }));
    } else sessionStorage.removeItem(name());
  } catch {
    /* as above */
  }
}

/* The anchor of what is being read: 「#t12」. */
function anchor() {
  const shown = inView();
  const id = shown?.id || shown?.querySelector("[id]")?.id;
  return id ? `#${id}` : "";
}

/** The settings lead back to the page they were called from: to the turn that was being read there. */
export function comeBackToView() {
  addEventListener("pagehide", keepSeen);
  document.addEventListener("click", (event) => {
    const link = about(event, 'a[href^="/preferences?back="]');
    if (!(link instanceof HTMLAnchorElement)) return;
    const address = new URL(link.href);
    address.searchParams.set("back", location.pathname + location.search + anchor());
    link.href = address.href;
  });
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const back = form.querySelector('input[type="hidden"][name="back"]');
    if (back instanceof HTMLInputElement && !location.pathname.startsWith("/preferences")) {
      back.value = location.pathname + location.search + anchor();
    }
  });
}
