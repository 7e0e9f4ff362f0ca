// The verdict: what a comparison of two models amounts to, as a message to be said in any language. Nothing here draws or
// speaks; web/messages/ has the sentences.

import { discordant, mcNemar, pairedDifference } from "./statistics.js";

/**
 * @typedef {"level" | "ahead" | "behind"} Standing
 * @typedef {object} Message
 * @property {string} key  of web/messages/
 * @property {Record<string, string | number>} values
 * @property {Standing} standing
 * @property {boolean} clear  whether the difference is more than noise
 *
 * @typedef {object} Sample  one model over seeds
 * @property {number[]} accuracies  0 to 1, one for each seed
 * @property {ArrayLike<boolean | number>[]} [hits]  for each seed and image whether it was right
 */

/** Values of t intervals are compared after rounding away what floating point adds. */
const TINY = 1e-12;

/**
 * How the first model stands against the second, over the same seeds in the same order. Keys:
 * - verdict.none: nothing to compare yet
 * - verdict.same: a single seed, and both models are right on the very same images
 * - verdict.one: a single seed; `p` of McNemar's test says whether these two runs differ, not whether two trainings would
 * - verdict.one.blind: a single seed, and nothing is known of single images
 * - verdict.two: two seeds are too few to judge by
 * - verdict.exact: every seed gives the same difference, so that there is no spread to judge it by; verdict.exact.level: none
 * - verdict.clear: the paired 95% interval leaves out 0;  verdict.noise: it does not
 * Each but none, same and two goes on with ".ahead", ".behind" or ".level".
 * @param {Sample} a
 * @param {Sample} b
 * @returns {Message}
 */
export function verdict(a, b) {
  const seeds = a.accuracies.length;
  if (seeds === 0) return { key: "verdict.none", values: {}, standing: "level", clear: false };
  const { mean, deviation, low, high } = pairedDifference(a.accuracies, b.accuracies);
  const standing = standingOf(mean);
  if (seeds === 1) return singleSeed(a, b, mean, standing);
  // The interval of two seeds is as wide as the axis, and says nothing.
  if (seeds === 2) return { key: "verdict.two", values: {}, standing, clear: false };
  if (deviation === null || low === null || high === null || deviation < TINY) {
    const values = { points: points(Math.abs(mean)), seeds };
    return { key: `verdict.exact.${standing}`, values, standing, clear: false };
  }
  const clear = low > 0 || high < 0;
  const digits = digitsFor([mean, low, high]);
  const values = {
    points: points(Math.abs(mean), digits),
    low: points(low, digits),
    high: points(high, digits),
    seeds,
  };
  return { key: `verdict.${clear ? "clear" : "noise"}.${standing}`, values, standing, clear };
}

/**
 * @param {Sample} a
 * @param {Sample} b
 * @param {number} mean
 * @param {Standing} standing
 * @returns {Message}
 */
function singleSeed(a, b, mean, standing) {
  const hits = a.hits?.[0];
  const others = b.hits?.[0];
  const values = { points: points(Math.abs(mean), digitsFor([mean])) };
  if (!hits || !others) return { key: `verdict.one.blind.${standing}`, values, standing, clear: false };
  const { onlyA, onlyB } = discordant(hits, others);
  if (onlyA + onlyB === 0) return { key: "verdict.same", values: {}, standing: "level", clear: false };
  const p = mcNemar(onlyA, onlyB);
  return {
    key: `verdict.one.${standing}`,
    values: { ...values, images: hits.length, p: probability(p) },
    standing,
    clear: false, // one training more could turn it round
  };
}

/** @param {number} difference @returns {Standing} */
function standingOf(difference) {
  if (Math.abs(difference) < TINY) return "level";
  return difference > 0 ? "ahead" : "behind";
}

/**
 * A difference of accuracies in points of a percent.
 * @param {number} difference
 * @param {number} [digits]
 */
export function points(difference, digits = 1) {
  const text = (100 * difference).toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text; // never "-0.0"
}

/**
 * One digit, or as many as it takes to show on which side of 0 each number lies.
 * @param {number[]} differences
 */
function digitsFor(differences) {
  for (let digits = 1; digits < 4; digits += 1) {
    if (differences.every((value) => Math.abs(value) < TINY || Number(points(value, digits)) !== 0)) return digits;
  }
  return 4;
}

/** @param {number} p */
export function probability(p) {
  if (p < 0.001) return "< 0.001";
  return `= ${p.toFixed(p < 0.1 ? 3 : 2)}`;
}

/**
 * Where pretraining stops paying: the last budget at which its paired interval lies above 0. Keys: pays.unknown (fewer than
 * two seeds), pays.never, pays.up_to and pays.always (also at the largest budget).
 * @param {{labels: number, a: number[], b: number[]}[]} budgets  accuracies over the same seeds; rising
 * @returns {{key: string, values: Record<string, number>}}
 */
export function stopsPaying(budgets) {
  const judged = budgets.filter(({ a }) => a.length > 1);
  if (judged.length === 0) return { key: "pays.unknown", values: {} };
  const last = judged.findLast(({ a, b }) => (pairedDifference(a, b).low ?? 0) > 0);
  if (!last) return { key: "pays.never", values: {} };
  const key = last === judged.at(-1) ? "pays.always" : "pays.up_to";
  return { key, values: { labels: last.labels } };
}
