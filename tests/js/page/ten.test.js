import assert from "node:assert/strict";
import { test } from "node:test";
import { farthest } from "../../../web/app/ten/farthest.js";
import { countsOf, labelOf, noLabels, sayingOf, undone, withLabel } from "../../../web/app/ten/labels.js";

const list = (/** @type {number[]} */ digits) => digits.join(" and ");
const each = (/** @type {number[]} */ labels) => labels.map((label, row) => ({ row, label }));

test("a row has one label, the last one, and each change can be undone", () => {
  const first = withLabel(noLabels, 7, 3);
  const second = withLabel(first, 7, 5);
  const third = withLabel(withLabel(second, 9, 0), 7, null);
  assert.deepEqual(second.given, [{ row: 7, label: 5 }]);
  assert.deepEqual(third.given, [{ row: 9, label: 0 }]);
  assert.equal(labelOf(third, 7), null);
  assert.equal(labelOf(undone(third), 7), 5);
  assert.deepEqual(undone(undone(undone(undone(third)))), noLabels);
  assert.deepEqual(undone(noLabels), noLabels, "there is nothing before the first one");
});

test("what changes nothing is no change to undo", () => {
  const one = withLabel(noLabels, 7, 3);
  assert.equal(withLabel(one, 7, 3), one);
  assert.equal(withLabel(one, 8, null), one);
});

test("what the labels lead to is one sentence", () => {
  const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  assert.deepEqual(sayingOf([], list), { key: "ten.says.none", values: {} });
  assert.deepEqual(sayingOf(each([4, 4]), list), { key: "ten.says.one", values: { digit: "4" } });
  assert.deepEqual(sayingOf(each([0, 1, 2, 3, 5, 6, 7, 8, 8]), list), {
    key: "ten.says.missing",
    values: { list: "4 and 9" },
  });
  assert.deepEqual(sayingOf(each([...all, 2]), list), { key: "ten.says.twice", values: { list: "2" } });
  assert.deepEqual(sayingOf(each(all), list), { key: "ten.says.all", values: {} });
});

test("images are counted by what they are called, and what of that is right", () => {
  const counts = countsOf(each([1, 1]), Uint8Array.of(1, 1, 255, 3), Uint8Array.of(1, 2, 1, 3));
  assert.deepEqual(counts[1], { labelled: 2, called: 2, right: 1 });
  assert.deepEqual(counts[3], { labelled: 0, called: 1, right: 1 });
  assert.deepEqual(counts[0], { labelled: 0, called: 0, right: 0 });
  assert.equal(countsOf([], null, new Uint8Array())[9]?.called, 0);
});

test("the next image is the one farthest along the graph from those that are shown", () => {
  // A chain 0 - 1 - 2 - 3 - 4, with one neighbour each, and 5 on its own.
  const located = {
    map: new Float32Array(12),
    rows: Float32Array.of(1, 2, 3, 4, 3, 5),
    similarities: new Float32Array(6).fill(0.5),
  };
  assert.equal(farthest(located, [0], [1, 3, 2]), 3);
  assert.equal(farthest(located, [0, 4], [1, 2, 3]), 2);
  assert.equal(farthest(located, [0], [1, 5]), 5, "what cannot be reached is farthest");
  assert.equal(farthest(located, [0, 1], [0, 1]), undefined);
});
