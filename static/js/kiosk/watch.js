/* Watches over the server: when it came back after a loss, or is another run than this page's, the page is loaded anew. */

const EVERY = 5000;
const PATIENCE = 4000;

export class Watch {
  /**
   * @param {string} instance the run of the server that made this page
   * @param {{lost: () => boolean, busy: () => boolean}} wiring
   */
  constructor(instance, { lost, busy }) {
    this.instance = instance;
    this.lost = lost;
    this.busy = busy;
    setInterval(() => this.look(), EVERY);
    this.look();
  }

  async look() {
    try {
      const answer = await fetch("/healthz?page", { signal: AbortSignal.timeout(PATIENCE) });
      const { instance } = await answer.json();
      const changed = instance !== this.instance;
      if (this.lost() || (changed && !this.busy())) location.reload();
    } catch {
      /* not back yet */
    }
  }
}
