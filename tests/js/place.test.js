/* Where the reader stopped, kept by a browser that may keep nothing, or something spoilt. */

import assert from "node:assert/strict";
import { beforeEach, it } from "node:test";
import { begun, Place } from "../../static/js/place.js";

let kept;

beforeEach(() => {
  kept = new Map();
  globalThis.localStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
  };
});

it("comes back as it was kept, for its minutes only", () => {
  new Place("/minutes/1").keep({ key: "t3", time: 12.5 }, 0);
  const { key, time } = new Place("/minutes/1").read();
  assert.deepEqual({ key, time }, { key: "t3", time: 12.5 });
  assert.equal(new Place("/minutes/2").read(), null);
});

it("is not given up for one before it until a minute was heard", () => {
  const place = new Place("/m");
  place.keep({ key: "t9", time: 5, from: 600 }, 0);
  place.keep({ key: "t1", time: 5, from: 10 }, 59);
  assert.equal(place.read().key, "t9");
  place.keep({ key: "t1", time: 5, from: 10 }, 60);
  assert.equal(place.read().key, "t1");
});

it("is forgotten", () => {
  const place = new Place("/m");
  place.keep({ key: "t1", time: 1 }, 0);
  place.forget();
  assert.equal(place.read(), null);
  assert.deepEqual(begun(), []);
});

for (const spoilt of ["", "{", "null", "[]", '{"key": 3, "time": 1}', '{"key": "t1"}', '{"key": "t1", "time": -1}']) {
  it(`is nothing where ${spoilt || "an empty text"} is kept`, () => {
    const place = new Place("/m");
    kept.set(place.name, spoilt);
    assert.equal(place.read(), null);
  });
}

it("is no trouble where a browser keeps nothing", () => {
  const refuse = () => {
    throw new Error("SecurityError");
  };
  globalThis.localStorage = { getItem: refuse, setItem: refuse, removeItem: refuse };
  const place = new Place("/m");
  place.keep({ key: "t1", time: 1 }, 0);
  place.forget();
  assert.equal(place.read(), null);
  assert.deepEqual(begun(), []);
});
