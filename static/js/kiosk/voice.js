/* The kiosk's own voice: one prompt at a time, and silence as soon as the visitor does anything. */

export class Voice {
  constructor(audio) {
    this.audio = audio;
    this.turn = 0;
  }

  get speaking() {
    return !this.audio.paused && !this.audio.ended && this.audio.readyState > HTMLMediaElement.HAVE_CURRENT_DATA;
  }

  /** Says prompts one behind the other, in place of what is being said. True if they were heard to the end. */
  async say(...addresses) {
    this.stop();
    const turn = this.turn;
    for (const address of addresses.filter(Boolean)) {
      if (!(await this.play(address)) && turn !== this.turn) return false;
    }
    return turn === this.turn;
  }

  stop() {
    this.turn += 1;
    this.over?.(false);
    this.audio.pause();
  }

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

/** The words and sound of an outcome, by its name. */
export function phrase(name) {
  const line = document.querySelector(`#phrases [data-phrase="${CSS.escape(name)}"]`);
  return { text: line?.textContent ?? "", say: line?.dataset.say ?? "" };
}
