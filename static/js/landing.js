/* Where a link into the page lands, the focus is.

   A heading, or the page's main part, can have the focus only as long as it has it: a screen reader calls what always can, and any
   text that stands in it without an element of its own, 「クリックできます」. */

import { about } from "./parts.js";

/**
 * Gives an element the focus, and brings it into sight unless something else already does.
 * @param {HTMLElement | null | undefined} target
 * @param {FocusOptions} [options]
 */
export function land(target, options) {
  if (!target) return;
  if (!target.hasAttribute("tabindex")) {
    target.tabIndex = -1;
    target.addEventListener("blur", () => target.removeAttribute("tabindex"), { once: true });
  }
  target.focus(options);
}

/** @returns {HTMLElement | null} what the address names; on a busy machine the browser has not yet come to it when scripts run */
export function target() {
  return document.querySelector(":target") ?? document.getElementById(location.hash.slice(1));
}

/** A sentence that its passage has no more, or never had (「#t5-9」): the address names the passage then. */
function nameWhatIsHere() {
  const id = location.hash.slice(1);
  const passage = id.replace(/-\d+$/, "");
  if (passage !== id && !document.getElementById(id) && document.getElementById(passage)) location.replace(`#${passage}`);
}

/* The browser scrolls there: a focus that did too would stop it half-way. */
function landed() {
  nameWhatIsHere();
  land(target(), { preventScroll: true });
}

export function landOnTargets() {
  landed();
  addEventListener("hashchange", landed);
  document.addEventListener("click", (event) => {
    const link = about(event, 'a[href^="#"]');
    if (link instanceof HTMLAnchorElement && link.hash === location.hash) landed();
  });
}
