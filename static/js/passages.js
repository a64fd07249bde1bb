/* The page as a playlist: every element with `data-passage` is one passage, in the order of the document. */

export function keys() {
  return [...document.querySelectorAll("[data-passage]")].map((element) => element.dataset.passage);
}

export function element(key) {
  return document.querySelector(`[data-passage="${CSS.escape(key ?? "")}"]`);
}

/** The passage so many places further on; none beyond the ends. */
export function beyond(key, by) {
  const all = keys();
  return all[all.indexOf(key) + by];
}

/** The element of an utterance: by its anchor in running text, by its name in a heading. */
export function sentenceOf(id) {
  return document.getElementById(id) ?? document.querySelector(`[data-sentence="${CSS.escape(id)}"]`);
}

/** Seconds of the session before a passage. */
export function startOf(key) {
  return Number(element(key)?.dataset.from ?? 0);
}

/** The anchor of an utterance on the session's page: its own, or that of the heading it is. */
export function anchorOf(id) {
  const sentence = id && sentenceOf(id);
  return sentence ? sentence.id || sentence.closest("[id]").id : undefined;
}

/** Who or what a passage is, in words: 「事務局、3回目」. */
export function nameOf(key) {
  const passage = element(key);
  return passage ? readable(passage.querySelector("h1, h2, h3, .results__name") ?? passage) : "";
}

/** The words of an element without readings and without what is only a label for the eye. */
function readable(part) {
  const copy = part.cloneNode(true);
  for (const aside of copy.querySelectorAll("rt, rp, .turn__part, button")) aside.remove();
  return copy.textContent.replace(/\s+/g, " ").trim().replace(/、$/, "");
}
