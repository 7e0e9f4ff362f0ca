// All that can be asked of the core, as it says itself: `grammar()` in include/pretext/study.hpp. The build writes it beside
// the presets.

import written from "../presets/grammar.json" with { type: "json" };

/** @import {Item, Task} from "./spec.js" */

/**
 * @typedef {object} GrammarField
 * @property {string} name
 * @property {number} least
 * @property {number} most
 * @property {number} default
 * @property {boolean} whole  whether it has to be a whole number
 * @property {string} what
 *
 * @typedef {{name: string, what: string, fields: GrammarField[]}} GrammarKind  of ops, layers or loss terms
 *
 * @typedef {"accuracy" | "psnr"} Measure
 *
 * @typedef {object} GrammarTask
 * @property {string} name
 * @property {string} what
 * @property {Measure} measure
 * @property {Task} description  what the name stands for
 * @property {boolean} [colour]  whether it needs images in colour
 * @property {number} views  of an input; this and the following for 28 x 28 grey images, or 32 x 32 in colour
 * @property {Task} written_out  with head and loss
 *
 * @typedef {object} GrammarMode
 * @property {string} name
 * @property {"pretrained" | "random" | "none"} encoder  where the encoder's weights come from
 * @property {"pretext_test" | "neighbours" | "probe" | "train" | "probe_then_train"} method
 * @property {"pixels" | "first_block" | "encoder" | "head"} features  what a frozen encoder hands on
 * @property {number} frozen  blocks that a training of the network leaves alone
 * @property {boolean} augmented  whether a training sees images changed anew in each step
 * @property {boolean} adapted  whether each domain's features are standardised by its own images
 *
 * @typedef {object} Grammar
 * @property {GrammarKind[]} ops
 * @property {Record<string, string[]>} permutations  by the number of tiles: which tile each place gets
 * @property {GrammarKind[]} layers
 * @property {GrammarKind[]} terms
 * @property {{name: Task["predict"], measure: Measure}[]} predictions
 * @property {GrammarTask[]} tasks
 * @property {GrammarMode[]} modes
 * @property {GrammarKind[]} text_ops  the following are those of texts
 * @property {{name: string, what: string, description: Task, colour?: boolean}[]} text_tasks
 * @property {string[]} text_modes
 * @property {number[]} budgets
 * @property {number[]} kept_epochs
 */

export const grammar = /** @type {Grammar} */ (/** @type {unknown} */ (written));

/** @param {string} name */
export const taskNamed = (name) => [...grammar.tasks, ...grammar.text_tasks].find((task) => task.name === name);

/** What a field of an op is where a task leaves it out. @param {string} op @param {string} field */
export const defaultOf = (op, field) =>
  grammar.ops.find(({ name }) => name === op)?.fields.find(({ name }) => name === field)?.default;
