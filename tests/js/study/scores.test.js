import assert from "node:assert/strict";
import { test } from "node:test";
import { balancedAccuracy, scoresOf } from "../../../web/api/study/scores.js";

const labels = Uint8Array.of(0, 0, 0, 0, 2, 2, 0, 2);
const predictions = Uint8Array.of(0, 0, 0, 1, 2, 0, 1, 2);

test("each class that there is counts the same", () => {
  assert.equal(balancedAccuracy(labels, labels, 3), 1);
  // Of class 0 three of five are right, of class 2 two of three, and there is no class 1.
  assert.ok(Math.abs(balancedAccuracy(predictions, labels, 3) - (3 / 5 + 2 / 3) / 2) < 1e-12);
});

test("domains have scores of their own, and sets of equal classes none", () => {
  const rows = (/** @type {number} */ from, /** @type {number} */ count) => ({ from, count });
  const about = {
    set: "drawn",
    classes: 3,
    balanced: true,
    domains: [
      { name: "a", train: rows(0, 1), test: rows(0, 6) },
      { name: "b", train: rows(1, 1), test: rows(6, 2) },
    ],
  };
  const data = /** @type {any} */ ({ about, test: { labels } });
  const { balanced, domains } = /** @type {any} */ (scoresOf(predictions, data));
  assert.ok(Math.abs(balanced - (3 / 5 + 2 / 3) / 2) < 1e-12);
  assert.ok(Math.abs(domains.a - (3 / 4 + 1 / 2) / 2) < 1e-12);
  assert.equal(domains.b, 0.5);
  assert.deepEqual(scoresOf(new Uint8Array(), data), {});
  assert.deepEqual(scoresOf(predictions, { ...data, about: { set: "even", classes: 3 } }), {});
});
