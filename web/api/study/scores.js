// Scores of predictions that count every class the same, of all test images and of parts of them.

/** @import {Data} from "../data/data.js" */

/**
 * @typedef {{balanced: number, domains?: Record<string, number>}} Balanced  the mean over classes of the share of their images
 *   that is right: of all test images, and of each domain's
 */

/**
 * By what a cell that learned labels is read.
 * @param {{accuracy: number | null, balanced?: number}} outcome
 */
export const accuracyOf = ({ accuracy, balanced }) => balanced ?? /** @type {number} */ (accuracy);

/**
 * What is said of predictions beside their accuracy; nothing of data whose classes are equally frequent.
 * @param {Uint8Array} predictions  of the test images; empty where no class is asked
 * @param {Data} data
 * @returns {Balanced | {}}
 */
export function scoresOf(predictions, { about, test: { labels } }) {
  if (!about.balanced || predictions.length !== labels.length) return {};
  const of = (from = 0, count = labels.length) => {
    const rows = { predictions: predictions.subarray(from, from + count), labels: labels.subarray(from, from + count) };
    return balancedAccuracy(rows.predictions, rows.labels, about.classes);
  };
  const domains = about.domains?.map(({ name, test: { from, count } }) => [name, of(from, count)]);
  return { balanced: of(), ...(domains && { domains: Object.fromEntries(domains) }) };
}

/**
 * @param {Uint8Array} predictions
 * @param {Uint8Array} labels
 * @param {number} classes  those without a label count nothing
 */
export function balancedAccuracy(predictions, labels, classes) {
  const [right, all] = [new Float64Array(classes), new Float64Array(classes)];
  labels.forEach((label, i) => {
    all[label]++;
    if (predictions[i] === label) right[label]++;
  });
  const shares = [...all.keys()].filter((k) => all[k] > 0).map((k) => right[k] / all[k]);
  return shares.reduce((sum, share) => sum + share / shares.length, 0);
}
