/* Files dropped onto the form, and how much of them has been sent. */

export function takeDroppedFiles() {
  const form = document.querySelector("form[data-drop]");
  const zone = form?.querySelector("[data-drop-zone]");
  const input = form?.querySelector("input[type=file]");
  if (!form || !zone || !(input instanceof HTMLInputElement)) return;
  for (const name of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("is-over", name === "dragover");
      if (name === "drop" && event instanceof DragEvent && event.dataTransfer?.files.length) {
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  }
  form.addEventListener("htmx:xhr:progress", (event) => {
    const bar = form.querySelector("progress");
    const { loaded, total } = /** @type {CustomEvent} */ (event).detail;
    form.querySelector("[data-drop-progress]")?.removeAttribute("hidden");
    if (bar && total) bar.value = (100 * loaded) / total;
  });
}
