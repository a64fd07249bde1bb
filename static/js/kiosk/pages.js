/* <kiosk-pages>: what is longer than the screen, turned page by page. It never scrolls. Text stands in columns, a page
   beside the other; cards stand in rows, a page below the other. Passages that belong together stand on one screen where
   they fit, and letters grow until they fill it. */

import { arrange } from "./arranging.js";
import { filled, part } from "../parts.js";
import { cutWhole, grow, rows } from "./cards.js";

const DOWN = /** @type {const} */ ({ start: "top", size: "height", whole: "scrollHeight", move: "translateY" });
const ACROSS = /** @type {const} */ ({ start: "left", size: "width", whole: "scrollWidth", move: "translateX" });

export class Pages extends HTMLElement {
  /** @type {HTMLElement} */
  sheet;
  /** @type {ResizeObserver} */
  watch;
  page = 0;
  follows = true;
  settled = () => this.settle();

  connectedCallback() {
    this.page = 0;
    this.follows = true;
    this.sheet ??= this.wrapped();
    this.watch = new ResizeObserver(() => this.settle());
    for (const box of [this, ...this.sheet.children]) this.watch.observe(box); // larger type fills more pages of the same size
    this.addEventListener("scroll", () => this.scrollTo(0, 0));
    document.fonts.addEventListener("loadingdone", this.settled);
    this.settle();
  }

  disconnectedCallback() {
    document.fonts.removeEventListener("loadingdone", this.settled);
    this.watch.disconnect();
  }

  get screen() {
    return /** @type {HTMLElement | null} */ (this.closest("#screen"));
  }

  get pager() {
    return /** @type {HTMLElement | null} */ (this.screen?.querySelector(".pager"));
  }

  /** Which way pages follow one another, and the names of what is measured along it. */
  get along() {
    return this.querySelector(".cards") ? DOWN : ACROSS;
  }

  get gap() {
    return Number.parseFloat(getComputedStyle(this.sheet).columnGap);
  }

  get step() {
    return this.getBoundingClientRect()[this.along.size] + this.gap;
  }

  get count() {
    return Math.max(1, Math.ceil((this.sheet[this.along.whole] + this.gap - 2) / this.step));
  }

  /**
   * The page on which an element begins.
   * @param {Element} element
   */
  pageOf(element) {
    const { start } = this.along;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    return Math.max(0, Math.floor((box[start] - this.sheet.getBoundingClientRect()[start] + 2) / this.step));
  }

  /**
   * Turns by that many pages; false at an end. The visitor's own turning stops the text from following the voice.
   * @param {number} by
   */
  turn(by) {
    const page = this.page + by;
    if (page < 0 || page >= this.count) return false;
    this.follows = false;
    this.open(page);
    return true;
  }

  /**
   * Turns to where an element is.
   * @param {Element} element
   */
  bring(element) {
    this.open(this.pageOf(element));
  }

  /**
   * The voice is at a sentence: turn to it, unless the visitor reads elsewhere.
   * @param {Element} sentence
   */
  follow(sentence) {
    if (!this.contains(sentence)) return;
    if (this.pageOf(sentence) === this.page) this.follows = true;
    else if (this.follows) this.bring(sentence);
  }

  /** @param {number} page */
  open(page) {
    this.page = page;
    this.settle();
  }

  settle() {
    const { pager, screen } = this;
    const { previous, next } = pager?.dataset ?? {};
    this.sheet.style.transform = "none";
    const paged = () => this.count > 1 || Boolean(previous || next);
    rows(this);
    screen?.classList.remove("is-paged");
    if (this.dataset.grows !== undefined) arrange(this);
    if (screen && paged()) screen.classList.add("is-paged");
    grow(this, paged());
    const { count } = this;
    this.page = Math.min(this.page, count - 1);
    this.sheet.style.transform = `${this.along.move}(${-this.page * this.step}px)`;
    cutWhole(screen ?? this);
    if (!pager) return;
    const where = part(pager, '[data-part="page"]');
    const { before, pages } = this.among(count);
    where.textContent =
      pages > 1
        ? filled(where.dataset.text ?? "", { page: String(before + this.page + 1), pages: String(pages) })
        : "";
    this.end(pager, "page-back", this.page === 0 && !previous);
    this.end(pager, "page-on", this.page === count - 1 && !next);
  }

  /**
   * How many pages stand before these, and how many there are in all: of a long list only a part is here.
   * @param {number} count
   */
  among(count) {
    const first = Number(this.pager?.dataset.first ?? 1);
    const total = Number(this.pager?.dataset.total ?? 0);
    const here = this.querySelectorAll(".card").length;
    if (!here || total <= here) return { before: 0, pages: count };
    const each = this.perPage;
    return { before: Math.floor((first - 1) / each), pages: Math.ceil(total / each) };
  }

  /** How many cards stand on a page. */
  get perPage() {
    const style = getComputedStyle(part(this, ".cards"));
    return Number(style.getPropertyValue("--across")) * Number(style.getPropertyValue("--down"));
  }

  /**
   * A control that leads nowhere is not there, but keeps the focus if it has it.
   * @param {HTMLElement} pager
   * @param {string} action
   * @param {boolean} there
   */
  end(pager, action, there) {
    const button = part(pager, `[data-action="${action}"]`);
    button.setAttribute("aria-disabled", String(there));
    button.classList.toggle("is-end", there);
  }

  wrapped() {
    const sheet = document.createElement("div");
    sheet.className = "pages__sheet";
    sheet.append(...this.childNodes);
    this.append(sheet);
    return sheet;
  }
}
