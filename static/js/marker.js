/* Marks the sentence that is heard, its word where the voice tells when that is, and the turn it belongs to.

   The place is read from the audio's own clock at every frame, never from timers; the turn's `aria-current` changes
   only when the turn does. */

import { sentenceOf } from "./passages.js";
import { SpokenWord, wordAt } from "./spoken-word.js";

export class Marker extends EventTarget {
  /** @type {Cue[]} */
  cues = [];
  /** @type {HTMLElement | null} */
  sentence = null;
  /** @type {string | null} of the utterance that is heard */
  id = null;
  /** @type {HTMLElement | null} */
  passage = null;
  frame = 0;

  /** @param {HTMLAudioElement} audio */
  constructor(audio) {
    super();
    this.audio = audio;
    this.word = new SpokenWord();
    for (const name of ["seeked", "ratechange", "timeupdate", "play", "pause"]) {
      audio.addEventListener(name, () => this.update());
    }
    audio.addEventListener("play", () => this.run());
    document.addEventListener("visibilitychange", () => this.update());
  }

  /**
   * Goes on with another passage; its cues may come later.
   * @param {HTMLElement | null} passage
   * @param {Cue[]} cues
   */
  enter(passage, cues) {
    if (passage !== this.passage) {
      this.passage?.removeAttribute("aria-current");
      passage?.setAttribute("aria-current", "true");
      this.passage = passage;
      this.id = null;
      this.mark(null);
    }
    this.cues = cues;
    this.update();
  }

  /**
   * The index of the cue that holds the time, or the last one before it.
   * @param {number} time seconds into the passage
   */
  at(time) {
    let found = -1;
    for (const [index, cue] of this.cues.entries()) {
      if (cue.start > time + 0.01) break;
      found = index;
    }
    return found;
  }

  run() {
    cancelAnimationFrame(this.frame);
    const step = () => {
      this.update();
      if (!this.audio.paused) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  update() {
    const time = this.audio.currentTime;
    const cue = this.cues[this.at(time)];
    if (!cue || !this.passage) return;
    this.id = cue.id;
    this.mark(sentenceOf(cue.id));
    this.word.mark(this.sentence, time < cue.end ? wordAt(cue, 1000 * (time - cue.start)) : null);
  }

  /** @param {HTMLElement | null} sentence */
  mark(sentence) {
    if (sentence === this.sentence) return;
    this.sentence?.classList.remove("is-spoken");
    sentence?.classList.add("is-spoken");
    this.sentence = sentence;
    if (!sentence) this.word.mark(null, null);
    if (sentence) this.dispatchEvent(new Event("sentence"));
  }
}
