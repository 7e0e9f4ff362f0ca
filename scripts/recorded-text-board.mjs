// What the page shows of the recorded cells of tasks of texts: what each came to with how many labels, and its controls.

import { join } from "node:path";
import { TEXT_BUDGETS } from "../web/api/study/modes.js";
import { eachOnce, readCells } from "./cells.mjs";
import { pointsOf } from "./recorded-points.mjs";

/** Their sweeps: the same arithmetic is another number of steps for each. */
export const SWEPT = ["next_token", "masked_tokens", "next_sentence"];

/** The task whose network it is, and how it is weighed; counted words have no network. @type {[string | null, string][]} */
const ROWS = [
  ...SWEPT.flatMap((task) => ["lp_ft", "probe"].map((mode) => /** @type {[string, string]} */ ([task, mode]))),
  ["next_token", "supervised"],
  ["masked_tokens", "supervised"],
  ["next_token", "probe_random"],
  ["masked_tokens", "probe_random"],
  [null, "naive_bayes"],
  [null, "tf_idf"],
  [null, "lsa"],
];

/** @param {string} folder  of recorded cells, a file for each task */
export function recordedTextBoard(folder) {
  const cells = SWEPT.flatMap((task) => eachOnce(readCells(join(folder, `${task}.jsonl`)).found));
  return {
    labels: TEXT_BUDGETS,
    rows: ROWS.map(([task, mode]) => ({ task, mode, points: pointsOf(cells, task, mode, TEXT_BUDGETS) })),
  };
}
