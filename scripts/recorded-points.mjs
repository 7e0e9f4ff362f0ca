// Means and intervals as the page's recorded results have them: short, for they travel with it.

import { estimate } from "../web/api/study/statistics.js";
import { Failure } from "./command.mjs";

/** @import {Line} from "./cells.mjs" */

/** @param {number | null} value */
const short = (value) => (value === null ? null : Number(value.toFixed(5)));

/** @param {import("../web/api/study/summary.js").CurvePoint} point */
export const slim = ({ labels, n, mean, half, low, high }) => ({
  labels,
  n,
  mean: short(mean),
  half: short(half),
  low: short(low),
  high: short(high),
});

/**
 * What a mode came to with each number of labels.
 * @param {Line[]} cells
 * @param {string | null | undefined} task  any if left out
 * @param {string} mode
 * @param {number[]} budgets
 */
export function pointsOf(cells, task, mode, budgets) {
  return budgets.map((labels) => {
    const values = cells
      .filter((cell) => cell.mode === mode && cell.labels === labels && (task === undefined || cell.task === task))
      .map(({ accuracy }) => Number(accuracy));
    if (values.length === 0) throw new Failure(`There is no recorded cell of ${mode} with ${labels} labels.`);
    return slim({ labels, ...estimate(values) });
  });
}
