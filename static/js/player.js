/* <reader-player>: one audio element that goes through the page's passages in order. */

import { Controls } from "./controls.js";
import { Follower } from "./follow.js";
import { here } from "./going-on.js";
import { Heard } from "./heard.js";
import { Marker } from "./marker.js";
import { Narration } from "./narration.js";
import { beyond, element, gap, nameOf } from "./passages.js";
import { part } from "./parts.js";
import { Patience } from "./patience.js";
import { Place } from "./place.js";
import { bring, holding } from "./portions.js";
import { seek } from "./seeking.js";
import { seldom } from "./seldom.js";
import { SessionKeys } from "./session-keys.js";
import { tell } from "./status.js";

/** @typedef {{sentence?: string | null, time?: number}} Aim a sentence of a passage, or seconds into it */

const RESTART = 1.5; // seconds into a sentence after which "previous" means its beginning

export class ReaderPlayer extends HTMLElement {
  /** @type {string | null} the passage */
  key = null;
  wanted = false; // what the reader asked for; the sound may be late
  heardTime = 0;
  /** @type {{sentence: string | null, time: number} | null} where the passage is to begin */
  aim = null;

  /** @type {HTMLAudioElement} */
  audio;
  /** @type {Narration} */
  narration;
  /** @type {Place} */
  place;
  /** @type {Heard} */
  heardOf;
  /** @type {Marker} */
  marker;
  /** @type {Follower} */
  follower;
  /** @type {SessionKeys} */
  lockScreen;
  /** @type {Patience} */
  patience;
  /** @type {Promise<import("./seldom/look.js").Look> | undefined} */
  look;
  /** @type {Controls} */
  controls;

  connectedCallback() {
    this.audio = /** @type {HTMLAudioElement} */ (part(this, "audio"));
    const { base = "" } = this.dataset;
    this.narration = new Narration(base, () => this.controls.longPauses);
    this.place = new Place(base);
    this.heardOf = new Heard(this);
    this.marker = new Marker(this.audio);
    this.follower = new Follower(/** @type {HTMLElement} */ (this.parentElement), part(this, '[data-action="return"]'));
    this.lockScreen = new SessionKeys(this);
    this.patience = new Patience(this);
    this.controls = new Controls(this);
    this.marker.addEventListener("sentence", () => this.heard());
    this.audio.addEventListener("playing", () => this.reachAim());
    this.audio.addEventListener("ended", () => this.ended());
    this.audio.addEventListener("pause", () => {
      // The system stopped the sound: a call, a headset pulled out.
      if (this.wanted && !this.audio.ended && !this.audio.error) this.settle(false);
    });
    addEventListener("pagehide", () => this.heardOf.keep());
    document.addEventListener("reader:portion", () => this.arrived());
    if (Number(document.documentElement.dataset.focus)) this.looks().catch(() => {}); // a window on so many lines
  }

  /** What changes how the page looks. It comes when it is asked for. */
  looks() {
    this.look ??= seldom().then(({ Look }) => new Look(this));
    this.look.catch(() => (this.look = undefined)); // the next press tries again
    return this.look;
  }

  get timing() {
    return this.key === null ? undefined : this.narration.known.get(this.key);
  }

  /**
   * One of the texts the page carries for what happens here.
   * @param {string} name
   */
  text(name) {
    return this.getAttribute(`data-text-${name}`) ?? "";
  }

  /** Plays on from where it stands, else from where the reader is. */
  goOn() {
    if (this.key) this.play(this.key);
    else {
      const start = here(this.place);
      if (start) this.play(start.key, start);
    }
  }

  /**
   * Plays on from where it stands, or a passage from its beginning, or from one sentence or time of it.
   * @param {string} key
   * @param {Aim} [aim]
   */
  play(key, { sentence = null, time = 0 } = {}) {
    this.settle(true);
    this.follower.suspended = false;
    const stands = key === this.key && !sentence && this.audio.currentSrc && !this.audio.error;
    if (stands) this.start();
    else this.chosen(key, { sentence, time });
  }

  /**
   * The reader chose to listen from there.
   * @param {string} key
   * @param {Aim} [aim]
   */
  chosen(key, aim) {
    this.heardOf.begin();
    this.load(key, aim);
  }

  pause() {
    this.settle(false);
    this.audio.pause();
    this.heardOf.keep();
  }

  toggle(key = this.key) {
    if (this.wanted && key === this.key) {
      this.pause();
      tell(this.text("paused"));
    } else if (key) this.play(key);
    else this.goOn(); // the sound is its own outcome: nothing else speaks over it
  }

  /**
   * Takes note of what is wanted now, and shows it.
   * @param {boolean} playing
   */
  settle(playing) {
    this.wanted = playing;
    this.patience.over();
    this.follower.playing = playing;
    this.follower.show();
    this.lockScreen.state(playing);
    this.controls.state(playing, this.key);
  }

