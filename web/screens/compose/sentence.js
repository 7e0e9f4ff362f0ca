// What can be put together, and how a sentence becomes a task and a task a sentence.

import { defaultOf } from "../../api/grammar.js";

/** @typedef {import("../../api/spec.js").Task} Task */
/** @typedef {Task["predict"]} Question */
/** @typedef {{verb: string, by: number | null}} Step  by: what the slider says; null: there is none */

/**
 * @typedef {object} Verb
 * @property {string} op  whose field the slider sets
 * @property {string} [field]
 * @property {number} [least]
 * @property {number} [most]
 * @property {number} [step]
 * @property {(by: number) => Record<string, unknown>[]} [ops]  where it takes more than one op
 * @property {boolean} [chooses]  whether it has a choice to ask for
 * @property {boolean} [hides]  whether it hides a part that can be asked for
 */

/** @type {Record<string, Verb>} */
export const VERBS = {
  turn: { op: "turn", chooses: true },
  flip: { op: "flip", field: "top_bottom", least: 0, most: 1, chooses: true },
  shuffle: {
    op: "tiles",
    field: "grid",
    least: 2,
    most: 3,
    chooses: true,
    ops: (by) => [
      { op: "tiles", grid: by, gap: 1, jitter: 1 },
      { op: "permute", set: by === 2 ? 24 : 72 },
      { op: "paste" },
    ],
  },
  hide: {
    op: "erase",
    field: "most",
    least: 4,
    most: 20,
    hides: true,
    ops: (by) => [{ op: "erase", least: Math.max(3, by - 4), most: by, margin: 2 }],
  },
  mask: { op: "mask", field: "hidden", least: 5, most: 45, hides: true },
  noise: { op: "noise", field: "probability", least: 0.1, most: 0.9, step: 0.1 },
  blur: { op: "blur", field: "radius", least: 1, most: 8 },
  shrink: { op: "shrink", field: "factor", least: 2, most: 7 },
  distort: { op: "affine", field: "turn", least: 0, most: 60, step: 5 },
  bend: { op: "elastic", field: "limit", least: 0.5, most: 6, step: 0.5 },
  fade: { op: "lightness" },
  recolour: { op: "colours", field: "hue", least: 0, most: 120, step: 10 },
  pen: { op: "pen", field: "strength", least: 0.1, most: 1, step: 0.1 },
};

/** @type {Question[]} */
export const QUESTIONS = ["choice", "changed", "source", "pair"];

/** @param {string} verb */
export function standardOf(verb) {
  const { op, field, least = 0 } = /** @type {Verb} */ (VERBS[verb]);
  if (!field) return null;
  return Math.max(least, Number(defaultOf(op, field) ?? least));
}

/** @param {Step} step @returns {Record<string, unknown>[]} */
function opsOf({ verb, by }) {
  const { op, field, ops } = /** @type {Verb} */ (VERBS[verb]);
  if (ops) return ops(Number(by));
  return [field ? { op, [field]: by } : { op }];
}

/** @param {Step[]} steps @param {Question} question @returns {Task} */
export function taskFrom(steps, question) {
  const ops = steps.flatMap(opsOf);
  const transform = question === "pair" ? [{ op: "twice" }, ...ops] : ops;
  return /** @type {Task} */ (/** @type {unknown} */ ({ transform, predict: question }));
}

/**
 * The sentence that a task was put together with, as far as it can be told; what can't is left out.
 * @param {Task} task
 * @returns {{steps: Step[], question: Question}}
 */
export function sentenceOf({ transform = [], predict }) {
  const steps = transform.flatMap((item) => {
    const verb = Object.keys(VERBS).find((name) => VERBS[name]?.op === item.op);
    if (!verb) return [];
    const { field } = /** @type {Verb} */ (VERBS[verb]);
    return [{ verb, by: field ? Number(Reflect.get(item, field) ?? standardOf(verb)) : null }];
  });
  return { steps, question: predict };
}

/** Why a question can't be asked, as a message's key; null where it can. @param {Step[]} steps @param {Question} question */
export function obstacle(steps, question) {
  if (question === "choice" && !steps.some(({ verb }) => VERBS[verb]?.chooses)) return "compose.no.choice";
  if (question === "changed" && !steps.some(({ verb }) => VERBS[verb]?.hides)) return "compose.no.changed";
  return null;
}
