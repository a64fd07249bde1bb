/* Which word of a sentence is heard at a time of it. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { wordAt } from "../../static/js/spoken-word.js";

const CUE = { words: [0, 2, 46, 2, 5, 380, 6, 11, 900] };

describe("the word at a time", () => {
  for (const [time, word] of [[0, null], [46, [0, 2]], [379, [0, 2]], [380, [2, 5]], [899, [2, 5]], [5000, [6, 11]]]) {
    it(`${time} ms: ${word}`, () => assert.deepEqual(wordAt(CUE, time), word));
  }
  it("is none where the voice does not tell", () => {
    assert.equal(wordAt({ words: [] }, 900), null);
    assert.equal(wordAt({}, 900), null);
  });
});
