/* Which way a stroke of the finger leads. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";

const { direction } = await import("../../static/js/kiosk/strokes.js");

describe("a stroke leads", () => {
  for (const [across, down, by] of [
    [-120, 10, 1], [10, -120, 1], [120, -10, -1], [-10, 120, -1], [-60, 0, 0], [100, 100, 0], [-90, -70, 0],
  ]) {
    it(`${across}, ${down} → ${by}`, () => assert.equal(direction(across, down), by));
  }
});
