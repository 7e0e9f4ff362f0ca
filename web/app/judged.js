// Pictures in colour, drawn by networks that differ in nothing but what their loss asks for: pixels alone, what a frozen network
// makes of them as well (content), what a critic says of them (adversarial), or all three.

import { presets } from "../api/spec.js";
import { descriptionOf } from "./task.js";

/** @typedef {import("../api/spec.js").Spec} Spec */
/** @typedef {import("../api/spec.js").Task} Task */

/**
 * @typedef {object} Judged  what a network with one of the losses came to
 * @property {string} loss  a name of LOSSES
 * @property {number} psnr  over test images, of what was asked, in decibels
 * @property {number} edges  how much neighbouring pixels differ there, the originals being 1
 *
 * @typedef {object} JudgedExample  pixels of 32 x 32 x 3 as bytes, in base64
 * @property {string} shown
 * @property {string} original
 * @property {string[]} said  the original with what a network has drawn where it was asked, by loss
 *
 * @typedef {{epochs: number, images: number, losses: Judged[], examples: JudgedExample[]}} JudgedTask
 */

/** A decoder back to an image, so that what is drawn has the form of pictures. @type {Task["head"]} */
const DECODER = [
  { layer: "resize", side: 8 },
  { layer: "conv", filters: 64 },
  { layer: "resize", side: 16 },
  { layer: "conv", filters: 32 },
  { layer: "resize", side: 32 },
  { layer: "conv", filters: 3, relu: 0 },
];

/** By name, the control first. @type {Record<string, Task["loss"]>} */
export const LOSSES = {
  squared: [{ term: "squared" }],
  content: [{ term: "squared" }, { term: "content", weight: 0.3 }],
  adversarial: [{ term: "squared" }, { term: "adversarial", weight: 0.003 }],
  all: [{ term: "squared" }, { term: "content", weight: 0.3 }, { term: "adversarial", weight: 0.003 }],
};

/** The named tasks that are drawn so, by the op that makes them. @type {Record<string, {op: import("../api/spec.js").Item, predict: Task["predict"]}>} */
const TASKS = {
  super_resolution: { op: { op: "shrink", factor: 4 }, predict: "source" },
  inpainting: { op: { op: "erase" }, predict: "changed" },
};

export const judgedTasks = Object.keys(TASKS);

/**
 * What is trained for one of the tasks with one of the losses.
 * @param {string} name
 * @param {string} loss
 * @returns {Spec}
 */
export function judgedSpec(name, loss) {
  const { op, predict } = TASKS[name];
  const task = { transform: [op], predict, head: DECODER, loss: LOSSES[loss] };
  return { ...presets.emoji, task };
}

/** The task of which there is a record, if what a task does and asks is the same. @param {Spec["task"]} task */
export function judgedName(task) {
  const { transform = [], predict } = descriptionOf(task);
  return judgedTasks.find((name) => {
    const like = TASKS[name];
    return transform.length === 1 && transform[0].op === like.op.op && predict === like.predict;
  });
}
