// Honest numbers: how sure a mean over seeds is, and whether a difference is more than luck. docs/statistics.md gives the
// formulas and their sources. Distributions are jStat's.

import jStat from "jstat";

/**
 * @typedef {object} Estimate  a mean over seeds
 * @property {number} n
 * @property {number} mean
 * @property {number | null} deviation  sample standard deviation; null with a single value
 * @property {number | null} half  half the width of the 95% t interval; null with a single value
 * @property {number | null} low
 * @property {number | null} high
 */

const CONFIDENCE = 0.95;

/** The quantile of Student's t distribution beyond which (1 - CONFIDENCE) / 2 lies. */
export function tQuantile(/** @type {number} */ degreesOfFreedom) {
  return jStat.studentt.inv(1 - (1 - CONFIDENCE) / 2, degreesOfFreedom);
}

/**
 * Mean and 95% t interval (Student, "The probable error of a mean", 1908).
 * @param {number[]} values  at least one, all finite
 * @returns {Estimate}
 */
export function estimate(values) {
  const odd = values.find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`${odd} has no mean; expected finite numbers`);
  const n = values.length;
  // Deviations from the first value, so that equal values have exactly none.
  const shift = values.reduce((sum, value) => sum + (value - values[0]), 0) / n;
  const mean = values[0] + shift;
  if (n < 2) return { n, mean, deviation: null, half: null, low: null, high: null };
  const squares = values.reduce((sum, value) => sum + (value - values[0] - shift) ** 2, 0);
  const deviation = Math.sqrt(squares / (n - 1));
  const half = (tQuantile(n - 1) * deviation) / Math.sqrt(n);
  return { n, mean, deviation, half, low: mean - half, high: mean + half };
}

/**
 * The mean of the differences a - b, pair by pair. Pairs share seed and labels, so that what these do to both cancels.
 * @param {number[]} a
 * @param {number[]} b  in the same order
 */
export function pairedDifference(a, b) {
  if (a.length !== b.length) throw new RangeError(`${a.length} values can't be paired with ${b.length}`);
  return estimate(a.map((value, i) => value - b[i]));
}

/**
 * Exact McNemar test (McNemar 1947; exact: a sign test on the images that only one of two models gets right): how likely a
 * split at least as uneven is if neither is better.
 * @param {number} onlyA  images that only the first model gets right
 * @param {number} onlyB
 * @returns {number} the two-sided p value
 */
export function mcNemar(onlyA, onlyB) {
  const n = onlyA + onlyB;
  const fewer = Math.min(onlyA, onlyB);
  if (2 * fewer === n) return 1;
  // P(X <= fewer) of Binomial(n, 1/2), as the regularised incomplete beta function.
  return Math.min(1, 2 * jStat.ibeta(0.5, n - fewer, fewer + 1));
}

/**
 * Counts the images that only one of two models gets right.
 * @param {ArrayLike<boolean | number>} a  for each image whether it is right
 * @param {ArrayLike<boolean | number>} b
 */
export function discordant(a, b) {
  if (a.length !== b.length) throw new RangeError(`${a.length} answers can't be compared with ${b.length}`);
  let onlyA = 0;
  let onlyB = 0;
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] && !b[i]) onlyA += 1;
    if (b[i] && !a[i]) onlyB += 1;
  }
  return { onlyA, onlyB };
}

const z = 1.959963984540054; // the normal distribution's 97.5% quantile

/**
 * Wilson's 95% score interval for a single accuracy (Wilson 1927): it stays within 0 to 1 and has a width even when
 * nothing or everything is right.
 * @param {number} correct
 * @param {number} n  at least 1
 */
export function wilson(correct, n) {
  const p = correct / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return {
    low: correct === 0 ? 0 : centre - half,
    high: correct === n ? 1 : centre + half,
  };
}
