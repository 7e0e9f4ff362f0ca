const z = 1.959964;

/**
 * Wilson's score interval at 95% (Wilson 1927): unlike p ± z·se it stays inside 0..1 and holds near the ends.
 *
 * @param {number} correct
 * @param {number} n
 */
export function wilson(correct, n) {
  const p = correct / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { low: centre - half, high: centre + half, half };
}

/**
 * The difference of two accuracies, and whether a two-proportion test tells it from nothing at the 5% level. Both were
 * measured on the same images, so this errs on the side of "cannot tell".
 *
 * @param {{correct: number, n: number}} a
 * @param {{correct: number, n: number}} b
 */
export function compare(a, b) {
  const difference = a.correct / a.n - b.correct / b.n;
  const pooled = (a.correct + b.correct) / (a.n + b.n);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  return { difference, clear: error > 0 && Math.abs(difference) > z * error };
}
