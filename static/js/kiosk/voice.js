/* The kiosk's own voice: one prompt at a time, and silence as soon as the visitor does anything. */

export class Voice {
  turn = 0;
  /** @type {((whole: boolean) => void) | undefined} */
  over;

  /** @param {HTMLAudioElement} audio */
  constructor(audio) {
    this.audio = audio;
  }

  get speaking() {
    return !this.audio.paused && !this.audio.ended && this.audio.readyState > HTMLMediaElement.HAVE_CURRENT_DATA;
  }

  /**
   * Says prompts one behind the other, in place of what is being said. True if they were heard to the end.
   * @param {(string | undefined)[]} addresses
   */
  async say(...addresses) {
    this.stop();
    const turn = this.turn;
    for (const address of addresses) {
      if (!address) continue;
      if (!(await this.play(address)) && turn !== this.turn) return false;
    }
    return turn === this.turn;
  }

  stop() {
    this.turn += 1;
    this.over?.(false);
    this.audio.pause();
  }

  /**
   * @param {string} address
   * @returns {Promise<boolean>} whether it was heard to the end
   */
  play(address) {
    return new Promise((resolve) => {
      this.over = resolve;
      this.audio.src = address;
      this.audio.onended = () => resolve(true);
      this.audio.onerror = () => resolve(false);
      this.audio.play().catch(() => resolve(false));
    });
  }
}

/**
 * The words and sound of an outcome, by its name.
 * @param {string} name
 */
export function phrase(name) {
  /** @type {HTMLElement | null} */
  const line = document.querySelector(`#phrases [data-phrase="${CSS.escape(name)}"]`);
  return { text: line?.textContent ?? "", say: line?.dataset.say ?? "" };
}
