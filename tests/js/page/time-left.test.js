import assert from "node:assert/strict";
import { test } from "node:test";
import { createTimeLeft } from "../../../web/app/time-left.js";

/**
 * What is foretold in the course of a run, ten times a second.
 * @param {(seconds: number) => number} speed  share of the run per second
 */
function course(speed) {
  const timer = createTimeLeft();
  const seen = [];
  for (let seconds = 0, fraction = 0; fraction < 1; seconds += 0.1, fraction += 0.1 * speed(seconds)) {
    seen.push({ seconds, left: timer.at({ seconds, fraction }) });
  }
  const whole = seen.at(-1)?.seconds ?? 0;
  return seen.map(({ seconds, left }) => ({ seconds, left, truth: whole - seconds }));
}

test("after one second the time left is right within a fifth, however slow the start", () => {
  for (const { seconds, left, truth } of course((at) => (at < 0.4 ? 0.005 : 0.02))) {
    if (seconds > 1)
      assert.ok(left !== null && Math.abs(left - truth) < 0.2 * truth + 1, `${seconds} s: ${left}, ${truth}`);
  }
});

test("it does not jump when a fit is over earlier than was to be expected", () => {
  let before = null;
  for (const { seconds, left } of course((at) => (Math.abs(at - 20) < 0.05 ? 1.5 : 0.015))) {
    if (before !== null && left !== null && seconds > 5)
      assert.ok(Math.abs(left - before) < 0.03 * (seconds + left), `${seconds} s: from ${before} to ${left}`);
    before = left;
  }
});

test("nothing is foretold before anything is known, and a new run begins anew", () => {
  const timer = createTimeLeft();
  assert.equal(timer.at({ seconds: 0.1, fraction: 0.01 }), null);
  timer.at({ seconds: 10, fraction: 0.5 });
  timer.restart();
  assert.equal(timer.at({ seconds: 0.1, fraction: 0.01 }), null);
});
