/* What a phone keeps of a session: all that its list names and nothing else, never half of it for the whole. */

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";

const held = new Map(); // caches by name, each what lies under an address
let served = new Map(); // what the server answers
let fetched = [];

const whole = (address) => new URL(address.url ?? address, "https://reader.example").href;
const cacheOf = (name) => {
  if (!held.has(name)) held.set(name, new Map());
  const kept = held.get(name);
  return {
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    match: async (address) => kept.get(whole(address))?.clone(),
    put: async (address, response) => kept.set(whole(address), response),
    delete: async (address) => kept.delete(whole(address)),
  };
};
globalThis.location = new URL("https://reader.example/minutes/20211028-1");
globalThis.caches = {
  keys: async () => [...held.keys()],
  has: async (name) => held.has(name),
  open: async (name) => cacheOf(name),
  delete: async (name) => held.delete(name),
};
globalThis.fetch = async (address) => {
  fetched.push(whole(address));
  const body = served.get(whole(address));
  return new Response(body ?? "", { status: body === undefined ? 404 : 200 });
};

const { heldAnywhere, heldList, keep, keptSessions, letGo, renew, sessionOf } = await import("../../static/js/offline/store.js");

const LIST = "https://reader.example/minutes/20211028-1/offline.json";
const listed = (state, ...addresses) => ({ state, meeting: "会議", bytes: 3, ready: true, addresses });
const serve = (list, more = {}) => {
  served = new Map([[LIST, JSON.stringify(list)], ...list.addresses.map((address) => [whole(address), address])]);
  for (const [address, body] of Object.entries(more)) served.set(whole(address), body);
};

describe("a session on a phone", () => {
  beforeEach(() => {
    held.clear();
    fetched = [];
  });

  it("is told by its path", () => {
    for (const path of ["/minutes/20211028-1", "/minutes/20211028-1/turns/3", "/minutes/20211028-1.json"]) assert.equal(sessionOf(path), "20211028-1");
    for (const path of ["/", "/search", "/minutes/", "/x/minutes/20211028-1"]) assert.equal(sessionOf(path), "");
  });
  it("is kept whole, and told part by part", async () => {
    const list = listed("a", "/minutes/20211028-1", "/clips/1.mp3?v=1");
    serve(list);
    const told = [];
    await keep("20211028-1", list, (part) => told.push(part));
    assert.deepEqual(told, [0.5, 1]);
    assert.deepEqual(await keptSessions(), ["20211028-1"]);
    assert.equal((await heldList("20211028-1")).state, "a");
    assert.equal(await (await heldAnywhere("https://reader.example/clips/1.mp3?v=1")).text(), "/clips/1.mp3?v=1");
    assert.equal(await heldAnywhere("https://reader.example/clips/2.mp3"), null);
  });
  it("is not held while a part of it is missing", async () => {
    const list = listed("a", "/minutes/20211028-1", "/clips/1.mp3?v=1");
    serve(list);
    served.delete(whole("/clips/1.mp3?v=1"));
    await assert.rejects(keep("20211028-1", list), /clips\/1\.mp3\?v=1: 404/);
    assert.equal(await heldList("20211028-1"), null);
  });
  it("takes what has changed, keeps what lasts, and drops what the list no longer names", async () => {
    const before = listed("a", "/minutes/20211028-1", "/clips/1.mp3?v=1", "/clips/2.mp3?v=1");
    serve(before);
    await keep("20211028-1", before);
    const after = listed("b", "/minutes/20211028-1", "/clips/1.mp3?v=1", "/clips/3.mp3?v=1");
    serve(after);
    fetched = [];
    assert.equal(await renew("20211028-1"), true);
    assert.deepEqual(fetched.map((address) => address.replace("https://reader.example", "")), [
      "/minutes/20211028-1/offline.json",
      "/minutes/20211028-1",
      "/clips/3.mp3?v=1",
    ]);
    assert.equal(await heldAnywhere("https://reader.example/clips/2.mp3?v=1"), null);
    assert.equal((await heldList("20211028-1")).state, "b");
  });
  it("has no old words while the sound of new ones is still to be made, and takes that later", async () => {
    const before = listed("a", "/minutes/20211028-1", "/clips/1.mp3?v=1", "/clips/2.mp3?v=1");
    serve(before);
    await keep("20211028-1", before);
    const after = { ...listed("b", "/minutes/20211028-1", "/clips/1.mp3?v=1", "/clips/2.mp3?v=2"), ready: false };
    serve(after, { "/minutes/20211028-1": "put right" });
    fetched = [];
    assert.equal(await renew("20211028-1"), true);
    assert.deepEqual(fetched, [LIST, whole("/minutes/20211028-1")]);
    assert.equal(await (await heldAnywhere(whole("/minutes/20211028-1"))).text(), "put right");
    assert.equal(await heldAnywhere(whole("/clips/2.mp3?v=1")), null);
    assert.equal(await (await heldAnywhere(whole("/clips/1.mp3?v=1"))).text(), "/clips/1.mp3?v=1");
    fetched = [];
    await renew("20211028-1");
    assert.deepEqual(fetched, [LIST]);
    serve({ ...after, ready: true });
    await renew("20211028-1");
    assert.equal(await (await heldAnywhere(whole("/clips/2.mp3?v=2"))).text(), "/clips/2.mp3?v=2");
  });
  it("is asked for once more and not fetched where nothing changed", async () => {
    const list = listed("a", "/minutes/20211028-1");
    serve(list);
    await keep("20211028-1", list);
    fetched = [];
    assert.equal(await renew("20211028-1"), true);
    assert.deepEqual(fetched, [LIST]);
  });
  it("goes when the library has it no more", async () => {
    const list = listed("a", "/minutes/20211028-1");
    serve(list);
    await keep("20211028-1", list);
    served.clear();
    assert.equal(await renew("20211028-1"), false);
    assert.deepEqual(await keptSessions(), []);
    await letGo("20211028-1");
  });
});
