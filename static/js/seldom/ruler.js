/* A window on one, three or five lines around the words that are heard (reading.css veils the rest).

   Which line that is, is told by the share of the sentence's sound that has passed. */

export class Ruler {
  /** @param {import("../player.js").ReaderPlayer} player */
  constructor(player) {
    this.player = player;
    this.box = document.createElement("div");
    this.box.className = "ruler";
    this.box.hidden = true;
    document.body.append(this.box);
    for (const name of ["timeupdate", "seeked", "play", "pause"]) player.audio.addEventListener(name, () => this.show());
    addEventListener("resize", () => this.show());
    this.show();
  }

  show() {
    const { audio, marker, wanted } = this.player;
    const lines = Number(document.documentElement.dataset.focus);
    const cue = marker.cues[marker.at(audio.currentTime)];
    const upright = document.documentElement.dataset.writing === "vertical";
    const shown = lines && wanted && !upright;
    this.box.hidden = true;
    if (!shown || !cue || !marker.sentence) return;
    this.box.hidden = false;
    const share = (audio.currentTime - cue.start) / Math.max(0.01, cue.end - cue.start);
    const line = lineAt(marker.sentence, Math.max(0, Math.min(0.999, share)));
    const height = Number.parseFloat(getComputedStyle(marker.sentence.parentElement ?? marker.sentence).lineHeight) * lines;
    this.box.style.top = `${scrollY + (line.top + line.bottom - height) / 2}px`;
    this.box.style.height = `${height}px`;
  }
}

/**
 * The line of a sentence at a share of its length.
 * @param {Element} sentence
 * @param {number} share 0 to 1
 * @returns {{top: number, bottom: number, width: number}}
 */
function lineAt(sentence, share) {
  /** @type {{top: number, bottom: number, width: number}[]} */
  const lines = [];
  for (const { top, bottom, width } of sentence.getClientRects()) {
    const last = lines.at(-1);
    if (last && top < (last.top + last.bottom) / 2) last.width += width;
    else lines.push({ top, bottom, width });
  }
  let left = share * lines.reduce((sum, line) => sum + line.width, 0);
  for (const line of lines) {
    if (left <= line.width) return line;
    left -= line.width;
  }
  return /** @type {{top: number, bottom: number, width: number}} */ (lines.at(-1));
}
