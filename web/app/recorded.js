// What was recorded before anybody has trained a network here: examples at kept epochs, and how well features transfer.

import board from "../recorded/board.json" with { type: "json" };
import { grammar } from "../api/grammar.js";
import { presets, setOf } from "../api/spec.js";
import { boardPreset } from "./hash.js";
import { unpackAnswer } from "./recorded-file.js";

/** @typedef {import("../api/protocol.js").Answered} Answered */
/** @typedef {import("../api/study/summary.js").CurvePoint} CurvePoint */
/** @typedef {{seeds: number[], budgets: number[], tasks: {task: string, points: CurvePoint[], ahead: Record<string, CurvePoint[]>}[],
 *   controls: {mode: string, points: CurvePoint[]}[]}} Board */
/** @typedef {import("./recorded-file.js").PackedExample} PackedExample */
/** @typedef {{task: string, epochs: number[], history?: number[], examples: PackedExample[]}} Recorded */
/** @typedef {Omit<Recorded, "examples"> & {examples: (PackedExample & {row: number, label: number, original: string})[]}} RecordedTask */

/** The tasks of the wall from left to right: to choose, to draw, to find, and a control. */
export const TASKS = [
  ...["rotation", "jigsaw", "jigsaw_tiles", "context"],
  ...["inpainting", "masked", "denoising", "super_resolution"],
  ...["next_frame", "contrastive", "autoencoder"],
];

/** Those of images in colour, which have not been recorded. */
export const COLOUR_TASKS = grammar.tasks.filter(({ colour }) => colour).map(({ name }) => name);

/** One file for each task that was recorded. */
const files = /** @type {Record<string, () => Promise<{default: unknown}>>} */ (
  /** @type {unknown} */ (
    import.meta.glob([
      "../recorded/*.json",
      "!../recorded/board.json",
      "!../recorded/gallery.json",
      "!../recorded/neighbours.json",
    ])
  )
);

/** @param {import("../api/spec.js").Spec["task"]} task @returns {Promise<RecordedTask | null>} */
async function load(task) {
  const file = typeof task === "string" ? files[`../recorded/${task}.json`] : undefined;
  return file ? /** @type {RecordedTask} */ ((await file()).default) : null;
}

/** Keeps at hand what was recorded of the task on the bench. @param {import("./store.js").Store} store */
export function keepRecorded(store) {
  /** @type {unknown} */
  let wanted;
  async function look() {
    const { screen, spec } = store.get();
    if (screen !== "bench" || wanted === spec.task) return;
    const task = (wanted = spec.task);
    const recorded = await load(task).catch(() => null);
    if (task === wanted) store.set({ recorded });
  }
  store.subscribe((now, before) => {
    if (now.screen !== before.screen || now.spec !== before.spec) void look();
  });
  void look();
}

/** Means over seeds with intervals, of all tasks and controls. */
export const recordedBoard = /** @type {Board} */ (/** @type {unknown} */ (board));

/**
 * Whether results were recorded of the images that a spec means.
 * @param {import("../api/spec.js").Spec} spec
 * @param {import("../api/data/data.js").Data | null} data
 */
export const isOfRecorded = (spec, data) => setOf(spec) === setOf(presets[boardPreset]) && !data?.own;

/** Whether there are recorded examples of what a spec asks. @type {typeof isOfRecorded} */
export const isShown = (spec, data) => isOfRecorded(spec, data) && TASKS.some((task) => task === spec.task);

/** What it was recorded with. @param {string} task */
export const recordedSpec = (task) => /** @type {import("../api/spec.js").Spec} */ ({ ...presets[boardPreset], task });

/** All examples as they were answered at the i-th recorded epoch. @param {Recorded} recorded @param {number} i @returns {Answered[]} */
export const answersAt = ({ examples }, i) => examples.map((example) => unpackAnswer(example, i));

/** The place of the budget that is nearest to a number of labels, by their ratio. @param {number} labels */
export function budgetNear(labels) {
  const far = recordedBoard.budgets.map((budget) => Math.abs(Math.log(budget / Math.max(1, labels))));
  return far.indexOf(Math.min(...far));
}

/** Mean and interval of a task, or of a control, at a budget. @param {string} name @param {number} labels */
export function recordedPoint(name, labels) {
  const { tasks, controls } = recordedBoard;
  const found = tasks.find(({ task }) => task === name) ?? controls.find(({ mode }) => mode === name);
  return found?.points.find((point) => point.labels === labels) ?? null;
}
