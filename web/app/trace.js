// The course of pretraining, from what its progress events say.

/** @typedef {import("../api/protocol.js").Progress} Progress */

const MOST_POINTS = 400;

/**
 * The progress events carry running means over the epoch under way. The difference of two of them is the mean over the
 * steps between, which shows the course within an epoch.
 * @param {Progress | null} before
 * @param {Progress} now
 * @returns {{at: number, loss: number, accuracy: number} | null} at: the middle of these steps, in steps since the beginning;
 *   null where there were none
 */
export function meansSince(before, now) {
  if (now.fit !== "pretext" || now.activity !== "train" || now.step === 0) return null;
  const same = before?.fit === "pretext" && before.step > 0 && before.epoch === now.epoch ? before : null;
  const from = same?.step ?? 0;
  const steps = now.step - from;
  if (steps <= 0) return null;
  /** @param {"loss" | "accuracy"} which */
  const mean = (which) => ((now[which] ?? 0) * now.step - (same?.[which] ?? 0) * from) / steps;
  return { at: now.epoch * now.steps + from + steps / 2, loss: mean("loss"), accuracy: mean("accuracy") };
}

/** A point more; of too many every second one stays. @template T @param {T[]} trace @param {T} point @returns {T[]} */
export const extend = (trace, point) => [
  ...(trace.length < MOST_POINTS ? trace : trace.filter((_, i) => i % 2 === 0)),
  point,
];
