/* Where the reader stopped in each session, kept on this device only.

   A place further on is not given up for one that somebody only looked into: it takes a minute of listening. */

import { startOf } from "./passages.js";

const KEPT = "reader.place.";
const HEARD_ENOUGH = 60; // seconds

/**
 * @typedef {object} Stop where somebody stopped
 * @property {string} key the passage
 * @property {number} time seconds into its sound
 * @property {string} [sentence] the utterance that was heard
 * @property {number} [from] seconds of the session before the passage
 * @property {string} [meeting] what the meeting is called
 * @property {string} [name] who was speaking: 「事務局、9回目」
 * @property {string} [title] the meeting as it was written, with readings
 * @property {string} [who] who was speaking, likewise
 * @property {number} [left] seconds that are left of the session
 * @property {number} [at] when that was, in ms since 1970
 */

export class Place {
  /** @param {string} base the address of the session */
  constructor(base) {
    this.name = KEPT + base;
  }

  /** @returns {Stop | null} */
  read() {
    return stopAt(this.name);
  }

  /**
   * @param {Stop} stop
   * @param {number} heard seconds that were heard since the reader chose where to listen
   */
  keep(stop, heard) {
    const kept = this.read();
    const further = kept && (kept.from ?? startOf(kept.key)) + kept.time > (stop.from ?? 0) + stop.time + 1;
    if (further && heard < HEARD_ENOUGH) return;
    try {
      localStorage.setItem(this.name, JSON.stringify({ ...stop, at: Date.now() }));
    } catch {
      /* a browser that keeps nothing still plays */
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      /* nothing was kept */
    }
  }
}

/** @returns {{base: string, stop: Stop}[]} every session that was begun, the last one first */
export function begun() {
  return kept()
    .flatMap((name) => {
      const stop = stopAt(name);
      return stop?.meeting ? [{ base: name.slice(KEPT.length), stop }] : [];
    })
    .filter((one) => one.base.startsWith("/minutes/"))
    .sort((a, b) => (b.stop.at ?? 0) - (a.stop.at ?? 0));
}

/** @returns {string[]} the names under which this browser keeps places */
function kept() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(KEPT));
  } catch {
    return [];
  }
}

/**
 * What a browser kept under a name, if it makes sense, and if the browser keeps anything at all.
 * @param {string} name
 * @returns {Stop | null}
 */
function stopAt(name) {
  try {
    const stop = JSON.parse(localStorage.getItem(name) ?? "null");
    return typeof stop?.key === "string" && stop.time >= 0 ? stop : null;
  } catch {
    return null;
  }
}
