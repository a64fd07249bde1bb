/* One line that shows the outcome of what the visitor just did. */

const SHOWN = 5000;

let timer = 0;

export function show(text) {
  const line = document.getElementById("told");
  line.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => (line.textContent = ""), SHOWN);
}
