// What there is to be said of a task that is told without learning anything.

/** @typedef {import("../../api/protocol.js").Shortcuts} Shortcuts */

/** Beyond this share of the way from guessing to certainty a question counts as told. */
const HALF = 0.5;

/**
 * What applies first: that the edges of what is shown give the answer away, or that the images of some classes, named by
 * their numbers, do not tell it; null: neither.
 * @param {Shortcuts} shortcuts
 * @returns {{kind: "edges"} | {kind: "classes", classes: number[]} | null}
 */
export function warningOf({ answers, asked, pixels, edges, classes }) {
  if (answers < 2 || asked === 0) return null;
  const bar = 1 / answers + HALF * (1 - 1 / answers);
  if (edges / asked >= bar) return { kind: "edges" };
  const hard = classes.flatMap(({ asked: n, right }, at) => (n > 0 && right / n < bar ? [at] : []));
  // Where no class is told, it is the whole that is hard, not some images.
  return pixels / asked >= bar && hard.length > 0 ? { kind: "classes", classes: hard } : null;
}
