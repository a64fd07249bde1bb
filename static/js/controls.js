/* Everything the player is steered by: its buttons and options, the play buttons of the page, taps and keys. */

import { here } from "./going-on.js";
import { keepBookmark } from "./bookmarks.js";
import { showOnBar } from "./flow.js";
import { anchorOf, element, keys, nameOf, startOf } from "./passages.js";
import { tell } from "./status.js";

const STEP = 10;
const KEYS_KEPT = "reader.keys";

export class Controls {
  constructor(player) {
    this.player = player;
    this.options = player.querySelector(".player__options");
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
      look: (button) => this.unfold(button),
      bookmark: () => this.bookmark(),
    };
    player.addEventListener("click", (event) => {
      const button = event.target.closest("[data-action]");
      if (button) this.actions[button.dataset.action](button);
    });
    player.addEventListener("change", (event) => this.chosen(event.target));
    document.addEventListener("click", (event) => this.pressed(event));
    document.addEventListener("keydown", (event) => this.typed(event));
    this.input("keys").checked = localStorage.getItem(KEYS_KEPT) === "on";
    document.body.classList.toggle("can-tap", this.input("tap").checked);
    this.sleep(0);
    player.audio.addEventListener("timeupdate", () => this.doze());
    this.measure();
    this.offerPlace();
  }

  input(name) {
    return this.player.querySelector(`[name="${name}"]`);
  }

  get speed() {
    return Number(this.input("speed").value);
  }

  get longPauses() {
    return this.input("pauses").checked;
  }

  get stopAfter() {
    return this.input("stop-after").checked;
  }

  /** A play button of the page, or a sentence that was tapped. */
  pressed(event) {
    const button = event.target.closest("[data-play]");
    if (button) {
      const first = keys()[0];
      if (button.dataset.play) this.player.toggle(button.dataset.play);
      else if (this.player.wanted) this.player.toggle();
      else this.start(first);
      return;
    }
    const sentence = event.target.closest(".sentence[id]");
    const passage = sentence?.closest("[data-passage]");
    const free = !event.target.closest("a, button, summary, label") && getSelection().isCollapsed;
    if (passage && free && this.input("tap").checked) this.start(passage.dataset.passage, sentence.id);
  }

  start(key, sentence = null) {
    this.player.key = null;
    this.player.play(key, { sentence });
  }

  /** Single keys, off until the reader has switched them on. */
  typed(event) {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (!this.input("keys").checked || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const action = { p: "play", j: "previous-sentence", l: "next-sentence" }[event.key.toLowerCase()];
    if (action) this.actions[action]();
  }

  chosen(input) {
    const { player } = this;
    if (input.name === "speed") {
      player.audio.playbackRate = this.speed;
      this.keep("speed", input.value);
    } else if (input.name === "pauses") {
      this.keep("pauses", input.checked ? "long" : "normal");
      player.repace();
    } else if (input.name === "follow") player.follower.wanted = input.checked;
    else if (input.name === "keys") localStorage.setItem(KEYS_KEPT, input.checked ? "on" : "off");
    else if (input.name === "tap") {
      document.body.classList.toggle("can-tap", input.checked);
      this.keep("tap", input.checked ? "on" : "off");
    } else if (input.name === "sleep") this.sleep(Number(input.value));
    else if (player.look.panel.contains(input)) player.look.apply(input.name, input.value, this.keep(input.name, input.value));
  }

  keep(name, value) {
    return fetch("/preferences", { method: "POST", body: new URLSearchParams({ [name]: value }) }).catch(() => {});
  }

  sleep(minutes) {
    this.input("sleep").value = String(minutes);
    this.sleepAt = minutes ? Date.now() + minutes * 60_000 : Infinity;
  }

  /** Stops when it is time. Asked by the sound itself: a timer may sleep while the screen is off. */
  doze() {
    if (!this.player.wanted || Date.now() < this.sleepAt) return;
    this.sleep(0);
    this.player.pause();
    tell(this.player.text("slept"));
  }

  /** Opens what a button opens, and closes it again; one of them is open at a time. */
  unfold(button) {
    const opens = button.getAttribute("aria-expanded") !== "true";
    for (const one of this.player.querySelectorAll(".player__button--more")) {
      one.setAttribute("aria-expanded", String(opens && one === button));
      document.getElementById(one.getAttribute("aria-controls")).hidden = !(opens && one === button);
    }
    if (this.player.wanted) this.player.follower.bring(); // not beneath what has opened
  }

  /** Shows on every play button what pressing it would do now. */
  state(playing, key) {
    if (Date.now() >= this.sleepAt) this.sleep(0);
    const main = this.player.querySelector('[data-action="play"]');
    main.classList.toggle("is-playing", playing);
    document.documentElement.classList.toggle("is-reading", playing);
    main.querySelector(".player__label").textContent = this.player.text(playing ? "pause" : "play");
    for (const button of document.querySelectorAll("[data-play]")) {
      const on = playing && (button.dataset.play === key || !button.dataset.play);
      button.classList.toggle("is-playing", on);
      const text = button.querySelector("[data-play-text]");
      text.textContent = on ? text.dataset.stopText : text.dataset.playText;
    }
  }

  passage(name) {
    this.player.querySelector('[data-part="where"]').textContent = this.player.text("where").replace("{place}", name);
  }

  /** How much of the session is left, to the minute: a figure that changes with every second cannot be read. */
  time(left) {
    const text = this.player.text("left").replace("{minutes}", String(Math.max(1, Math.round(left / this.speed / 60))));
    const shown = this.player.querySelector('[data-part="time"]');
    if (shown.textContent !== text) shown.textContent = text;
  }

  /** Keeps what has the focus from lying under the player. */
  measure() {
    const bar = this.player.closest(".player");
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
      const name = { landed: "here", kept: "last" }[start?.why];
      player.querySelector('[data-action="play"] .player__label').textContent = player.text(start?.why === "kept" ? "go-on" : "play");
      if (!name) return;
      player.querySelector('[data-part="where"]').textContent = player.text(name).replace("{place}", nameOf(start.key));
    };
    say();
    document.addEventListener("reader:whole", say);
    addEventListener("scrollend", say);
    const kept = player.place.read();
    const offer = document.querySelector("[data-resume]");
    if (!offer || !kept || !element(kept.key)) return;
    offer.querySelector("[data-resume-text]").textContent = player.text("resumed").replace("{place}", nameOf(kept.key));
    offer.hidden = false;
    showOnBar(startOf(kept.key) + kept.time);
    offer.querySelector("button").addEventListener("click", () => {
      player.key = null;
      player.play(kept.key, { time: kept.time });
    });
  }

  /** Keeps the sentence that is heard, else where the reader is, with their own word for it. */
  bookmark() {
    const { player } = this;
    const words = this.input("bookmark");
    const start = player.key ? { key: player.key, sentence: player.marker.id } : here(player.place);
    const anchor = anchorOf(start.sentence) ?? (element(start.key).id || element(start.key).querySelector("[id]").id);
    const mark = { url: `${player.dataset.base}#${anchor}`, meeting: player.dataset.meeting, name: nameOf(start.key), words: words.value };
    const kept = keepBookmark(mark);
    if (kept) words.value = "";
    tell(player.text(kept ? "bookmarked" : "not-bookmarked").replace("{place}", mark.name));
  }
}
