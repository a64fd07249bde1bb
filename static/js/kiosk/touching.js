/* What a touch on the words of the minutes does: a sentence is read from there on, or is said to be misread. */

import { phrase } from "./voice.js";

export class Touching {
  /**
   * @param {{stage: import("./stage.js").Stage, reading: import("./reading.js").Reading,
   *   tell: (outcome: {text: string, say?: string}) => void, hush: () => void}} wiring
   */
  constructor({ stage, reading, tell, hush }) {
    this.stage = stage;
    this.reading = reading;
    this.tell = tell;
    this.hush = hush;
    this.picking = false; // whether the next sentence that is touched is the one that is misread
  }

  /** @param {HTMLElement | null} sentence */
  touched(sentence) {
    if (!sentence || !this.stage.screen.dataset.reads) return;
    if (this.picking) this.misread(sentence.id || sentence.dataset.sentence);
    else if (document.body.dataset.audio) {
      this.hush();
      this.reading.from(sentence);
    }
  }

  /**
   * Says of a sentence that it is misread: the one that is heard, or was last, else the one that is touched next.
   * @param {string | null | undefined} utterance
   */
  async misread(utterance) {
    this.picking = !utterance;
    if (!utterance) {
      this.tell(phrase("touch_misread"));
      return;
    }
    try {
      const session = this.stage.screen.dataset.base?.split("/").pop() ?? "";
      const body = new URLSearchParams({ session, utterance });
      const answer = await (await fetch("/kiosk/reports", { method: "POST", body })).json();
      this.tell({ text: answer.told, say: answer.say });
    } catch {
      this.stage.lose();
    }
  }
}
