/* Keeps the spoken sentence in sight, politely.

   The page scrolls only when the sentence has left the middle of the screen. A scroll, touch or key of the reader's
   own suspends that and offers a way back; the focus is never moved. */

import { about } from "./parts.js";

const SCROLL_KEYS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "Tab", " "]);

export class Follower {
  /** @type {HTMLElement | null} */
  sentence = null;

  /**
   * @param {HTMLElement} player
   * @param {HTMLElement} returnButton
   */
  constructor(player, returnButton) {
    this.player = player;
    this.button = returnButton;
    this.wanted = true;
    this.suspended = false;
    this.playing = false;
    const own = (/** @type {Event} */ event) => this.player.contains(/** @type {Node} */ (event.target));
    for (const name of ["wheel", "touchmove"]) {
      document.addEventListener(name, (event) => !own(event) && this.suspend(), { passive: true });
    }
    document.addEventListener("keydown", (event) => {
      const pressing = event.key === " " && about(event, "button, a, input, select, summary");
      if (SCROLL_KEYS.has(event.key) && !pressing && !own(event)) this.suspend();
    });
    document.addEventListener("pointerdown", (event) => {
      if (event.target === document.documentElement) this.suspend();
    });
  }

  suspend() {
    if (this.wanted && this.playing) this.suspended = true;
    this.show();
  }

  /** Follows again, from the present sentence on. */
  resume() {
    this.suspended = false;
    this.show();
    this.bring();
  }

  /** @param {HTMLElement | null} sentence */
  follow(sentence) {
    this.sentence = sentence;
    this.bring();
    this.show();
  }

  bring() {
    if (!this.sentence || !this.wanted || this.suspended) return;
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    if (document.documentElement.dataset.writing === "vertical" && this.sentence.closest(".turn__text")) {
      this.sentence.scrollIntoView({ block: "nearest", inline: "center", behavior });
      return;
    }
    const box = this.sentence.getBoundingClientRect();
    const height = this.player.getBoundingClientRect().top;
    if (box.top >= height * 0.15 && box.top <= height * 0.6) return;
    window.scrollBy({ top: box.top - height * 0.3, behavior });
  }

  show() {
    const offer = this.suspended && this.playing && this.wanted;
    if (!offer && document.activeElement === this.button) return;
    this.button.hidden = !offer;
  }
}
