/* Marks the word that is heard inside the marked sentence, where the voice tells when that is.

   The mark is a highlight over the text and no element in it: nothing reflows, and a screen reader meets no new edge.
   A cue's `words` are triples: from and to which character of the sentence, and how many milliseconds after its start. */

const NAME = "spoken-word";

/** @typedef {[from: number, to: number]} Stretch characters of a sentence, the last one not included */

/**
 * The word that is heard so many milliseconds into the cue; null before the first.
 * @param {Pick<Cue, "words">} cue
 * @param {number} time
 * @returns {Stretch | null}
 */
export function wordAt(cue, time) {
  const words = cue.words ?? [];
  /** @type {Stretch | null} */
  let found = null;
  for (let at = 0; at < words.length && words[at + 2] <= time; at += 3) found = [words[at], words[at + 1]];
  return found;
}

/**
 * Stretches of an element's text nodes that make up those of its characters; readings over the words do not count.
 * @param {HTMLElement} sentence
 * @param {Stretch} word
 */
function ranges(sentence, [from, to]) {
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  const found = [];
  let before = 0;
  while (before < to && walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (node.parentElement?.closest("rt, rp")) continue;
    const start = Math.max(from - before, 0);
    const end = Math.min(to - before, node.length);
    if (start < end) found.push(new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }));
    before += node.length;
  }
  return found;
}

export class SpokenWord {
  name = "";
  /** @type {HTMLElement | null} */
  sentence = null;

  constructor() {
    this.highlight = globalThis.CSS?.highlights && new Highlight();
    if (this.highlight) CSS.highlights.set(NAME, this.highlight);
  }

  /**
   * Marks a word of the sentence, or none.
   * @param {HTMLElement | null} sentence
   * @param {Stretch | null} word
   */
  mark(sentence, word) {
    const name = sentence && word ? word.join() : "";
    if (!this.highlight || (name === this.name && sentence === this.sentence)) return;
    this.name = name;
    this.sentence = sentence;
    this.highlight.clear();
    if (sentence && word) for (const range of ranges(sentence, word)) this.highlight.add(range);
  }
}
