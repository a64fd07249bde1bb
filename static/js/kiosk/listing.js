/* Says everything on a screen that is not minutes, card by card, marking what is being said. */

export class Listing {
  constructor({ voice, stage }) {
    this.voice = voice;
    this.stage = stage;
    this.running = false;
  }

  async play() {
    const { screen } = this.stage;
    this.run(true);
    const parts = [screen, ...screen.querySelectorAll(":scope > :not(.ways) [data-say]")];
    for (const part of parts.filter((one) => one.dataset.say)) {
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

  run(running) {
    this.running = running;
    this.stage.dispatchEvent(new Event("sounding"));
  }

  mark(part) {
    this.marked?.classList.remove("is-spoken");
    this.marked = part;
    if (!part) return;
    part.classList.add("is-spoken");
    part.closest("kiosk-pages")?.bring(part);
  }
}
