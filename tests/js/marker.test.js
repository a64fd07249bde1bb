/* Which sentence is heard at a time of the sound. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Marker } from "../../static/js/marker.js";

globalThis.document = new EventTarget();
globalThis.document.getElementById = () => null;
globalThis.document.querySelector = () => null;

const CUES = [
  { id: "t1-1", start: 0.4, end: 2 },
  { id: "t1-2", start: 2.3, end: 5.1 },
  { id: "t1-3", start: 5.1, end: 7 },
];

function marker(cues) {
  const audio = new EventTarget();
  audio.currentTime = 0;
  const made = new Marker(audio);
  made.enter(null, cues);
  return made;
}

describe("the cue at a time", () => {
  const heard = marker(CUES);
  for (const [time, index] of [[0, -1], [0.39, 0], [0.4, 0], [2.1, 0], [2.29, 1], [5.0, 1], [5.1, 2], [90, 2]]) {
    it(`${time} s: ${index}`, () => assert.equal(heard.at(time), index));
  }
  it("is none where nothing is known", () => assert.equal(marker([]).at(3), -1));
});