  /**
   * Sets the audio on a passage, at a sentence or a time of it, and plays if that is wanted.
   * @param {string} key
   * @param {Aim} [aim]
   */
  load(key, { sentence = null, time = 0 } = {}) {
    this.aim = { sentence, time };
    this.heardTime = time;
    this.key = key;
    this.dataset.key = key;
    delete this.dataset.whole;
    this.marker.enter(element(key), []);
    if (!element(key)) bring(holding(key)); // it sounds meanwhile
    this.controls.passage(nameOf(key));
    this.controls.state(this.wanted, key);
    this.lockScreen.tell(nameOf(key), this.dataset.meeting ?? "");
    this.audio.src = this.narration.url(key);
    this.narration.watch(key, (timing) => this.timed(key, timing));
    if (this.wanted) this.start();
  }

  /** More of a long session is there: perhaps what is heard. */
  arrived() {
    const passage = element(this.key);
    if (!passage || passage === this.marker.passage) return;
    this.marker.enter(passage, this.timing?.cues ?? []);
    this.controls.passage(nameOf(this.key));
    this.controls.state(this.wanted, this.key);
  }

  start() {
    this.audio.defaultPlaybackRate = this.audio.playbackRate = this.controls.speed;
    this.audio.play().catch((error) => error.name === "NotAllowedError" && this.settle(false));
  }

  reload() {
    if (this.key) this.load(this.key, { time: this.heardTime });
  }

  /** Goes on with other pauses from the sentence that is heard. */
  repace() {
    this.narration.forget();
    if (this.key) this.load(this.key, { sentence: this.marker.id });
  }

  /** @param {string} text */
  fail(text) {
    this.settle(false);
    tell(text, { stays: true });
  }

  /**
   * News of the passage's cues.
   * @param {string} key
   * @param {Timing} timing
   */
  timed(key, timing) {
    if (key !== this.key) return;
    this.marker.enter(element(key), timing.cues);
    this.reachAim();
    if (timing.problem && !timing.cues.length) this.fail(timing.problem);
    if (!timing.ready) return;
    this.lockScreen.place(this);
    this.dataset.whole = ""; // the passage's sound, as data-kept are the passages to come that the browser has
    this.narration.keepAhead([beyond(key, 1), beyond(key, 2)], () => {
      this.dataset.kept = [...this.narration.kept].join(" ");
    });
  }

  /** Goes to where the passage was to begin, as soon as that is known and can be reached. */
  reachAim() {
    if (!this.aim) return;
    const { sentence, time } = this.aim;
    const start = sentence ? this.timing?.cues.find((cue) => cue.id === sentence)?.start : time;
    if (start === 0 || (start !== undefined && this.seekTo(start))) this.aim = null;
  }

  /**
   * Seeks if the sound reaches there; false where it does not yet.
   * @param {number} time
   */
  seekTo(time) {
    return seek(this, time);
  }

  /** @param {number} seconds */
  seekBy(seconds) {
    const time = this.audio.currentTime + seconds;
    const length = this.timing?.ready ? this.timing.duration : Infinity;
    if (time >= length || (time < 0 && this.audio.currentTime < RESTART)) this.stepTurn(Math.sign(seconds));
    else if (!this.seekTo(Math.max(0, time))) tell(this.text("preparing"));
  }

  /** @param {number} by */
  stepTurn(by) {
    const key = this.key ? beyond(this.key, by) : here(this.place)?.key;
    if (!key && this.over(by, () => this.stepTurn(by))) return;
    if (!key) return;
    this.chosen(key);
    this.follower.follow(element(key));
    this.follower.resume();
  }

  /** @param {number} by */
  stepSentence(by) {
    const cues = this.timing?.cues ?? [];
    const now = this.marker.at(this.audio.currentTime);
    const again = by < 0 && now >= 0 && this.audio.currentTime - cues[now].start > RESTART;
    const cue = cues[again ? now : now + by];
    if (!cue && (by < 0 || this.timing?.ready)) this.stepTurn(by);
    else if (!cue || !this.seekTo(cue.start)) tell(this.text("preparing"));
    this.follower.resume();
  }

  /**
   * Has what lies between this passage and the next one come, if something does, and then goes on.
   * @param {number} by
   * @param {() => void} on
   * @returns {boolean} whether something does
   */
  over(by, on) {
    const { key } = this;
    const missing = key && gap(key, by);
    if (!missing) return false;
    bring(missing).then((came) => {
      if (key !== this.key) return;
      if (came) on();
      else this.fail(this.text("trouble"));
    });
    return true;
  }

  heard() {
    this.follower.follow(this.marker.sentence);
    this.heardTime = this.audio.currentTime;
    this.heardOf.keep();
  }

  ended() {
    const next = this.key ? beyond(this.key, 1) : undefined;
    if (!next && this.over(1, () => this.ended())) return;
    const goesOn = next && !this.controls.stopAfter;
    if (!goesOn) this.settle(false);
    if (next) this.load(next);
    else this.place.forget();
    if (!goesOn) tell(next ? this.text("paused") : this.text("ended"));
  }
}
