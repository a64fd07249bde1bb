/* Scripts that most readers of a page never need: each comes when something of its own is pressed, or comes near. */

/** @type {Map<string, Promise<void>>} */
const coming = new Map();

/**
 * Has a script of ours come, once.
 * @param {string} address
 * @param {"module" | ""} [type]
 * @returns {Promise<void>}
 */
export function bring(address, type = "") {
  const under = coming.get(address);
  if (under) return under;
  const come = new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: address, type });
    script.addEventListener("load", () => done(undefined));
    script.addEventListener("error", () => {
      coming.delete(address); // the next press tries again
      failed(new Error(address));
    });
    document.head.append(script);
  });
  coming.set(address, come);
  return come;
}

/* Scripts of the page's own head have run by then; this one runs before. */
const parsed = new Promise((done) => globalThis.document?.addEventListener("DOMContentLoaded", done, { once: true }));

const complete = () =>
  new Promise((done) => {
    if (document.readyState === "complete") done(null);
    else addEventListener("load", done, { once: true });
  });

/** htmx, once the page is complete: it looks for its elements then, or never. */
export async function bringHtmx() {
  await parsed;
  if ("htmx" in window) return;
  await complete();
  await bring(document.body.dataset.htmx ?? "");
}

const asks = "[data-hx-get], [data-hx-post]";
/**
 * What of that kind an event is about, or null.
 * @param {Event} event
 * @param {string} kind
 */
const about = (event, kind) => (event.target instanceof Element ? event.target.closest(kind) : null);
const pressed = (/** @type {Event} */ event) => about(event, `a:is(${asks}), [data-hx-boost] a`);
const form = (/** @type {Event} */ event) => about(event, `form:is(${asks})`);

/** What is pressed before htmx is there is kept, and pressed when it is; where it does not come, the plain way is gone. */
export function bringHtmxWhenPressed() {
  if (document.querySelector(`[data-hx-trigger]`)) bringHtmx().catch(() => {});
  const here = () => /** @type {any} */ (window).htmx;
  for (const kind of ["pointerdown", "focusin"]) {
    document.addEventListener(kind, (event) => {
      if (!here() && (pressed(event) || form(event))) bringHtmx().catch(() => {});
    });
  }
  document.addEventListener(
    "click",
    (event) => {
      const link = /** @type {HTMLAnchorElement | null} */ (pressed(event));
      if (here() || !link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      bringHtmx().then(() => link.click(), () => location.assign(link.href));
    },
    true,
  );
  document.addEventListener(
    "submit",
    (event) => {
      const sent = /** @type {HTMLFormElement | null} */ (form(event));
      if (here() || !sent) return;
      event.preventDefault();
      event.stopPropagation();
      bringHtmx().then(() => sent.requestSubmit(event.submitter), () => sent.submit());
    },
    true,
  );
}

const AGAIN = 5000; // milliseconds: as htmx does on pages that have it

/** How far the sound is: said when the page stands, and asked for again as long as it is being made. */
export async function tellProgress() {
  const address = document.querySelector("[data-progress]")?.dataset.progress;
  await complete();
  while (address) {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    const place = document.querySelector(".progress");
    if (!answer?.ok || !place) return;
    place.outerHTML = await answer.text();
    if (!document.querySelector(".progress[data-hx-get]") || "htmx" in window) return;
    await new Promise((done) => setTimeout(done, AGAIN));
    if ("htmx" in window) return; // it came meanwhile, and asks itself
  }
}

/** What keeps a session on the device, as the reader comes near it. */
export function bringOfflineWhenNear() {
  const parts = [...document.querySelectorAll("[data-offline], [data-kept]")];
  if (!parts.length || !("serviceWorker" in navigator) || !("caches" in window)) return;
  const watch = new IntersectionObserver(
    (seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      bring(document.body.dataset.offlineScript ?? "", "module").catch(() => {});
    },
    { rootMargin: "100% 0px" },
  );
  for (const part of parts) {
    part.hidden = false; // at once: what comes into being under the reader's eyes would move the page's end
    watch.observe(part);
  }
}
