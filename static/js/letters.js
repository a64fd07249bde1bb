/* Whether the device itself can write kanji: every font of ours aside, each is as wide as it is high. */

/** @returns {boolean} */
export function canWriteKanji() {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return true;
  context.font = "100px sans-serif";
  return ["\u6c38", "\u4f1a"].every((kanji) => Math.abs(context.measureText(kanji).width - 100) < 3);
}
