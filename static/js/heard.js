/* How much was heard since the reader chose where to listen, and how much is left; keeps where they stop. */

import { showOnBar } from "./flow.js";
import { anchorOf, element, nameOf, startOf, writtenOf } from "./passages.js";

const LEAP = 2; // seconds between two looks at the clock: more was not heard but skipped

export class Heard {
  seconds = 0;
  last = 0;

  /** @param {import("./player.js").ReaderPlayer} player */
  constructor(player) {
    this.player = player;
    player.audio.addEventListener("timeupdate", () => this.sounded());
  }

  /** The reader chose another place. */
  begin() {
    this.seconds = 0;
    this.last = 0;
  }

  sounded() {
    const { currentTime } = this.player.audio;
    const step = currentTime - this.last;
    if (step > 0 && step < LEAP) this.seconds += step;
    this.last = currentTime;
    if (!element(this.player.key)) return; // its portion is still coming: where in the session that is, is not known
    this.player.controls.time(this.left);
    showOnBar(startOf(this.player.key) + currentTime);
  }

  /** @returns {number} seconds of the session that are left, as far as is known */
  get left() {
    const { audio, dataset, key } = this.player;
    return Math.max(0, Number(dataset.seconds) - startOf(key) - audio.currentTime);
  }

  keep() {
    const { audio, dataset, key, marker, place } = this.player;
    if (!key || !element(key) || audio.currentTime <= 0) return;
    const stop = { key, time: audio.currentTime, sentence: anchorOf(marker.id), from: startOf(key) };
    place.keep({ ...stop, meeting: dataset.meeting, name: nameOf(key), ...writtenOf(key), left: this.left }, this.seconds);
  }
}
