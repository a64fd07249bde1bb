/* What scripts share: parts that a page has to have, texts with places in them, what a device keeps. */

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";

const kept = new Map();
globalThis.localStorage = {
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => kept.set(name, value),
};

const { filled, part, parts } = await import("../../static/js/parts.js");
const { bookmarks, dropBookmark, keepBookmark } = await import("../../static/js/seldom/bookmarks.js");
const { larger } = await import("../../static/js/kiosk/larger.js");

describe("a part of a page", () => {
  const page = { querySelector: (selector) => (selector === "h1" ? { title: true } : null), querySelectorAll: () => ["a", "b"] };

  it("is found, or named where it is missing", () => {
    assert.deepEqual(part(page, "h1"), { title: true });
    assert.throws(() => part(page, ".gone"), /no \.gone/);
    assert.deepEqual(parts(page, "p"), ["a", "b"]);
  });
});

describe("a text with places", () => {
  it("takes every value, at each of its places, and keeps what has none", () => {
    assert.equal(filled("{a}、{b}、{a}。{c}", { a: "一", b: "$&" }), "一、$&、一。{c}");
    assert.equal(filled("", { a: "一" }), "");
  });
});

describe("bookmarks", () => {
  const mark = (url, words = "") => ({ url, meeting: "会議", name: "議長", words });
  beforeEach(() => kept.clear());

  it("stand with the newest first, each place once, with its last word", () => {
    for (const [url, words] of [["/minutes/1#t1", "一"], ["/minutes/1#t2", "二"], ["/minutes/1#t1", " 三 "]]) keepBookmark(mark(url, words));
    assert.deepEqual(bookmarks().map((one) => [one.url, one.words]), [["/minutes/1#t1", "三"], ["/minutes/1#t2", "二"]]);
    dropBookmark(mark("/minutes/1#t1"));
    assert.deepEqual(bookmarks().map((one) => one.url), ["/minutes/1#t2"]);
  });
  it("are a hundred at most, with sixty characters of one's own", () => {
    for (let number = 0; number < 101; number += 1) keepBookmark(mark(`/minutes/1#t${number}`, "字".repeat(61)));
    assert.equal(bookmarks().length, 100);
    assert.equal(bookmarks()[0].url, "/minutes/1#t100");
    assert.equal(bookmarks()[0].words.length, 60);
  });
  it("leave out what makes no sense, and lead nowhere else", () => {
    kept.set("reader.bookmarks", JSON.stringify([null, {}, mark("https://elsewhere.example/"), mark("/minutes/1"), { ...mark("/minutes/2"), words: 3 }]));
    assert.deepEqual(bookmarks().map((one) => one.url), ["/minutes/1"]);
    for (const broken of ["{", "3", "null", '"words"']) {
      kept.set("reader.bookmarks", broken);
      assert.deepEqual(bookmarks(), []);
    }
  });
  it("tell where a browser keeps nothing", () => {
    const { setItem } = globalThis.localStorage;
    globalThis.localStorage.setItem = () => {
      throw new Error("full");
    };
    assert.equal(keepBookmark(mark("/minutes/1")), false);
    globalThis.localStorage.setItem = setItem;
    assert.equal(keepBookmark(mark("/minutes/1")), true);
  });
});

describe("letters that fill a screen of the kiosk", () => {
  it("are larger than the visitor's own, the largest first", () => {
    assert.deepEqual(larger(48, 64), [64, 60, 56, 52]);
    assert.deepEqual(larger(64, 64), []);
  });
});
