/* When the sound is late or the connection breaks: tell, try again for a while, and only then give up. */

import { hush, tell } from "./status.js";

const SLOW = 1500; // milliseconds of silence after which the reader is told to wait
const STUCK = 10_000; // and after which a sound that is whole on the server counts as cut off
const RETRIES = [3000, 6000, 12_000, 24_000]; // milliseconds before each new attempt

export class Patience {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  slow;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  retry;

  /** @param {import("./player.js").ReaderPlayer} player */
  constructor(player) {
    this.player = player;
    this.tries = 0;
    const { audio } = player;
    audio.addEventListener("playing", () => this.over());
    audio.addEventListener("waiting", () => this.wait());
    audio.addEventListener("error", () => audio.error && this.broken());
    addEventListener("online", () => this.tries && this.again());
  }

  /** It sounds again, or the reader did something else. */
  over() {
    clearTimeout(this.slow);
    clearTimeout(this.retry);
    this.tries = 0;
    hush();
  }

  wait() {
    clearTimeout(this.slow);
    this.slow = setTimeout(() => {
      if (!this.player.wanted) return;
      if (!this.tries) tell(this.player.text("preparing"));
      this.slow = setTimeout(() => this.player.timing?.ready && this.broken(), STUCK);
    }, SLOW);
  }

  broken() {
    const { player } = this;
    if (!player.wanted) return;
    clearTimeout(this.slow);
    clearTimeout(this.retry);
    if (this.tries === RETRIES.length) {
      player.fail(player.text("trouble"));
      return;
    }
    if (!this.tries) tell(player.text("retrying"), { stays: true });
    this.retry = setTimeout(() => this.again(), RETRIES[this.tries]);
    this.tries += 1;
  }

  again() {
    clearTimeout(this.retry);
    if (this.player.wanted) this.player.reload();
  }
}
