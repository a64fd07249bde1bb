/* <kiosk-board>: kana are put together by touch or key, and looked for by how they sound. */

import { about, part, parts } from "../parts.js";

const LONGEST = 20;
const TURNS = [
  "かが", "きぎ", "くぐ", "けげ", "こご", "さざ", "しじ", "すず", "せぜ", "そぞ", "ただ", "ちぢ", "つっづ", "てで", "とど",
  "はばぱ", "ひびぴ", "ふぶぷ", "へべぺ", "ほぼぽ", "あぁ", "いぃ", "うぅゔ", "えぇ", "おぉ", "やゃ", "ゆゅ", "よょ", "わゎ",
];

/** @typedef {{told: string, dead: string[], words: {text: string, href: string, say: string}[]}} Guide */

export class Board extends HTMLElement {
  /** @type {HTMLElement} */
  output;
  kana = "";

  connectedCallback() {
    this.output = part(this, '[data-part="kana"]');
    this.kana = this.dataset.kana ?? "";
    this.addEventListener("click", (event) => {
      const key = about(event, "[data-kana], [data-key]");
      if (key?.getAttribute("aria-disabled") === "true") this.send("kiosk-nowhere");
      else if (key) this.press(key.dataset);
    });
    if (this.kana) this.guide();
  }

  /** @param {DOMStringMap} pressed */
  press({ kana, key, say }) {
    if (kana) this.set(this.kana + kana, say);
    else if (key === "long" && this.kana) this.set(`${this.kana}ー`, say);
    else if (key === "change") this.change();
    else if (key === "erase") this.set(this.kana.slice(0, -1), say);
    else if (key === "clear") this.set("", say);
    else if (key === "search") this.search();
  }

  /** か becomes が, は becomes ば and ぱ, つ becomes っ and づ. */
  change() {
    const last = this.kana.at(-1) ?? "";
    const turn = last && TURNS.find((one) => one.includes(last));
    if (!turn) return;
    const next = turn[(turn.indexOf(last) + 1) % turn.length];
    /** @type {HTMLElement | null} */
    const says = this.querySelector(`[data-changed="${next}"]`);
    this.set(this.kana.slice(0, -1) + next, says?.dataset.say);
  }

  search() {
    if (this.kana) this.send("kiosk-go", (this.dataset.results ?? "") + encodeURIComponent(this.kana));
    else this.send("kiosk-tell", { text: this.dataset.needsKana, say: this.dataset.sayNeedsKana });
  }

  /**
   * @param {string} kana
   * @param {string} [say] the sound that tells it
   */
  set(kana, say) {
    this.kana = kana.slice(0, LONGEST);
    this.output.textContent = this.kana || (this.output.dataset.empty ?? "");
    this.send("kiosk-tell", { text: "", say });
    this.guide();
  }

  /** What is known of where the kana lead: how often, which keys lead nowhere, which words begin so. */
  async guide() {
    const { kana } = this;
    try {
      const answer = await (await fetch((this.dataset.guide ?? "") + encodeURIComponent(kana))).json();
      if (kana === this.kana && this.isConnected) this.led(answer);
    } catch {
      /* without it, all keys lead on */
    }
  }

  /** @param {Guide} answer */
  led({ told, dead, words }) {
    part(this, '[data-part="count"]').textContent = told;
    for (const key of parts(this, "button[data-kana]")) {
      key.setAttribute("aria-disabled", String(dead.includes(key.dataset.kana ?? "")));
    }
    const links = words.map(({ text, href, say }) => {
      const link = document.createElement("a");
      link.className = "control";
      link.href = href;
      link.dataset.say = say;
      link.textContent = text;
      return link;
    });
    part(/** @type {HTMLElement} */ (this.parentElement), '[data-part="words"]').replaceChildren(...links);
  }

  /**
   * @param {string} name
   * @param {unknown} [detail]
   */
  send(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}
