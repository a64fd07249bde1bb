/* Speaks the passage on the screen, marks the sentence that is heard, and goes on to the next screen at its end. */

import { Marker } from "../marker.js";
import { Narration } from "../narration.js";
import { shown } from "./arranging.js";
import { show } from "./told.js";
import { phrase } from "./voice.js";

const SLOW = 1500; // milliseconds of silence after which the visitor is told to wait

export class Reading {
  wanted = false;
  /** @type {Narration | null} of the session whose passages stand on the screen */
  narration = null;
  /** @type {string | null} the address of that session */
  base = null;
  /** @type {string | null} the passage that is heard next */
  key = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  slow;

  /**
   * @param {HTMLAudioElement} audio
   * @param {{voice: import("./voice.js").Voice, loudness: import("./loudness.js").Loudness, stage: import("./stage.js").Stage}} wiring
   */
  constructor(audio, { voice, loudness, stage }) {
    this.audio = audio;
    this.voice = voice;
    this.loudness = loudness;
    this.stage = stage;
    this.marker = new Marker(audio);
    this.marker.addEventListener("sentence", () => this.marker.sentence && this.pages?.follow(this.marker.sentence));
    audio.addEventListener("playing", () => this.sounds());
    audio.addEventListener("waiting", () => this.waits());
    audio.addEventListener("ended", () => this.ended());
    audio.addEventListener("error", () => this.wanted && this.fail());
  }

  get playing() {
    return this.wanted && !this.audio.paused && !this.audio.ended;
  }

  /** Whether something is heard now: sound that is waited for is nobody's presence. */
  get heard() {
    return this.playing && this.audio.readyState > HTMLMediaElement.HAVE_CURRENT_DATA;
  }

  /** The utterance that is heard, or was last; null before anything was. */
  get sentence() {
    return this.key && this.marker.sentence ? this.marker.id : null;
  }

  get pages() {
    return this.stage.screen.querySelector("kiosk-pages");
  }

  /**
   * A screen has come; it may be the same passage anew, with other furigana.
   * @param {HTMLElement} screen
   */
  enter(screen) {
    const { base, reads } = screen.dataset;
    if (base && base === this.base && this.part(this.key)) {
      this.marker.enter(this.part(this.key), this.timing?.cues ?? []);
      return;
    }
    this.leave();
    if (!base) return;
    if (base !== this.base) this.narration = new Narration(base);
    this.base = base;
    this.choose(reads ?? "");
  }

  /** What the server has told of the passage's sound. */
  get timing() {
    return this.key === null ? undefined : this.narration?.known.get(this.key);
  }

  /**
   * The element of a passage that stands on the screen, or null.
   * @param {string | null} key
   * @returns {HTMLElement | null}
   */
  part(key) {
    return this.stage.screen.querySelector(`[data-passage="${CSS.escape(key ?? "")}"]`);
  }

  /**
   * What is heard next is that passage of the screen.
   * @param {string} key
   */
  choose(key) {
    this.key = key;
    this.audio.removeAttribute("src");
    this.narration?.watch(key, (timing) => this.timed(key, timing));
  }

  /**
   * From a sentence that was touched: in the text, or in the title above it.
   * @param {HTMLElement} sentence
   */
  from(sentence) {
    const id = sentence.id || sentence.dataset.sentence;
    /** @type {HTMLElement | null} */
    const passage = sentence.closest("[data-passage]");
    const key = passage?.dataset.passage ?? this.stage.screen.dataset.reads ?? "";
    this.stage.screen.dataset.at = id;
    this.audio.pause();
    if (key !== this.key) this.choose(key);
    this.play();
  }

  /** Nothing is read any more. */
  leave() {
    this.settle(false);
    if (this.narration) this.narration.watched = null;
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.marker.enter(null, []);
    this.base = this.key = null;
  }

  play() {
    if (!this.key) return;
    this.voice.stop();
    this.settle(true);
    this.waits();
    if (this.stage.screen.dataset.at) this.toSentence();
    else this.sound();
  }

  /** From where it stopped, else from the beginning. */
  sound() {
    if (!this.narration || !this.key) return;
    if (!this.audio.getAttribute("src") || this.audio.error || this.audio.ended) {
      this.audio.src = this.narration.url(this.key);
      this.loudness.apply();
      this.marker.enter(this.part(this.key), this.timing?.cues ?? []);
    }
    this.audio.play().catch((error) => error.name === "NotAllowedError" && this.settle(false));
  }

  pause() {
    this.stage.plays = false;
    this.settle(false);
    this.audio.pause();
  }

  /**
   * @param {string} key
   * @param {Timing} timing
   */
  timed(key, timing) {
    if (key !== this.key) return;
    if (this.wanted) this.marker.enter(this.part(key), timing.cues);
    this.toSentence();
    if (timing.ready && timing.next) this.narration?.keepAhead([timing.next]);
    if (timing.problem && !timing.cues.length && this.wanted) this.fail();
  }

  /** From the sentence that was searched for, as soon as it is known when it is heard; nothing sounds before. */
  toSentence() {
    const { at } = this.stage.screen.dataset;
    const { timing } = this;
    if (!at || !timing?.ready || !this.wanted) return;
    this.stage.screen.dataset.at = "";
    const cue = timing.cues.find((one) => one.id === at);
    if (!cue) {
      this.sound();
      return;
    }
    this.audio.src = timing.url;
    this.marker.enter(this.part(this.key), timing.cues);
    this.loudness.apply();
    this.audio.currentTime = cue.start; // before anything is known of the sound: where it will begin
    this.audio.play().catch(() => {});
  }

  sounds() {
    clearTimeout(this.slow);
    this.voice.stop();
  }

  waits() {
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.wanted && this.tell("preparing"), SLOW);
  }

  ended() {
    if (!this.wanted) return;
    const parts = shown(this.pages);
    const here = parts.findIndex((part) => part.dataset.passage === this.key);
    const next = parts[here]?.dataset.next;
    if (parts[here + 1]) {
      this.choose(parts[here + 1].dataset.passage ?? "");
      this.sound();
      return;
    }
    if (next) {
      this.stage.go(next, { plays: true });
      return;
    }
    this.settle(false);
    this.tell("ended");
  }

  fail() {
    this.settle(false);
    this.tell("trouble");
  }

  /** @param {string} name */
  tell(name) {
    const { text, say } = phrase(name);
    show(text);
    this.voice.say(say);
  }

  /** @param {boolean} wanted */
  settle(wanted) {
    this.wanted = wanted;
    clearTimeout(this.slow);
    this.stage.dispatchEvent(new Event("sounding"));
  }
}
