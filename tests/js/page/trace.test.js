import assert from "node:assert/strict";
import { test } from "node:test";
import { extend, meansSince } from "../../../web/app/trace.js";

/** @param {number} epoch @param {number} step @param {number} loss */
const at = (epoch, step, loss) =>
  /** @type {import("../../../web/api/protocol.js").Progress} */ (
    /** @type {unknown} */ ({ fit: "pretext", activity: "train", epoch, step, steps: 10, loss, accuracy: 0 })
  );

test("running means become those of the steps between, and begin anew with each epoch", () => {
  const told = [at(0, 1, 8), at(0, 2, 7), at(0, 4, 5), at(0, 4, 5), at(1, 2, 1)];
  const points = told.map((now, i) => meansSince(told[i - 1] ?? null, now));
  assert.deepEqual(
    points.map((point) => point && [point.at, point.loss]),
    [[0.5, 8], [1.5, 6], [3, 3], null, [11, 1]],
  );
});

test("a trace has an end, and keeps its newest point", () => {
  /** @type {number[]} */
  let trace = [];
  for (let i = 0; i < 2000; ++i) trace = extend(trace, i);
  assert.ok(trace.length <= 400 && trace.at(-1) === 1999 && trace[0] === 0);
  assert.ok(trace.every((value, i) => i === 0 || value > trace[i - 1]));
});
