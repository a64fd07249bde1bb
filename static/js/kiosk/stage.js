/* Goes from screen to screen without leaving the document: sound, loudness and the watch over the server live on.

   The next screen is a whole page of the server's; its <main> takes the place of the present one. The address is
   replaced, never added to, so there is no way back for a swipe to find. */

import { part } from "../parts.js";

export class Stage extends EventTarget {
  constructor() {
    super();
    /** @type {AbortController | null} */
    this.asked = null;
    /** @type {string | null} where what is asked for leads; null if it may be asked for again */
    this.way = null;
    this.lost = false;
    this.plays = false; // whether to begin to speak on arrival; a visitor may think otherwise on the way
  }

  get screen() {
    return part(document, "#screen");
  }

  /**
   * Shows the screen at an address. `plays` begins to speak there; `quiet` shows the same screen anew and says nothing;
   * `first` is said before what the screen says of itself; `body` is sent there.
   * @param {string} address
   * @param {{plays?: boolean, quiet?: boolean, first?: string, body?: URLSearchParams | null}} [how]
   */
  async go(address, { plays = false, quiet = false, first = "", body = null } = {}) {
    this.plays = plays;
    if (this.asked && this.way === address) return; // on its way already: who taps again and again arrives none the later
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    this.way = body || quiet ? null : address;
    try {
      const options = body ? { method: "POST", body } : {};
      const response = await fetch(address, { ...options, signal: asked.signal, headers: { Accept: "text/html" } });
      const html = await response.text();
      if (asked !== this.asked) return;
      if (!response.ok) throw new Error(`${response.status}`);
      this.show(new DOMParser().parseFromString(html, "text/html"), new URL(response.url));
      this.dispatchEvent(new CustomEvent("arrived", { detail: { plays: this.plays, quiet, first } }));
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "AbortError" && asked === this.asked) this.lose();
    } finally {
      if (asked === this.asked) this.asked = null;
    }
  }

  /**
   * @param {Document} page
   * @param {URL} address
   */
  show(page, address) {
    const fresh = page.getElementById("screen");
    if (!fresh) throw new Error("no screen");
    document.title = page.title;
    document.documentElement.dataset.screen = page.documentElement.dataset.screen;
    this.screen.replaceWith(document.adoptNode(fresh));
    const help = part(page, '[data-way="help"]').getAttribute("href") ?? "";
    part(document, '[data-way="help"]').setAttribute("href", help);
    history.replaceState(null, "", address.pathname + address.search);
    window.scrollTo(0, 0);
  }

  /** The server does not answer: wait, and let the watch bring the screen back. */
  lose() {
    this.lost = true;
    part(document, "#trouble").hidden = false;
    this.dispatchEvent(new Event("lost"));
  }
}
