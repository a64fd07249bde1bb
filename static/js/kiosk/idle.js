/* Nobody there? Ask, aloud and on the screen; then make everything as new.

   Being there is a touch, a key, or sound that is being heard. */

import { filled, part } from "../parts.js";

const AGAIN = 20; // seconds between two tellings of what is left

/**
 * @typedef {object} Wiring
 * @property {number} idle seconds after which somebody is asked for
 * @property {number} warning seconds they have to answer
 * @property {HTMLDialogElement} dialog the question
 * @property {() => boolean} present whether somebody is there although they do nothing
 * @property {(name: string) => void} tell says the phrase of that name
 * @property {() => void} end
 */

export class Idle {
  asked = 0;
  told = 0;
  ended = false;
  last = Date.now();

  /** @param {Wiring} wiring */
  constructor({ idle, warning, dialog, present, tell, end }) {
    this.idle = idle;
    this.warning = warning;
    this.dialog = dialog;
    this.present = present;
    this.tell = tell;
    this.end = end;
    setInterval(() => this.tick(), 1000);
  }

  /** The visitor did something. True if that only answered the question. */
  touched() {
    this.last = Date.now();
    if (!this.dialog.open) return false;
    this.dialog.close();
    return true;
  }

  tick() {
    if (this.ended) return;
    if (this.dialog.open) this.count();
    else if (this.present()) this.last = Date.now();
    else if (Date.now() - this.last >= this.idle * 1000) this.ask();
  }

  ask() {
    this.asked = Date.now();
    this.told = this.warning;
    this.dialog.showModal();
    this.show(this.warning);
    this.tell("idle");
  }

  count() {
    const left = Math.ceil(this.warning - (Date.now() - this.asked) / 1000);
    this.show(Math.max(0, left));
    if (left <= 0) {
      this.ended = true;
      this.end();
    } else if (left <= (Math.ceil(this.told / AGAIN) - 1) * AGAIN) {
      this.told = Math.ceil(left / AGAIN) * AGAIN;
      this.tell(`idle-${this.told}`);
    }
  }

  /** @param {number} seconds */
  show(seconds) {
    const line = part(this.dialog, '[data-part="remaining"]');
    line.textContent = filled(line.dataset.text ?? "", { seconds: String(seconds) });
  }
}

/**
 * Everything as new: the server takes cookies, storage and cache away, and a new document begins.
 * @param {() => void} lose
 */
export async function reset(lose) {
  try {
    localStorage.clear();
    sessionStorage.clear();
    window.name = "";
    const answer = await fetch("/kiosk/reset", { method: "POST" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    location.replace("/kiosk");
  } catch {
    history.replaceState(null, "", "/kiosk");
    lose();
  }
}
