/* Everything the player is steered by: its buttons and options, the play buttons of the page, taps and keys. */

import { here, isThere } from "./going-on.js";
import { showOnBar } from "./flow.js";
import { about, filled, part, parts } from "./parts.js";
import { anchorOf, element, keys, nameOf, startOf, writtenOf } from "./passages.js";
import { seldom } from "./seldom.js";
import { tell } from "./status.js";

const STEP = 10;
const KEYS_KEPT = "reader.keys";
/** @type {Record<string, string>} */
const KEYS = { p: "play", j: "previous-sentence", l: "next-sentence" };

export class Controls {
  sleepAt = Number.POSITIVE_INFINITY;

  /** @param {import("./player.js").ReaderPlayer} player */
  constructor(player) {
    this.player = player;
    /** @type {Record<string, (button: HTMLElement) => void>} */
    this.actions = {
      play: () => player.toggle(),
      "previous-turn": () => player.stepTurn(-1),
      "next-turn": () => player.stepTurn(1),
      "previous-sentence": () => player.stepSentence(-1),
      "next-sentence": () => player.stepSentence(1),
      "back-10": () => player.seekBy(-STEP),
      "forward-10": () => player.seekBy(STEP),
      return: () => player.follower.resume(),
      more: (button) => this.unfold(button),
      look: (button) => player.looks().then(() => this.unfold(button), () => tell(player.text("trouble"))),
      bookmark: () => this.bookmark().catch(() => tell(player.text("trouble"))),
    };
    player.addEventListener("click", (event) => {
      const button = about(event, "[data-action]");
      if (button?.dataset.action) this.actions[button.dataset.action](button);
    });
    player.addEventListener("change", (event) => this.chosen(/** @type {HTMLInputElement | HTMLSelectElement} */ (event.target)));
    document.addEventListener("click", (event) => this.pressed(event));
    document.addEventListener("keydown", (event) => this.typed(event));
    this.input("keys").checked = localStorage.getItem(KEYS_KEPT) === "on";
    document.body.classList.toggle("can-tap", this.input("tap").checked);
    this.sleep(0);
    player.audio.addEventListener("timeupdate", () => this.doze());
    this.measure();
    this.offerPlace();
  }

  /**
   * @param {string} name
   * @returns {HTMLInputElement}
   */
  input(name) {
    return part(this.player, `input[name="${name}"]`);
  }

  /**
   * @param {string} name
   * @returns {HTMLSelectElement}
   */
  select(name) {
    return part(this.player, `select[name="${name}"]`);
  }

  get speed() {
    return Number(document.documentElement.dataset.speed);
  }

  get longPauses() {
    return this.input("pauses").checked;
  }

  get stopAfter() {
    return this.input("stop-after").checked;
  }

  /**
   * A play button of the page, or a sentence that was tapped.
   * @param {MouseEvent} event
   */
  pressed(event) {
    const button = about(event, "[data-play]");
    if (button) {
      const first = keys()[0];
      if (button.dataset.play) this.player.toggle(button.dataset.play);
      else if (this.player.wanted) this.player.toggle();
      else this.start(first);
      return;
    }
    const sentence = about(event, ".sentence[id]");
    const passage = /** @type {HTMLElement | null | undefined} */ (sentence?.closest("[data-passage]"));
    const free = !about(event, "a, button, summary, label") && getSelection()?.isCollapsed;
    if (sentence && passage?.dataset.passage && free && this.input("tap").checked) this.start(passage.dataset.passage, sentence.id);
  }

  /**
   * @param {string} key
   * @param {string | null} [sentence]
   */
  start(key, sentence = null) {
    this.player.key = null;
    this.player.play(key, { sentence });
  }

