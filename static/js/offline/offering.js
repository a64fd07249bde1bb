/* Offers to keep a session on this device, says first how much that is, and takes it away again. Nothing is kept, and no worker
   is set up, without being asked for. */

import { filled, part } from "../parts.js";
import { land } from "../landing.js";
import { heldList, keep, keptSessions, letGo, wantedList } from "./store.js";

const megabytes = (/** @type {number} */ bytes) => (bytes / 1_000_000).toFixed(1);

export function offerToKeep() {
  const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline]"));
  if (box) new Offer(box).begin();
  const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-kept]"));
  if (list) showKept(list);
}

const STEPS = /** @type {const} */ (["ask", "keep", "remove"]);
/** @typedef {typeof STEPS[number]} Step */

class Offer {
  /** @type {import("./store.js").Listed | null} */
  list = null;

  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.session = box.dataset.offline ?? "";
    this.told = part(box, "[data-part=told]");
    const does = { ask: () => this.ask(), keep: () => this.keep(), remove: () => this.remove() };
    for (const name of STEPS) {
      this.button(name).addEventListener("click", () => does[name]().catch(() => this.say("trouble")));
    }
  }

  /**
   * @param {Step} name
   * @returns {HTMLButtonElement}
   */
  button(name) {
    return part(this.box, `[data-do="${name}"]`);
  }

  async begin() {
    this.box.hidden = false;
    const held = await heldList(this.session).catch(() => null); // a browser that keeps nothing says so when it is to keep
    if (held) this.holds(held);
    else this.offers("ask");
  }

  /**
   * Shows one button.
   * @param {Step} name
   */
  offers(name) {
    const had = this.box.contains(document.activeElement);
    for (const one of STEPS) this.button(one).hidden = one !== name;
    this.button(name).disabled = false; // before it is known what is held, nothing can be pressed
    if (had) this.button(name).focus();
  }

  /**
   * @param {string} name of the text, which the box carries
   * @param {Record<string, string>} [values]
   */
  say(name, values = {}) {
    this.told.textContent = filled(this.box.dataset[name] ?? "", values);
  }

  /** @param {import("./store.js").Listed} held */
  holds({ bytes, keptAt = "" }) {
    this.say("held", { size: megabytes(bytes), day: new Date(keptAt).toLocaleDateString(document.documentElement.lang) });
    this.offers("remove");
  }

  async ask() {
    this.list = await wantedList(this.session);
    if (!this.list) throw new Error("gone");
    if (!this.list.ready) {
      this.say("unready");
      return;
    }
    this.say("size", { size: megabytes(this.list.bytes) });
    this.offers("keep");
  }

  async keep() {
    if (!this.list) return;
    this.button("keep").disabled = true;
    try {
      await navigator.serviceWorker.register("/worker.js");
      await keep(this.session, this.list, (done) => this.say("keeping", { part: String(Math.round(done * 100)) }));
      const held = await heldList(this.session);
      if (held) this.holds(held);
    } catch (error) {
      await letGo(this.session); // nothing half done
      this.offers("ask");
      throw error;
    } finally {
      this.button("keep").disabled = false;
    }
  }

  async remove() {
    await forget(this.session);
    this.say("removed");
    this.offers("ask");
  }
}

/**
 * Lets go of a session, and of the worker where nothing is held any more.
 * @param {string} session
 */
async function forget(session) {
  await letGo(session);
  if ((await keptSessions()).length) return;
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}

/** @param {HTMLElement} list */
async function showKept(list) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("kept-line"));
  for (const session of await keptSessions()) {
    const held = await heldList(session);
    if (!held) continue;
    const line = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const link = /** @type {HTMLAnchorElement} */ (part(line, "a"));
    link.href = `/minutes/${session}`;
    link.textContent = held.meeting || session;
    part(line, "[data-part=size]").textContent = `${megabytes(held.bytes)} MB`;
    const item = part(line, "li");
    part(line, "button").addEventListener("click", async () => {
      await forget(session);
      item.remove();
      tellIfNone(list);
      land(part(document, "h1"));
    });
    list.append(line);
  }
  tellIfNone(list);
}

/** @param {HTMLElement} list */
function tellIfNone(list) {
  part(document, "#kept-none").hidden = list.children.length > 0;
}
