/* Type, furigana, spacing: changed on the page itself. What is read stays where it is, and the sound goes on. */

import { about, part } from "../parts.js";
import { element } from "../passages.js";
import { atTop, isBeside } from "../view.js";
import { setWriting } from "../writing.js";
import { Ruler } from "./ruler.js";

const IN_PLACE = ["type", "leading", "letters", "column", "focus", "writing"];

export class Look {
  /** @param {import("../player.js").ReaderPlayer} player */
  constructor(player) {
    this.player = player;
    this.panel = part(player, ".player__look");
    this.panel.addEventListener("click", (event) => {
      const button = about(event, "[data-step]");
      if (button?.dataset.step) this.step(button.dataset.step, Number(button.dataset.by));
    });
    for (const select of this.panel.querySelectorAll("select")) select.value = document.documentElement.dataset[select.name] ?? "";
    new Ruler(player);
  }

  /**
   * The next larger or smaller of what there is to choose.
   * @param {string} name
   * @param {number} by
   */
  step(name, by) {
    const select = /** @type {HTMLSelectElement} */ (part(this.panel, `select[name="${name}"]`));
    const index = Math.max(0, Math.min(select.options.length - 1, select.selectedIndex + by));
    if (index === select.selectedIndex) return;
    select.selectedIndex = index;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /**
   * Shows the page as chosen.
   * @param {string} name
   * @param {string} value
   * @param {Promise<unknown>} kept settled once the server knows it
   */
  async apply(name, value, kept) {
    const root = document.documentElement;
    if (IN_PLACE.includes(name)) {
      stayingAt(this.held, () => {
        root.dataset[name] = value;
        if (name === "writing") setWriting();
      });
    } else if (name === "furigana") {
      await kept;
      await this.reread();
      root.dataset.furigana = value;
    }
  }

  /**
   * What is to stay where it is.
   * @returns {Element | null} the sentence that is heard, or that the address names, if it is in sight, else what stands at the top
   */
  get held() {
    const inSight = (/** @type {Element | null} */ one) => {
      const box = one?.getBoundingClientRect();
      return one && box && box.bottom > 0 && box.top < innerHeight && isBeside(one);
    };
    return [this.player.marker.sentence, document.querySelector(".sentence:target")].find(inSight) ?? atTop();
  }

  /** Puts the page's main part anew, as the server now writes it; the player and what has the focus there stay. */
  async reread() {
    const { player } = this;
    const address = new URL(location.href);
    address.hash = "";
    const portion = this.held?.closest("[data-portion]")?.dataset.portion;
    if (portion) address.searchParams.set("portion", portion);
    const answer = await fetch(address);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
    const main = part(document, "#main");
    if (!fresh) return;
    const id = nameIn(this.held);
    stayingAt(this.held, () => main.replaceChildren(...fresh.childNodes), id);
    /** @type {any} */ (window).htmx?.process(main);
    setWriting();
    if (player.key) player.marker.enter(element(player.key), player.timing?.cues ?? []);
    player.controls.state(player.wanted, player.key);
    document.dispatchEvent(new Event("reader:reread"));
  }
}

/**
 * Changes the page, and keeps an element at its height in the window; where its turn is now upright, in sight sideways too.
 * @param {Element | null} held
 * @param {() => void} change
 * @param {string} [selector] finds the element again where the change puts another in its place
 */
function stayingAt(held, change, selector) {
  const before = held?.getBoundingClientRect().top;
  change();
  const after = selector ? document.querySelector(selector) : held;
  if (after?.closest(".turn__text[tabindex]")) after.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  if (after && before !== undefined) scrollBy({ top: after.getBoundingClientRect().top - before, behavior: "instant" });
}

/** @param {Element | null} held */
function nameIn(held) {
  if (held?.id) return `#${CSS.escape(held.id)}`;
  const name = held?.getAttribute("data-sentence");
  return name ? `[data-sentence="${CSS.escape(name)}"]` : undefined;
}
