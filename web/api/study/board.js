// A board of pretext tasks: how good the features of each are with some numbers of labels, and how far ahead of controls.

import { controlOf } from "./modes.js";
import { BASELINE, Summary } from "./summary.js";

/** @import {Estimate} from "./statistics.js" */
/** @import {CurvePoint, Outcome} from "./summary.js" */

/**
 * @typedef {object} BoardTask
 * @property {string} task
 * @property {import("../grammar.js").Measure} measure
 * @property {Estimate | null} own  the pretext task's own score: accuracy, or PSNR in decibels
 * @property {CurvePoint[]} points  mean accuracy for each budget
 * @property {Record<string, CurvePoint[]>} ahead  mean paired difference to each control, seed by seed
 *
 * @typedef {object} Board
 * @property {string} mode
 * @property {number[]} seeds
 * @property {number[]} budgets
 * @property {BoardTask[]} tasks  the best with most labels first
 * @property {{mode: string, points: CurvePoint[]}[]} controls  that have been worked out
 */

/** Trained from scratch on images that are changed as the contrastive task changes them. */
const AUGMENTED = "supervised_augmented";

/** What any encoder has to beat. */
const PIXELS = "probe_pixels";

/** The tasks that cells have. @param {{task: string | null}[]} outcomes */
export function tasksOf(outcomes) {
  return [...new Set(outcomes.flatMap(({ task }) => (task === null ? [] : [task])))];
}

/**
 * Cells of one task and the controls, which are the same for all.
 * @template {{task: string | null}} T
 * @param {T[]} outcomes
 * @param {string} task
 */
export function ofTask(outcomes, task) {
  return outcomes.filter((cell) => cell.task === task || cell.task === null);
}

/**
 * @param {Outcome[]} outcomes  of one spec
 * @param {string} mode  of transfer
 * @returns {Board}
 */
export function boardOf(outcomes, mode) {
  const wanted = [controlOf(mode)?.name ?? BASELINE, BASELINE, AUGMENTED, PIXELS];
  const known = new Summary(outcomes.filter(({ task }) => task === null));
  const controls = [...new Set(wanted)]
    .map((control) => ({ mode: control, points: known.curve(control).points }))
    .filter(({ points }) => points.length > 0);
  const tasks = tasksOf(outcomes).map((task) => {
    const summary = new Summary(ofTask(outcomes, task));
    const ahead = controls.map(({ mode: control }) => [control, summary.differences(mode, control)]);
    return {
      task,
      measure: summary.measure,
      own: summary.own ?? null,
      points: summary.curve(mode).points,
      ahead: Object.fromEntries(ahead),
    };
  });
  const found = [...controls, ...tasks].flatMap(({ points }) => points.map(({ labels }) => labels));
  const budgets = [...new Set(found)].sort((a, b) => a - b);
  const most = (/** @type {BoardTask} */ { points }) =>
    points.find(({ labels }) => labels === budgets.at(-1))?.mean ?? -1;
  const shown = outcomes.filter((cell) => cell.mode === mode || controls.some((control) => control.mode === cell.mode));
  return {
    mode,
    seeds: [...new Set(shown.map(({ seed }) => seed))].sort((a, b) => a - b),
    budgets,
    tasks: tasks.filter(({ points, own }) => points.length > 0 || own).sort((a, b) => most(b) - most(a)),
    controls,
  };
}
