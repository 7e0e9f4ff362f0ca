import assert from "node:assert/strict";
import { test } from "node:test";
import { toward } from "../../../web/app/toward.js";
import { telling } from "../../../web/views/neighbours/telling.js";

// 0 in the middle, 1 to 4 to the right, to the left, above and below, 5 far to the right, 6 right and a little below.
const points = [0, 0, 10, 1, -10, 0, 1, -10, 0, 10, 30, 0, 12, 5];

test("arrow keys lead to the nearest point that lies rather that way", () => {
  assert.deepEqual(
    ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Enter"].map((key) => toward(points, 0, key)),
    [1, 2, 3, 4, -1],
  );
  assert.equal(toward(points, 1, "ArrowRight"), 5, "6 lies rather below");
  assert.equal(toward(points, 1, "ArrowDown"), 6);
  assert.equal(toward(points, 5, "ArrowRight"), -1, "the last one that way");
  assert.equal(toward(points, -1, "ArrowUp"), 1, "whoever comes begins in the middle");
});

test("neighbours begin with the image about which the spaces differ most", () => {
  const labels = Uint8Array.from([0, 0, 1, 1]);
  const points = new Float32Array(8);
  /** @param {number[]} rows */
  const placed = (rows) => ({
    points,
    near: { rows: Float32Array.from(rows), similarities: new Float32Array(), right: 0 },
  });
  const one = placed([1, 2, 0, 3, 3, 0, 2, 1]);
  const other = placed([1, 3, 0, 2, 0, 1, 2, 0]);
  assert.equal(telling([one, other], labels), 2);
});
