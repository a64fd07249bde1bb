/* Says everything on a screen that is not minutes, card by card, marking what is being said. */

import { parts } from "../parts.js";

export class Listing {
  /** @type {HTMLElement | null} */
  marked = null;

  /** @param {{voice: import("./voice.js").Voice, stage: import("./stage.js").Stage}} wiring */
  constructor({ voice, stage }) {
    this.voice = voice;
    this.stage = stage;
    this.running = false;
  }

  async play() {
    const { screen } = this.stage;
    this.run(true);
    const all = [screen, ...parts(screen, ":scope > :not(.ways) [data-say]")];
    for (const part of all.filter((one) => one.dataset.say)) {
      if (part !== screen) this.mark(part);
      if (!(await this.voice.say(part.dataset.say))) break;
      if (!this.running) return;
    }
    this.stop();
  }

  stop() {
    this.mark(null);
    if (this.running) this.run(false);
  }

  /** @param {boolean} running */
  run(running) {
    this.running = running;
    this.stage.dispatchEvent(new Event("sounding"));
  }

  /** @param {HTMLElement | null} part */
  mark(part) {
    this.marked?.classList.remove("is-spoken");
    this.marked = part;
    if (!part) return;
    part.classList.add("is-spoken");
    part.closest("kiosk-pages")?.bring(part);
  }
}
