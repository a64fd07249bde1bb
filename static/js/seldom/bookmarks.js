/* しおり: places in the minutes with a word of one's own, kept on this device only. */

const KEPT = "reader.bookmarks";
const MOST = 100;
const LONGEST = 60; // characters of one's own word

/** @typedef {{url: string, meeting: string, name: string, words: string, title?: string, who?: string}} Bookmark */

/** @returns {Bookmark[]} the newest first; what makes no sense is left out */
export function bookmarks() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    const fields = ["url", "meeting", "name", "words"];
    return kept.filter((/** @type {any} */ one) => fields.every((field) => typeof one?.[field] === "string") && one.url.startsWith("/minutes/"));
  } catch {
    return [];
  }
}

/**
 * Keeps a place; the same place again takes the new word.
 * @param {Bookmark} mark
 * @returns {boolean} whether this browser keeps anything
 */
export function keepBookmark(mark) {
  const others = bookmarks().filter((one) => one.url !== mark.url);
  return write([{ ...mark, words: mark.words.trim().slice(0, LONGEST) }, ...others].slice(0, MOST));
}

/** @param {Bookmark} mark */
export function dropBookmark(mark) {
  write(bookmarks().filter((one) => one.url !== mark.url));
}

/** @param {Bookmark[]} marks */
function write(marks) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(marks));
    return true;
  } catch {
    return false;
  }
}
