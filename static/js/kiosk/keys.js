/* A pad's keys to actions. No key does anything else: none scrolls, zooms, reloads, or opens a window. */

const AGAIN = new Set(["up", "down", "quieter", "louder", "slower", "faster"]);
const LEAVE_AFTER = 3;

export class Keys {
  /**
   * @param {Record<string, string>} map which action a key stands for
   * @param {{act: (action: string) => void, name: (key: string) => void, wake: () => boolean}} wiring
   */
  constructor(map, { act, name, wake }) {
    this.map = map;
    this.act = act;
    this.name = name;
    this.wake = wake;
    this.same = { key: "", times: 0 };
    document.addEventListener("keydown", (event) => this.pressed(event), { capture: true });
    for (const name of ["keyup", "keypress"]) {
      document.addEventListener(name, (event) => event.preventDefault(), { capture: true });
    }
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    event.preventDefault();
    event.stopPropagation();
    if (event.ctrlKey || event.altKey || event.metaKey || this.wake()) return;
    const key = event.key === "Unidentified" ? event.code : event.key;
    if (document.querySelector("[data-names-keys]")) {
      if (!event.repeat) this.naming(key);
      return;
    }
    const action = this.action(event);
    if (action && (!event.repeat || AGAIN.has(action))) this.act(action);
    else if (!action && !event.repeat) this.act("none");
  }

  /** @param {KeyboardEvent} event */
  action(event) {
    if (event.key === "Tab") return event.shiftKey ? "up" : "down";
    return this.map[event.key.toLowerCase()] ?? this.map[event.code.toLowerCase()];
  }

  /**
   * On the screen that names keys, a key pressed three times on end leads away from it.
   * @param {string} key
   */
  naming(key) {
    this.same = { key, times: key === this.same.key ? this.same.times + 1 : 1 };
    if (this.same.times === LEAVE_AFTER) {
      this.same = { key: "", times: 0 };
      this.act("back");
    } else this.name(key);
  }
}
