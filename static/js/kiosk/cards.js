/* Cards fill the room there is, and what has no room on one is cut whole: no reading of a line that is not shown stands
   out of its edge. */

import { parts } from "../parts.js";
import { larger } from "./larger.js";

const FEWEST_ROWS = { portrait: 3, landscape: 2 };
const LARGEST = 56;
const MANY = 9; // lines of a title: more than a card has room for
const MARGIN = 24; // px that stay free above and below what a card says
const GROWN = ["--grown", "--most", "--tallest"];

/**
 * Fewer cards than there is room for are larger.
 * @param {HTMLElement} pages
 */
export function rows(pages) {
  const [cards] = parts(pages, ".cards");
  if (!cards) return;
  cards.style.removeProperty("--down");
  const style = getComputedStyle(cards);
  const [across, down] = ["--across", "--down"].map((name) => Number(style.getPropertyValue(name)));
  const fewest = FEWEST_ROWS[innerHeight > innerWidth ? "portrait" : "landscape"];
  const wanted = Math.max(Math.ceil(cards.children.length / across), fewest);
  if (wanted < down) cards.style.setProperty("--down", String(wanted));
}

/**
 * Where all cards of a list stand on one page, their letters are as large as leaves every word of them in sight; where they do
 * not all fit in the visitor's own size, as many lines are shown as there is room for.
 * @param {HTMLElement} pages
 * @param {boolean} paged
 */
export function grow(pages, paged) {
  const [list] = parts(pages, ".cards");
  const [first] = list ? parts(list, ".card") : [];
  if (!list || !first) return;
  for (const name of GROWN) list.style.removeProperty(name);
  if (paged) return;
  const cards = parts(list, ".card");
  const put = (/** @type {number} */ size, /** @type {number} */ lines) => {
    list.style.setProperty("--grown", `${size}px`);
    list.style.setProperty("--most", String(lines));
  };
  const own = Number.parseFloat(getComputedStyle(first).fontSize);
  const whole = (/** @type {number} */ size) => {
    put(size, MANY);
    return cards.every((card) => hasRoom(card) && isWhole(card));
  };
  const lines = (/** @type {number} */ most) => {
    put(own, most);
    return cards.every(hasRoom);
  };
  const usual = Number(getComputedStyle(list).getPropertyValue("--lines"));
  list.style.setProperty("--tallest", "0px");
  const found = [...larger(own, LARGEST), own].some(whole) || range(MANY, usual).some(lines);
  if (!found) for (const name of GROWN) list.style.removeProperty(name);
  else list.style.setProperty("--tallest", `${Math.max(...titles(list).map((title) => title.offsetHeight))}px`);
}

const titles = (/** @type {ParentNode} */ within) => parts(within, ".card__title");
const range = (/** @type {number} */ from, /** @type {number} */ above) =>
  Array.from({ length: Math.max(0, from - above) }, (_, index) => from - index);

/** @param {HTMLElement} card */
function hasRoom(card) {
  const boxes = [...card.children].map((one) => one.getBoundingClientRect());
  const high = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
  return high <= card.clientHeight - MARGIN;
}

/** @param {HTMLElement} card */
function isWhole(card) {
  const said = parts(card, ".card__title, .card__lead, .card__line");
  return said.every((one) => one.scrollHeight <= one.clientHeight + 2 && one.scrollWidth <= one.clientWidth + 1);
}

/**
 * Hides the words whose line is cut off.
 * @param {HTMLElement} screen
 */
export function cutWhole(screen) {
  for (const box of screen.querySelectorAll(".card__title, .card__line, .context > *")) {
    const rubies = parts(box, "ruby");
    for (const one of rubies) one.classList.remove("is-cut");
    if (box.scrollHeight <= box.clientHeight + 1) continue;
    const { bottom } = box.getBoundingClientRect();
    for (const one of rubies) one.classList.toggle("is-cut", one.getBoundingClientRect().bottom > bottom + 2);
  }
}
