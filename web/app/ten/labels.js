// The reader's own labels: which there are, what was there before each change, and what they mean in a sentence.

/**
 * @typedef {import("../../api/protocol.js").GivenLabel} GivenLabel
 *
 * @typedef {object} Labels  never changed in place
 * @property {GivenLabel[]} given  in the order in which they came; one for a row
 * @property {GivenLabel[][]} past  what was given before each change, the last one at the end
 *
 * @typedef {object} Saying  a message and its values
 * @property {"ten.says.none" | "ten.says.one" | "ten.says.missing" | "ten.says.twice" | "ten.says.all"} key
 * @property {Record<string, string | number>} values
 */

/** Images to label, to begin with and at most. */
export const CARDS = 10;
export const MOST_CARDS = 15;

export const CLASSES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** What a digit is taken for most easily by somebody who writes it down in a hurry. */
const MISTAKEN = [6, 7, 3, 5, 9, 3, 0, 1, 3, 4];

/** @type {Labels} */
export const noLabels = { given: [], past: [] };

/** @param {Labels} labels @param {number} row */
export const labelOf = ({ given }, row) => given.find((one) => one.row === row)?.label ?? null;

/**
 * With another label on a row, or none.
 *
 * @param {Labels} labels
 * @param {number} row
 * @param {number | null} label
 * @returns {Labels}
 */
export function withLabel(labels, row, label) {
  if (labelOf(labels, row) === label) return labels;
  const { given, past } = labels;
  const known = given.some((one) => one.row === row);
  const changed =
    label === null
      ? given.filter((one) => one.row !== row)
      : known
        ? given.map((one) => (one.row === row ? { row, label } : one))
        : [...given, { row, label }];
  return { given: changed, past: [...past, given] };
}

/** As before the last change. @param {Labels} labels @returns {Labels} */
export function undone({ given, past }) {
  return { given: past.at(-1) ?? given, past: past.slice(0, -1) };
}

/** @param {number} label */
export const mistaken = (label) => MISTAKEN[label] ?? 0;

/**
 * What labels like these can and cannot lead to.
 *
 * @param {GivenLabel[]} given
 * @param {(digits: number[]) => string} list  puts digits into words
 * @returns {Saying}
 */
export function sayingOf(given, list) {
  const counts = CLASSES.map((digit) => given.filter(({ label }) => label === digit).length);
  const missing = CLASSES.filter((digit) => counts[digit] === 0);
  const twice = CLASSES.filter((digit) => (counts[digit] ?? 0) > 1);
  if (missing.length === 10) return { key: "ten.says.none", values: {} };
  if (missing.length === 9) return { key: "ten.says.one", values: { digit: String(given[0]?.label) } };
  if (missing.length > 0) return { key: "ten.says.missing", values: { list: list(missing) } };
  if (twice.length > 0) return { key: "ten.says.twice", values: { list: list(twice) } };
  return { key: "ten.says.all", values: {} };
}

/**
 * For each class: how many labels say it, how many images are called it now, and how many of those are it.
 *
 * @param {GivenLabel[]} given
 * @param {Uint8Array | null} classes  of each unlabelled image
 * @param {Uint8Array} truth  likewise
 */
export function countsOf(given, classes, truth) {
  const counts = CLASSES.map((digit) => ({
    labelled: given.filter(({ label }) => label === digit).length,
    called: 0,
    right: 0,
  }));
  classes?.forEach((digit, i) => {
    const count = counts[digit];
    if (!count) return;
    count.called += 1;
    if (truth[i] === digit) count.right += 1;
  });
  return counts;
}
