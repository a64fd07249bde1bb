/* Offers to keep a session on this device, says first how much that is, and takes it away again. Nothing is kept, and no worker
   is set up, without being asked for. */

import { land } from "../landing.js";
import { heldList, keep, keptSessions, letGo, wantedList } from "./store.js";

const megabytes = (bytes) => (bytes / 1_000_000).toFixed(1);

export function offerToKeep() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline]"));
  if (box) new Offer(box).begin();
  const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-kept]"));
  if (list) showKept(list);
}

class Offer {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.session = box.dataset.offline;
    this.told = box.querySelector("[data-part=told]");
    for (const name of ["ask", "keep", "remove"]) {
      this.button(name).addEventListener("click", () => this[name]().catch(() => this.say("trouble")));
    }
  }

  button(name) {
    return /** @type {HTMLButtonElement} */ (this.box.querySelector(`[data-do="${name}"]`));
  }

  async begin() {
    this.box.hidden = false;
    const held = await heldList(this.session);
    if (held) this.holds(held);
    else this.offers("ask");
  }

  /** Shows one button. */
  offers(name) {
    const had = this.box.contains(document.activeElement);
    for (const one of ["ask", "keep", "remove"]) this.button(one).hidden = one !== name;
    if (had && name) this.button(name).focus();
  }

  say(name, values = {}) {
    let text = this.box.dataset[name];
    for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
    this.told.textContent = text;
  }

  /** @param {import("./store.js").Listed} held */
  holds({ bytes, keptAt }) {
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
    this.button("keep").disabled = true;
    try {
      await navigator.serviceWorker.register("/worker.js");
      await keep(this.session, this.list, (part) => this.say("keeping", { part: Math.round(part * 100) }));
      this.holds(await heldList(this.session));
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

/** Lets go of a session, and of the worker where nothing is held any more. */
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
    const link = line.querySelector("a");
    link.href = `/minutes/${session}`;
    link.textContent = held.meeting || session;
    line.querySelector("[data-part=size]").textContent = `${megabytes(held.bytes)} MB`;
    const item = line.firstElementChild;
    line.querySelector("button").addEventListener("click", async () => {
      await forget(session);
      item.remove();
      tellIfNone(list);
      land(document.querySelector("h1"));
    });
    list.append(line);
  }
  tellIfNone(list);
}

const tellIfNone = (list) => {
  document.getElementById("kept-none").hidden = list.children.length > 0;
};
