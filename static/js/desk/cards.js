/* Cards of doubtful readings: heard by a press, settled by one key while the focus is on the card and in no field. */

const OFF = "desk-keys-off";

const sound = new Audio();

function hear(button) {
  sound.src = button.dataset.sound;
  sound.play().catch(() => {});
}

function press(card, key) {
  if (/^[1-9]$/.test(key)) {
    const choice = card.querySelectorAll('input[name="reading"]:not([value="other"])')[Number(key) - 1];
    if (!choice) return false;
    choice.checked = true;
    const button = choice.closest(".desk-choice").querySelector("[data-sound]");
    if (button) hear(button);
    return true;
  }
  if (key === "e") {
    card.querySelector('input[value="other"]').checked = true;
    card.querySelector("#other").focus();
    return true;
  }
  const button = card.querySelector(`[data-key="${CSS.escape(key)}"]`);
  button?.click();
  return Boolean(button);
}

export function settleByKeys() {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-sound]") : null;
    if (button) hear(button);
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-keys-off]")) {
      localStorage.setItem(OFF, event.target.checked ? "1" : "");
    }
  });
  document.addEventListener("keydown", (event) => {
    const here = event.target instanceof Element ? event.target : null;
    const card = here?.closest("[data-card]");
    if (!here || !card || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (localStorage.getItem(OFF) || here.matches('input[type="text"], button, summary, a')) return;
    if (press(card, event.key.length === 1 ? event.key.toLowerCase() : event.key)) event.preventDefault();
  });
}
