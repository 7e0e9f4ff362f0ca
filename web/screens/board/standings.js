// How tasks stand against each other at a number of labels, from recorded cells and those of races here.

import { estimate, pairedDifference } from "../../api/study/statistics.js";
import { ENOUGH } from "../../app/track.js";
import { recordedCells } from "../../recorded/cells.js";

/** @typedef {import("../../api/study/summary.js").Outcome} Outcome */
/** @typedef {import("../../api/study/statistics.js").Estimate} Estimate */

/**
 * @typedef {object} Standing
 * @property {string} task
 * @property {Map<number, number>} recorded  accuracy by seed
 * @property {Map<number, number>} own  likewise, of races here
 * @property {Estimate | null} estimate  of own ones where there are enough, or else of the recorded ones
 * @property {boolean} mine  whether it is of own ones
 * @property {number} group  tasks that are level share it
 */

/** @param {Outcome[]} outcomes @param {string} mode @param {string | null} task @param {number} labels */
function bySeed(outcomes, mode, task, labels) {
  const mine = outcomes.filter((cell) => cell.mode === mode && cell.task === task && cell.labels === labels);
  return new Map(mine.map(({ seed, accuracy }) => [seed, Number(accuracy)]));
}

/** @param {Map<number, number>} of */
const estimateOf = (of) => (of.size > 0 ? estimate([...of.values()]) : null);

/** Whether two samples differ by more than noise, seed by seed. @param {Map<number, number>} a @param {Map<number, number>} b */
export function differ(a, b) {
  const seeds = [...a.keys()].filter((seed) => b.has(seed));
  if (seeds.length < ENOUGH) return null;
  const of = (/** @type {Map<number, number>} */ from) => seeds.map((seed) => Number(from.get(seed)));
  return pairedDifference(of(a), of(b));
}

/** What a task stands by, by seed. @param {Pick<Standing, "mine" | "own" | "recorded">} standing */
export const valuesOf = ({ mine, own, recorded }) => (mine || recorded.size === 0 ? own : recorded);

/**
 * @param {string[]} tasks
 * @param {number} labels
 * @param {Outcome[]} outcomes  of races here
 * @returns {Standing[]}  the best first
 */
export function standingsOf(tasks, labels, outcomes) {
  const all = tasks.map((task) => {
    const recorded = bySeed(recordedCells, "probe", task, labels);
    const own = bySeed(outcomes, "probe", task, labels);
    const mine = own.size >= ENOUGH;
    return { task, recorded, own, mine, estimate: estimateOf(valuesOf({ mine, own, recorded })), group: 0 };
  });
  all.sort((a, b) => (b.estimate?.mean ?? -1) - (a.estimate?.mean ?? -1));
  // A group ends where a task is behind its first one by more than noise.
  let [first, group] = [0, 0];
  all.forEach((one, i) => {
    const difference = i > 0 && all[first] ? differ(valuesOf(all[first]), valuesOf(one)) : null;
    if (difference?.low && difference.low > 0) [first, group] = [i, group + 1];
    one.group = group;
  });
  return all;
}

/** Recorded accuracies by seed. @param {string} mode @param {string | null} task @param {number} labels */
export const accuraciesOf = (mode, task, labels) => bySeed(recordedCells, mode, task, labels);

/** Accuracy of a control by seed. @param {string} mode @param {number} labels */
export const controlAt = (mode, labels) => accuraciesOf(mode, null, labels);

/** The pretext task's own score and what it is worth, for those that have a class to name. @param {string[]} tasks @param {number} labels */
export function scoresOf(tasks, labels) {
  return tasks.flatMap((task) => {
    const score = [...bySeed(recordedCells, "pretext", task, 0).values()];
    const worth = estimateOf(bySeed(recordedCells, "probe", task, labels));
    const named = recordedCells.some((cell) => cell.task === task && cell.mode === "pretext" && cell.accuracy !== null);
    return named && worth && score.length > 0 ? [{ task, score: estimate(score).mean, worth: worth.mean }] : [];
  });
}
