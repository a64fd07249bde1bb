/* What is read fills the screen: the passages that belong together stand on it as far as they fit, in the largest letters
   in which they do. What fits in no size stands in the visitor's own, on several pages. */

const LARGEST = 64;
const STEP = 4;

/** Shows as many parts as fit, in the largest type; the part that is heard stays. The way on leads behind the last. */
export function arrange(pages) {
  const parts = /** @type {HTMLElement[]} */ ([...pages.querySelectorAll("[data-passage]")]);
  const heard = parts.findIndex((part) => part.hasAttribute("aria-current"));
  const show = (many) => {
    for (const [index, part] of parts.entries()) part.hidden = index >= many;
  };
  pages.style.removeProperty("--reading");
  const own = Number.parseFloat(getComputedStyle(pages).fontSize);
  let many = parts.length;
  show(many);
  while (many > Math.max(1, heard + 1) && pages.count > 1) show(--many);
  for (const size of larger(own)) {
    pages.style.setProperty("--reading", `${size}px`);
    if (pages.count === 1) break;
    pages.style.removeProperty("--reading");
  }
  leadOn(pages.screen, parts[many - 1]?.dataset.next ?? "");
}

/** Type sizes in px that are larger than the visitor's own, the largest first. */
export function larger(own) {
  const all = [];
  for (let size = LARGEST; size > own; size -= STEP) all.push(size);
  return all;
}

/** The parts that are shown. */
export function shown(pages) {
  return /** @type {HTMLElement[]} */ ([...(pages?.querySelectorAll("[data-passage]:not([hidden])") ?? [])]);
}

function leadOn(screen, address) {
  const link = screen?.querySelector('[data-way="right"]');
  if (link && address) link.setAttribute("href", address);
  link?.classList.toggle("control--none", !address);
}