  /**
   * Single keys, off until the reader has switched them on.
   * @param {KeyboardEvent} event
   */
  typed(event) {
    const typing = about(event, "input:not([type=checkbox]), select, textarea");
    if (!this.input("keys").checked || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const action = KEYS[event.key.toLowerCase()];
    if (action) this.actions[action](this.player);
  }

  /** @param {HTMLInputElement | HTMLSelectElement} input */
  chosen(input) {
    const { player } = this;
    const checked = "checked" in input && input.checked;
    if (input.name === "speed") {
      document.documentElement.dataset.speed = input.value;
      player.audio.playbackRate = this.speed;
      this.keep("speed", input.value);
    } else if (input.name === "pauses") {
      this.keep("pauses", checked ? "long" : "normal");
      player.repace();
    } else if (input.name === "follow") player.follower.wanted = checked;
    else if (input.name === "keys") localStorage.setItem(KEYS_KEPT, checked ? "on" : "off");
    else if (input.name === "tap") {
      document.body.classList.toggle("can-tap", checked);
      this.keep("tap", checked ? "on" : "off");
    } else if (input.name === "sleep") this.sleep(Number(input.value));
    else if (input.closest(".player__look")) player.looks().then((look) => look.apply(input.name, input.value, this.keep(input.name, input.value)));
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  keep(name, value) {
    return fetch("/preferences", { method: "POST", body: new URLSearchParams({ [name]: value }) }).catch(() => {});
  }

  /** @param {number} minutes */
  sleep(minutes) {
    this.select("sleep").value = String(minutes);
    this.sleepAt = minutes ? Date.now() + minutes * 60_000 : Infinity;
  }

  /** Stops when it is time. Asked by the sound itself: a timer may sleep while the screen is off. */
  doze() {
    if (!this.player.wanted || Date.now() < this.sleepAt) return;
    this.sleep(0);
    this.player.pause();
    tell(this.player.text("slept"));
  }

  /**
   * Opens what a button opens, and closes it again; one of them is open at a time.
   * @param {HTMLElement} button
   */
  unfold(button) {
    const opens = button.getAttribute("aria-expanded") !== "true";
    for (const one of parts(this.player, ".player__button--more")) {
      one.setAttribute("aria-expanded", String(opens && one === button));
      part(document, `#${one.getAttribute("aria-controls")}`).hidden = !(opens && one === button);
    }
    if (this.player.wanted) this.player.follower.bring(); // not beneath what has opened
  }

  /**
   * Shows on every play button what pressing it would do now.
   * @param {boolean} playing
   * @param {string | null} key
   */
  state(playing, key) {
    if (Date.now() >= this.sleepAt) this.sleep(0);
    const main = part(this.player, '[data-action="play"]');
    main.classList.toggle("is-playing", playing);
    document.documentElement.classList.toggle("is-reading", playing);
    part(main, ".player__label").textContent = this.player.text(playing ? "pause" : "play");
    for (const button of parts(document, "[data-play]")) {
      const on = playing && (button.dataset.play === key || !button.dataset.play);
      if (on === button.classList.contains("is-playing")) continue;
      button.classList.toggle("is-playing", on);
      const text = part(button, "[data-play-text]");
      text.textContent = (on ? text.dataset.stopText : text.dataset.playText) ?? "";
    }
  }

  /** @param {string} name */
  passage(name) {
    this.where("where", name);
  }

  /**
   * @param {"where" | "here" | "last"} text
   * @param {string} place
   */
  where(text, place) {
    part(this.player, '[data-part="where"]').textContent = filled(this.player.text(text), { place });
  }

  /**
   * How much of the session is left, to the minute: a figure that changes with every second cannot be read.
   * @param {number} left seconds
   */
  time(left) {
    const text = filled(this.player.text("left"), { minutes: String(Math.max(1, Math.round(left / this.speed / 60))) });
    const shown = part(this.player, '[data-part="time"]');
    if (shown.textContent !== text) shown.textContent = text;
  }

  /** Keeps what has the focus from lying under the player. */
  measure() {
    const bar = this.player.follower.player;
    const tell = () => {
      const covers = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight + 16 : 0;
      document.documentElement.style.setProperty("--player-height", `${covers}px`);
    };
    new ResizeObserver(tell).observe(bar);
    addEventListener("resize", tell);
  }

  /** Says what 「聞く」 would do, and offers to go on where the reader stopped last time. */
  offerPlace() {
    const { player } = this;
    const say = () => {
      if (player.key) return;
      const start = here(player.place);
      part(player, '[data-action="play"] .player__label').textContent = player.text(start?.why === "kept" ? "go-on" : "play");
      if (start?.why === "landed" || start?.why === "seen") this.where("here", nameOf(start.key));
      else if (start?.why === "kept") this.where("last", nameOf(start.key) || (player.place.read()?.name ?? ""));
    };
    say();
    document.addEventListener("reader:whole", say);
    document.addEventListener("reader:portion", say);
    addEventListener("scrollend", say);
    const kept = player.place.read();
    const [offer] = parts(document, "[data-resume]");
    if (!offer || !kept || !isThere(kept.key)) return;
    part(offer, "[data-resume-text]").textContent = filled(player.text("resumed"), { place: nameOf(kept.key) || (kept.name ?? "") });
    offer.hidden = false;
    showOnBar((kept.from ?? startOf(kept.key)) + kept.time);
    part(offer, "button").addEventListener("click", () => {
      player.key = null;
      player.play(kept.key, { time: kept.time });
    });
  }

  /** Keeps the sentence that is heard, else where the reader is, with their own word for it. */
  async bookmark() {
    const { player } = this;
    const words = this.input("bookmark");
    const start = player.key ? { key: player.key, sentence: player.marker.id } : here(player.place);
    const passage = element(start?.key);
    if (!start || !passage) return;
    const anchor = anchorOf(start.sentence) ?? (passage.id || part(passage, "[id]").id);
    const { base, meeting = "" } = player.dataset;
    const mark = { url: `${base}#${anchor}`, meeting, name: nameOf(start.key), ...writtenOf(start.key), words: words.value };
    const { keepBookmark } = await seldom();
    const kept = keepBookmark(mark);
    if (kept) words.value = "";
    tell(filled(player.text(kept ? "bookmarked" : "not-bookmarked"), { place: mark.name }));
  }
}
