import assert from "node:assert/strict";

/**
 * Whether two numbers differ by no more than `tolerance` times the expected one, or times `least` if that is more. What is
 * no finite number is close to nothing.
 * @param {number | null} actual
 * @param {number} expected
 * @param {{tolerance?: number, least?: number}} [how]
 */
export function isClose(actual, expected, { tolerance = 1e-7, least = 1e-300 } = {}) {
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return false;
  return Math.abs(Number(actual) - expected) <= tolerance * Math.max(Math.abs(expected), least);
}

/**
 * @param {number | null} actual
 * @param {number} expected
 * @param {{tolerance?: number, least?: number, what?: string}} [how]
 */
export function assertClose(actual, expected, { what = "a number", ...how } = {}) {
  assert.ok(isClose(actual, expected, how), `${what}: ${actual}, expected ${expected}`);
}
