// The set for transfer from a supervised source: which digits stand where, and what they are called.

import assert from "node:assert/strict";
import { test } from "node:test";
import { idxOf } from "../../../web/api/data/contents.js";
import { partsOf } from "../../../scripts/transfer-set.mjs";

/** @param {number[]} sizes @param {number[]} values */
const idx = (sizes, values) => idxOf(sizes, Uint8Array.from(values));

const images = idx([5, 1, 2], [10, 11, 20, 21, 30, 31, 40, 41, 50, 51]);
const labels = idx([5], [7, 0, 5, 4, 9]);

test("the source's digits come first, then the target's, both labelled from 0", () => {
  const made = partsOf(images, labels, ["source", "target"]);
  assert.deepEqual(made.sizes, [2, 3]);
  assert.deepEqual(made.images, idx([5, 1, 2], [20, 21, 40, 41, 10, 11, 30, 31, 50, 51]));
  assert.deepEqual(made.labels, idx([5], [0, 4, 2, 0, 4]));
});

test("a test set is of the target alone", () => {
  const made = partsOf(images, labels, ["target"]);
  assert.deepEqual(made.sizes, [3]);
  assert.deepEqual(made.images, idx([3, 1, 2], [10, 11, 30, 31, 50, 51]));
  assert.deepEqual(made.labels, idx([3], [2, 0, 4]));
});
