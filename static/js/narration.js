/* What the server knows of each passage's sound: address, length, and when which sentence is heard.

   A passage that is still being made is asked for again every second, as long as somebody watches it. */

const POLL = 1000;
const AHEAD = 3000;

export class Narration {
  /** @type {Map<string, Timing>} */
  known = new Map();
  /** @type {Set<string>} passages whose sound the browser has */
  kept = new Set();
  /** @type {string | null} */
  watched = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  watching;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  ahead;

  /** @param {string} base the address of the session */
  constructor(base, longPauses = () => false) {
    this.base = base;
    this.longPauses = longPauses;
  }

  /** Knows nothing any more: the pauses have changed. */
  forget() {
    this.known = new Map();
    this.kept = new Set();
  }

  /**
   * @param {string} key
   * @param {"mp3" | "json"} kind
   */
  address(key, kind) {
    return `${this.base}/passages/${key}.${kind}${this.longPauses() ? "?pauses=long" : ""}`;
  }

  /**
   * The address of a passage's sound: the lasting one if it is known, else the plain one.
   * @param {string} key
   */
  url(key) {
    return this.known.get(key)?.url ?? this.address(key, "mp3");
  }

  /**
   * Cues and length of a passage, from memory if they are final. Rejects when the server cannot be reached.
   * @param {string} key
   * @param {boolean} [now] whether it is about to be heard: its beginning is then made in front of all else
   * @returns {Promise<Timing>}
   */
  async timing(key, now = false) {
    const { known } = this;
    const before = known.get(key);
    if (before?.ready) return before;
    const headers = { Accept: "application/json", ...(now && { Listening: "now" }) };
    const response = await fetch(this.address(key, "json"), { headers });
    if (!response.ok) throw new Error(`${response.status}`);
    const timing = await response.json();
    known.set(key, timing);
    return timing;
  }

  /**
   * Calls `changed(timing)` now and until the passage is ready or another one is watched.
   * @param {string} key
   * @param {(timing: Timing) => void} changed
   */
  async watch(key, changed) {
    this.watched = key;
    clearTimeout(this.watching);
    let ready = false;
    try {
      const timing = await this.timing(key, true);
      if (this.watched !== key) return;
      ready = timing.ready;
      changed(timing);
    } catch {
      if (this.watched !== key) return;
    }
    if (!ready) this.watching = setTimeout(() => this.watch(key, changed), POLL);
  }

  /**
   * Has the browser keep the sound of passages to come, so that a lost connection is not heard at once; tells of each.
   * @param {(string | undefined)[]} keys
   */
  async keepAhead(keys, told = () => {}) {
    clearTimeout(this.ahead);
    let waiting = false;
    for (const key of keys) {
      if (!key || this.kept.has(key)) continue;
      try {
        const timing = await this.timing(key);
        if (timing.ready) {
          await (await fetch(timing.url)).arrayBuffer();
          this.kept.add(key);
          told();
        }
        waiting ||= !timing.ready;
      } catch {
        waiting = true;
      }
    }
    if (waiting) this.ahead = setTimeout(() => this.keepAhead(keys, told), AHEAD);
  }
}
