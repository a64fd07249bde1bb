/* Where a link into the page lands, the focus is.

   A heading can have the focus only as long as it has it: a screen reader calls one that always can 「クリックできます」. */

export function land(target) {
  if (!target) return;
  if (!target.hasAttribute("tabindex")) {
    target.tabIndex = -1;
    target.addEventListener("blur", () => target.removeAttribute("tabindex"), { once: true });
  }
  target.focus();
}

const landed = () => land(document.querySelector(":target"));

export function landOnTargets() {
  landed();
  addEventListener("hashchange", landed);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) landed();
  });
}
