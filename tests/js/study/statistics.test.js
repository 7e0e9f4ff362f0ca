import assert from "node:assert/strict";
import { test } from "node:test";
import {
  discordant,
  estimate,
  mcNemar,
  pairedDifference,
  tQuantile,
  wilson,
} from "../../../web/api/study/statistics.js";
import { verdict } from "../../../web/api/study/verdict.js";
import { assertClose, isClose } from "../support/close.js";

// The expected values are R's (4.2.2), with the command that gives them beside each.

test("nothing that is not finite is close to anything", () => {
  assert.ok(isClose(1, 1 + 1e-9) && !isClose(1, 1.1));
  for (const bad of [NaN, Infinity, -Infinity]) {
    assert.ok(!isClose(bad, 1) && !isClose(1, bad) && !isClose(bad, bad), String(bad));
  }
  assert.ok(!isClose(null, 0));
});

test("what is not finite has no mean and no verdict", () => {
  for (const bad of [NaN, Infinity]) {
    for (const values of [[bad], [bad, 0.5], [0.5, 0.6, bad]]) {
      assert.throws(() => estimate(values), /expected finite numbers/);
      assert.throws(() => verdict({ accuracies: values }, { accuracies: values.map(() => 0.5) }), /finite/);
    }
  }
});

const x = [0.918, 0.921, 0.915, 0.924, 0.919];
const y = [0.917, 0.911, 0.918, 0.913, 0.916];

test("quantiles of Student's t distribution", () => {
  // qt(0.975, df)
  assertClose(tQuantile(1), 12.706204736174694);
  assertClose(tQuantile(2), 4.3026527297494619);
  assertClose(tQuantile(4), 2.7764451051977934);
  assertClose(tQuantile(9), 2.2621571627982049);
  assertClose(tQuantile(19), 2.0930240544083092);
});

test("a mean over seeds has the 95% t interval", () => {
  // t.test(x)$estimate, t.test(x)$conf.int, sd(x)
  const { n, mean, low, high, half, deviation } = estimate(x);
  assert.equal(n, 5);
  assertClose(mean, 0.9194);
  assertClose(low, 0.91522608778552783);
  assertClose(high, 0.92357391221447205);
  assertClose(half, 0.92357391221447205 - 0.9194);
  assertClose(deviation, 0.0033615472627943252);
});

test("a single seed has no interval", () => {
  assert.deepEqual(estimate([0.9]), { n: 1, mean: 0.9, deviation: null, half: null, low: null, high: null });
});

test("equal values have an interval without width", () => {
  const { mean, deviation, low, high } = estimate([0.1, 0.1, 0.1]);
  assert.deepEqual([mean, deviation, low, high], [0.1, 0, 0.1, 0.1]);
});

test("paired differences are judged pair by pair", () => {
  // t.test(x, y, paired = TRUE)
  const { mean, low, high } = pairedDifference(x, y);
  assertClose(mean, 0.0044);
  assertClose(low, -0.0030292607669125358);
  assertClose(high, 0.011829260766912542);
  assert.throws(() => pairedDifference([1], [1, 2]), RangeError);
});

test("the exact McNemar test", () => {
  // binom.test(a, a + b)$p.value
  assertClose(mcNemar(12, 5), 0.14346313476562506);
  assertClose(mcNemar(5, 12), 0.14346313476562506);
  assertClose(mcNemar(0, 7), 0.015625);
  assertClose(mcNemar(350, 280), 0.0059337476911300877);
  assertClose(mcNemar(1200, 900), 6.3372773157754782e-11);
  assertClose(mcNemar(100, 300), 2.5918869069720227e-24);
  assert.equal(mcNemar(3, 3), 1);
  assert.equal(mcNemar(0, 0), 1); // identical models
  assert.equal(mcNemar(0, 1), 1);
});

test("discordant images are those that only one model gets right", () => {
  assert.deepEqual(discordant([1, 1, 0, 0, 1], [1, 0, 1, 0, 0]), { onlyA: 2, onlyB: 1 });
  assert.deepEqual(discordant([true, false], [true, false]), { onlyA: 0, onlyB: 0 });
  assert.throws(() => discordant([1], []), RangeError);
});

test("Wilson's interval for a single accuracy", () => {
  // prop.test(correct, n, correct = FALSE)$conf.int
  const expected = [
    [0, 300, 0, 0.012642971224546029],
    [300, 300, 0.98735702877545373, 1],
    [243, 300, 0.76179620817518823, 0.85036514966559329],
    [9180, 10000, 0.91246067605794423, 0.92321830130417015],
    [1, 1, 0.2065493143772375, 1],
    [0, 1, 0, 0.79345068562276255],
  ];
  for (const [correct, n, low, high] of expected) {
    const interval = wilson(correct, n);
    assertClose(interval.low, low);
    assertClose(interval.high, high);
  }
  assert.equal(wilson(0, 300).low, 0);
  assert.equal(wilson(300, 300).high, 1);
});
