/* Once the first screen is painted, the rest of a long session is laid out too: until then its turns have no place in the
   accessibility tree, nor a true height (turn.css). A page in the background is not painted: it does not wait for that. */

const LONGEST_WAIT = 500;

export function layOutTheRest() {
  const whole = () => document.documentElement.classList.add("is-whole");
  requestAnimationFrame(() => setTimeout(whole));
  setTimeout(whole, LONGEST_WAIT);
}
