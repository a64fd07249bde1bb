/* The page's one status line: the outcome of what the reader just did, nothing else. */

const SHOWN = 6000;

let timer = 0;

export function tell(text) {
  const line = document.getElementById("status");
  if (!line) return;
  line.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    line.textContent = "";
  }, SHOWN);
}
