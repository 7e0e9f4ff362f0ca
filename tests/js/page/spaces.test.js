import assert from "node:assert/strict";
import { test } from "node:test";
import { rightInPlane } from "../../../web/app/spaces.js";

/** So many points around a place. @param {number} n @param {number} x */
const around = (n, x) => Array.from({ length: n }, (_, i) => [x + Math.cos(i), Math.sin(i)]).flat();

test("points are told by the ten nearest to them in the plane", () => {
  // Two heaps of twelve; one point of each is called what the other heap is.
  const points = Float32Array.from([...around(12, 0), ...around(12, 50)]);
  const labels = Uint8Array.from({ length: 24 }, (_, i) => (i < 12 ? 3 : 7));
  assert.equal(rightInPlane(points, labels), 24);
  labels[0] = 7;
  labels[23] = 3;
  assert.equal(rightInPlane(points, labels), 22);
});

test("the nearest are those nearest, not the first", () => {
  // A line: of one class but for two in the middle, which see more of the first than of their own.
  const points = Float32Array.from(Array.from({ length: 30 }, (_, i) => [i, 0]).flat());
  const labels = Uint8Array.from({ length: 30 }, (_, i) => (i >= 14 && i < 16 ? 1 : 0));
  assert.equal(rightInPlane(points, labels), 28);
});

test("fewer points than have a vote are told by all others", () => {
  assert.equal(rightInPlane(Float32Array.from([0, 0, 1, 0, 2, 0]), Uint8Array.from([5, 5, 5])), 3);
  assert.equal(rightInPlane(Float32Array.from([0, 0]), Uint8Array.from([0])), 0, "nobody tells a single one");
});
