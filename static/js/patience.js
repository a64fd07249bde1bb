/* When the sound is late or the connection breaks: tell, try once more, and only then give up. */

import { tell } from "./status.js";

const SLOW = 1500; // milliseconds of silence after which the reader is told to wait
const RETRY = 3000; // milliseconds before a broken connection is tried again

export class Patience {
  constructor(player) {
    this.player = player;
    const { audio } = player;
    audio.addEventListener("playing", () => this.over());
    audio.addEventListener("waiting", () => this.wait());
    audio.addEventListener("error", () => this.broken());
    addEventListener("online", () => audio.error && player.wanted && player.reload());
  }

  over() {
    clearTimeout(this.slow);
    this.retried = false;
  }

  wait() {
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.player.wanted && tell(this.player.text("preparing")), SLOW);
  }

  broken() {
    const { player } = this;
    if (!player.wanted || !player.audio.error) return;
    clearTimeout(this.slow);
    if (this.retried) {
      player.fail(player.text("trouble"));
      return;
    }
    this.retried = true;
    tell(player.text("retrying"));
    setTimeout(() => player.wanted && player.reload(), RETRY);
  }
}
