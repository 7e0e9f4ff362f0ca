import assert from "node:assert/strict";
import { test } from "node:test";
import { points, probability, stopsPaying, verdict } from "../../../web/api/study/verdict.js";
import { sentence } from "../../../scripts/sentence.mjs";

/**
 * @param {number[]} a
 * @param {number[]} b
 */
const say = (a, b) => sentence(verdict({ accuracies: a }, { accuracies: b }));

const b = [0.9, 0.9, 0.9, 0.9, 0.9];

test("ahead, but not more than noise", () => {
  // t.test(c(.05,-.02,.03,.01,.02)): mean 0.018, -0.01412 to 0.05012
  assert.equal(
    say([0.95, 0.88, 0.93, 0.91, 0.92], b),
    "ahead by 1.8 points, 95% interval -1.4 to 5.0: not more than noise with 5 seeds",
  );
});

test("behind, but not more than noise", () => {
  assert.equal(
    say(b, [0.95, 0.88, 0.93, 0.91, 0.92]),
    "behind by 1.8 points, 95% interval -5.0 to 1.4: not more than noise with 5 seeds",
  );
});

test("ahead and behind by more than noise", () => {
  const a = [0.91, 0.92, 0.915, 0.912, 0.918];
  // t.test(c(.01,.02,.015,.012,.018)): mean 0.015, 0.00988 to 0.02012
  assert.equal(say(a, b), "ahead by 1.5 points, 95% interval 1.0 to 2.0: more than noise with 5 seeds");
  assert.equal(say(b, a), "behind by 1.5 points, 95% interval -2.0 to -1.0: more than noise with 5 seeds");
});

test("an interval never seems to reach 0 when it does not", () => {
  // t.test(c(.0003,.0001,.0002,.0004,.0001)): mean 0.00022, 0.0000581 to 0.0003819
  const text = say([0.9003, 0.9001, 0.9002, 0.9004, 0.9001], b);
  assert.match(text, /^ahead by 0\.02 points, 95% interval 0\.01 to 0\.04: more than noise/);
});

test("exactly level on average, with a spread", () => {
  assert.equal(
    say([0.91, 0.89, 0.9], [0.9, 0.9, 0.9]),
    "level on average, 95% interval of the difference -2.5 to 2.5: no difference to be seen with 3 seeds",
  );
});

test("no spread, so that there is nothing to judge a difference by", () => {
  assert.equal(say([0.5, 0.25, 0.75], [0.25, 0, 0.5]), "ahead by exactly 25.0 points with each of 3 seeds");
  assert.equal(say([0.25, 0, 0.5], [0.5, 0.25, 0.75]), "behind by exactly 25.0 points with each of 3 seeds");
  assert.equal(say(b, b), "exactly level with each of 5 seeds");
});

test("one seed says nothing about other seeds", () => {
  const a = { accuracies: [0.75], hits: [[1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]] };
  const c = { accuracies: [0.25], hits: [[1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]] };
  assert.equal(
    sentence(verdict(a, c)),
    "ahead by 50.0 points on these 14 images (exact McNemar test, p = 0.016), but with one seed nobody knows how much is luck",
  );
  assert.match(sentence(verdict(c, a)), /^behind by 50\.0 points on these 14 images/);
  assert.equal(sentence(verdict(a, a)), "no difference: with this one seed both are right on the very same images");
  const d = { accuracies: [0.5], hits: [[1, 0]] };
  const e = { accuracies: [0.5], hits: [[0, 1]] };
  assert.equal(
    sentence(verdict(d, e)),
    "level on these 2 images (exact McNemar test, p = 1.00), but with one seed nobody knows how much is luck",
  );
  assert.equal(say([0.9], [0.8]), "ahead by 10.0 points, but with one seed nobody knows how much is luck");
  assert.equal(say([0.8], [0.8]), "level, but with one seed nobody knows how much is luck");
});

test("all or nothing right", () => {
  assert.equal(say([1, 1, 1], [0, 0, 0]), "ahead by exactly 100.0 points with each of 3 seeds");
  assert.equal(say([1, 1], [0, 0]), "two seeds are too few to judge by; add a third");
  assert.equal(say([], []), "nothing to compare yet");
});

test("numbers as they are written", () => {
  assert.equal(points(-0.0001), "0.0");
  assert.equal(points(0.018), "1.8");
  assert.equal(probability(0.0004), "< 0.001");
  assert.equal(probability(0.049), "= 0.049");
  assert.equal(probability(0.4712), "= 0.47");
});

test("where pretraining stops paying", () => {
  const ahead = { a: [0.92, 0.921, 0.922], b: [0.9, 0.9, 0.9] };
  const noise = { a: [0.95, 0.88, 0.91], b: [0.9, 0.9, 0.9] };
  const pays = (/** @type {{a: number[], b: number[]}[]} */ ...budgets) =>
    sentence(stopsPaying(budgets.map((budget, i) => ({ labels: 10 ** (i + 1), ...budget }))));
  assert.equal(pays(noise, ahead, noise), "pretraining pays up to 100 labels");
  assert.equal(pays(noise, ahead), "pretraining still pays at 100 labels, the most that were tried");
  assert.equal(pays(noise, noise), "pretraining is not convincingly ahead with any number of labels");
  assert.equal(pays({ a: [0.9], b: [0.8] }), "with one seed nobody knows whether pretraining pays");
});
