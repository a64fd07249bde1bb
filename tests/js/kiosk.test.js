/* The kiosk's rules that need no screen: kana on the board, keys of a pad, when a visitor is asked and when a visit ends. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";

globalThis.HTMLElement = class extends EventTarget {};
globalThis.document = new EventTarget();
globalThis.document.querySelector = () => null;

const { Board } = await import("../../static/js/kiosk/board.js");
const { Idle } = await import("../../static/js/kiosk/idle.js");
const { Keys } = await import("../../static/js/kiosk/keys.js");

function board(kana) {
  const made = new Board();
  Object.assign(made, { dataset: { kana, results: "/kiosk/results?kana=" }, output: { dataset: {} }, kana });
  made.querySelector = () => null;
  made.sent = [];
  made.send = (name, detail) => made.sent.push([name, detail]);
  return made;
}

describe("the last kana is changed", () => {
  for (const steps of ["かがか", "はばぱは", "つっづつ", "うぅゔう", "ゃや", "んん", "ーー"]) {
    it(steps.split("").join(" → "), () => {
      const made = board(`あ${steps[0]}`);
      for (const next of steps.slice(1)) {
        made.press({ key: "change" });
        assert.equal(made.kana, `あ${next}`);
      }
    });
  }
});

describe("kana are put together", () => {
  it("up to twenty", () => {
    const made = board("あ".repeat(20));
    made.press({ kana: "い" });
    assert.equal(made.kana, "あ".repeat(20));
  });
  it("with a long vowel only behind something", () => {
    const made = board("");
    made.press({ key: "long" });
    made.press({ kana: "か" });
    made.press({ key: "long" });
    assert.equal(made.kana, "かー");
  });
  it("and looked for only if there are any", () => {
    const made = board("けん");
    made.press({ key: "search" });
    made.press({ key: "clear" });
    made.press({ key: "search" });
    assert.deepEqual(made.sent.map(([name]) => name), ["kiosk-go", "kiosk-tell", "kiosk-tell"]);
    assert.equal(made.sent[0][1], `/kiosk/results?kana=${encodeURIComponent("けん")}`);
  });
});

describe("a key of the pad", () => {
  const keys = (acted, wake = () => false) =>
    new Keys({ numpadadd: "louder", "4": "left" }, { act: (action) => acted.push(action), name: () => {}, wake });
  const pressed = (key, more = {}) => ({ key, code: "", preventDefault() {}, stopPropagation() {}, ...more });

  it("acts by its key or its place", () => {
    const acted = [];
    const pad = keys(acted);
    pad.pressed(pressed("4"));
    pad.pressed(pressed("+", { code: "NumpadAdd" }));
    pad.pressed(pressed("Tab", { shiftKey: true }));
    pad.pressed(pressed("q"));
    assert.deepEqual(acted, ["left", "louder", "up", "none"]);
  });
  it("that is held goes on only where that makes sense", () => {
    const acted = [];
    const pad = keys(acted);
    for (const key of ["4", "q"]) pad.pressed(pressed(key, { repeat: true }));
    pad.pressed(pressed("+", { code: "NumpadAdd", repeat: true }));
    assert.deepEqual(acted, ["louder"]);
  });
  it("does nothing but wake whom it asks, or with Ctrl", () => {
    const acted = [];
    keys(acted, () => true).pressed(pressed("4"));
    keys(acted).pressed(pressed("4", { ctrlKey: true }));
    assert.deepEqual(acted, []);
  });
});

describe("nobody there", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setInterval", "Date"] }));
  afterEach(() => mock.timers.reset());

  function watch(present = () => false) {
    const line = { dataset: { text: "{seconds}" }, textContent: "" };
    const seen = { told: [], ended: 0, line };
    const dialog = { open: false, showModal() { this.open = true; }, close() { this.open = false; }, querySelector: () => line };
    seen.idle = new Idle({ idle: 60, warning: 30, dialog, present, tell: (name) => seen.told.push(name), end: () => (seen.ended += 1) });
    return seen;
  }

  it("is asked after a minute, told what is left, and ended once", () => {
    const seen = watch();
    mock.timers.tick(59_000);
    assert.deepEqual(seen.told, []);
    mock.timers.tick(1000);
    assert.deepEqual(seen.told, ["idle"]);
    mock.timers.tick(10_000);
    assert.deepEqual(seen.told, ["idle", "idle-20"]);
    assert.equal(seen.line.textContent, "20");
    mock.timers.tick(60_000);
    assert.equal(seen.ended, 1);
  });
  it("is not asked while minutes are heard", () => {
    const seen = watch(() => true);
    mock.timers.tick(600_000);
    assert.deepEqual([seen.told, seen.ended], [[], 0]);
  });
  it("whoever answers begins anew", () => {
    const seen = watch();
    mock.timers.tick(60_000);
    assert.equal(seen.idle.touched(), true);
    assert.equal(seen.idle.touched(), false);
    mock.timers.tick(59_000);
    assert.deepEqual([seen.told, seen.ended], [["idle"], 0]);
  });
});
