/* How loud, and how fast the minutes are spoken. Kept in this document only: a new visitor gets a new document. */

import { part } from "../parts.js";

const LOUDEST = 10;
const FIRST = 6;

export class Loudness {
  /**
   * @param {HTMLAudioElement} minutes
   * @param {HTMLAudioElement} prompt
   */
  constructor(minutes, prompt) {
    this.minutes = minutes;
    this.prompt = prompt;
    this.speeds = (document.body.dataset.speeds ?? "").split(" ");
    this.step = FIRST;
    this.speed = this.speeds.indexOf("1.0");
    this.apply();
  }

  /**
   * Louder or quieter by one step; the name of the phrase that tells it.
   * @param {number} by
   */
  louder(by) {
    this.step = Math.min(LOUDEST, Math.max(1, this.step + by));
    this.apply();
    return `volume-${this.step}`;
  }

  /**
   * Faster or slower by one step; the name of the phrase that tells it.
   * @param {number} by
   */
  faster(by) {
    this.speed = Math.min(this.speeds.length - 1, Math.max(0, this.speed + by));
    this.apply();
    return `speed-${this.speeds[this.speed]}`;
  }

  /** Once more after an audio element was given a new source, which takes its rate back. */
  apply() {
    const volume = (this.step / LOUDEST) ** 1.5; // steps that sound even
    this.minutes.volume = this.prompt.volume = volume;
    this.minutes.defaultPlaybackRate = this.minutes.playbackRate = Number(this.speeds[this.speed]);
    part(document, '[data-part="volume"]').textContent = String(this.step);
    const bars = document.querySelector('[data-part="loudness"]')?.children ?? [];
    for (const [index, bar] of [...bars].entries()) bar.classList.toggle("is-on", index < this.step);
  }
}
