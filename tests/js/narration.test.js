/* What is known of a passage's sound, asked for again until it is made. */

import assert from "node:assert/strict";
import { afterEach, describe, it, mock } from "node:test";
import { Narration } from "../../static/js/narration.js";

const READY = { ready: true, url: "/clips/a.mp3", duration: 4, cues: [] };
const answer = (timing) => ({ ok: true, json: async () => timing, arrayBuffer: async () => new ArrayBuffer(1) });
const settled = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => mock.reset());

describe("addresses", () => {
  it("are plain until the lasting one is known", async () => {
    const narration = new Narration("/minutes/1");
    assert.equal(narration.url("t1"), "/minutes/1/passages/t1.mp3");
    mock.method(globalThis, "fetch", async () => answer(READY));
    await narration.timing("t1");
    assert.equal(narration.url("t1"), "/clips/a.mp3");
  });
  it("say that pauses are long", () => {
    assert.equal(new Narration("/m", () => true).address("t2", "json"), "/m/passages/t2.json?pauses=long");
  });
});

describe("timing", () => {
  it("is asked for once if it is final, again if it is not", async () => {
    const narration = new Narration("/m");
    const asked = mock.method(globalThis, "fetch", async () => answer({ ...READY, ready: asked.mock.callCount() > 0 }));
    await narration.timing("t1");
    await narration.timing("t1");
    await narration.timing("t1");
    assert.equal(asked.mock.callCount(), 2);
  });
  it("fails where the server does", async () => {
    mock.method(globalThis, "fetch", async () => ({ ok: false, status: 503 }));
    await assert.rejects(new Narration("/m").timing("t1"), /503/);
  });
});

describe("watching", () => {
  it("asks every second until the sound is made, and then no more", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const told = [];
    const asked = mock.method(globalThis, "fetch", async () => answer({ ...READY, ready: asked.mock.callCount() >= 2 }));
    new Narration("/m").watch("t1", (timing) => told.push(timing.ready));
    for (let second = 0; second < 5; second += 1) {
      await settled();
      mock.timers.tick(1000);
    }
    assert.deepEqual(told, [false, false, true]);
    assert.equal(asked.mock.callCount(), 3);
  });
  it("tells nothing of a passage that is watched no more", async () => {
    const told = [];
    mock.method(globalThis, "fetch", async () => answer(READY));
    const narration = new Narration("/m");
    narration.watch("t1", () => told.push("t1"));
    await narration.watch("t2", () => told.push("t2"));
    await settled();
    assert.deepEqual(told, ["t2"]);
  });
});
