// What the page shows of the recorded cells at first sight, small enough to travel with it.

import { boardOf } from "../web/api/study/board.js";
import { eachOnce, readCells } from "./cells.mjs";
import { slim } from "./recorded-points.mjs";

/** The control that a task's gain is told against. */
const UNTRAINED = "probe_random";

/** @param {string} file  of recorded cells */
export function recordedBoard(file) {
  const cells = eachOnce(readCells(file).found).map((cell) => ({ ...cell, hits: undefined }));
  const { mode, seeds, budgets, tasks, controls } = boardOf(cells, "probe");
  return {
    mode,
    seeds,
    budgets,
    tasks: tasks.map(({ task, points, ahead }) => ({
      task,
      points: points.map(slim),
      ahead: { [UNTRAINED]: (ahead[UNTRAINED] ?? []).map(slim) },
    })),
    controls: controls.map(({ mode: control, points }) => ({ mode: control, points: points.map(slim) })),
  };
}
