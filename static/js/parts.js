/* Parts of a page that are there by its template. Who asks for one that is not there is told which. */

/**
 * The first element that the selector finds.
 * @template {Element} [Found=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {Found}
 */
export function part(within, selector) {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return /** @type {Found} */ (found);
}

/**
 * Every element that the selector finds, in the order of the document.
 * @template {Element} [Found=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {Found[]}
 */
export function parts(within, selector) {
  return /** @type {Found[]} */ ([...within.querySelectorAll(selector)]);
}

/**
 * What an event is about: the nearest element that the selector finds, from where it happened outwards.
 * @template {Element} [Found=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @returns {Found | null}
 */
export function about(event, selector) {
  return event.target instanceof Element ? /** @type {Found | null} */ (event.target.closest(selector)) : null;
}

/**
 * A text with its places filled: 「{meeting}、{place}」. What has no value stays as it is.
 * @param {string} text
 * @param {Record<string, string>} values
 */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
