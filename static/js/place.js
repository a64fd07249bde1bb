/* Where the reader stopped, kept on this device only. */

const KEPT = "reader.place.";

export class Place {
  constructor(base) {
    this.name = KEPT + base;
  }

  /** {key, time} or null. */
  read() {
    try {
      const place = JSON.parse(localStorage.getItem(this.name));
      return typeof place?.key === "string" && place.time >= 0 ? place : null;
    } catch {
      return null;
    }
  }

  keep(key, time) {
    try {
      localStorage.setItem(this.name, JSON.stringify({ key, time }));
    } catch {
      /* a browser that keeps nothing still plays */
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      /* as above */
    }
  }
}
