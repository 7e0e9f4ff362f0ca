// What the page knows of pretext tasks: not what they do, which is the core's, but how they are shown and named.

import { taskNamed } from "../api/grammar.js";
import { dataSets, presets, setOf } from "../api/spec.js";
import { textOf } from "../api/task-text.js";
import { calledOf } from "./called.js";
import { classNames } from "./classes.js";

/** @typedef {import("./i18n.js").Words} Words */
/** @typedef {import("./i18n.js").Key} Key */
/** @typedef {import("./store.js").Snapshot} Snapshot */
/** @typedef {import("../api/spec.js").Spec} Spec */
/** @typedef {import("../api/spec.js").Task} Task */
/** @typedef {"choice" | "image" | "pair" | "box"} Kind  of what is asked: one of some answers, pixels, another view, or a place */

/** @type {Record<Task["predict"], Kind>} */
const kinds = {
  choice: "choice",
  label: "choice",
  source: "image",
  changed: "image",
  pair: "pair",
  mask: "image",
  box: "box",
};

/** The spec that the figures are about: that of the run, or of the next one where there is none. @param {Pick<Snapshot, "spec" | "runSpec">} now */
export const shownSpec = (now) => now.runSpec ?? now.spec;

/** The spec of whoever answers for pretraining: a model from a file, or the run. @param {Pick<Snapshot, "spec" | "runSpec" | "guest">} now */
export const watchedSpec = (now) => (now.guest?.model === "pretext" ? now.guest.spec : shownSpec(now));

/** Whether two specs ask the same of the same images. @param {Spec} one @param {Spec} other */
export const asksAlike = (one, other) => textOf(one.task) === textOf(other.task) && setOf(one) === setOf(other);

/**
 * A spec of another task; one that is asked of colours needs images that have some.
 * @param {Spec} spec @param {string} task @param {Snapshot["data"]} data
 * @returns {Spec}
 */
export function withTask(spec, task, data) {
  const grey = setOf(spec) === dataSets[0] || (setOf(spec) === "own" && data?.own && data.train.channels === 1);
  return grey && taskNamed(task)?.colour ? { ...presets.emoji, seed: spec.seed, task } : { ...spec, task };
}

/** What a task's name stands for. @param {Spec["task"]} task @returns {Task} */
export const descriptionOf = (task) =>
  typeof task === "string" ? /** @type {Task} */ (taskNamed(task)?.description) : task;

/** @param {Spec["task"]} task */
export const kindOf = (task) => kinds[descriptionOf(task).predict];

/** The kinds of a task's ops, in order. @param {Spec["task"]} task */
const opsOf = (task) => (descriptionOf(task).transform ?? []).map(({ op }) => String(op));

/** Whether an encoder sees how light images are, and no more. @param {Spec["task"]} task */
export const seesNoColour = (task) => opsOf(task).includes("lightness");

/** Whether the turn is all that is done and asked. @param {Spec["task"]} task */
export const isRotation = (task) => opsOf(task).join() === "turn" && descriptionOf(task).predict === "choice";

/**
 * Which of the page's words fit a task: those about turns, about labels, or about any other task.
 * @param {Spec["task"]} task
 */
export function storyOf(task) {
  if (isRotation(task)) return "rotation";
  return descriptionOf(task).predict === "label" ? "label" : "others";
}

/** Whether squared error is all that a task lowers, so that its loss tells the signal-to-noise ratio. @param {Spec["task"]} task */
export function lowersSquaredError(task) {
  const { loss = [] } = descriptionOf(task);
  return kindOf(task) === "image" && loss.every(({ term, weight = 1 }) => term === "squared" && weight === 1);
}

/** @param {Words} words @param {Spec["task"]} task */
export const taskName = (words, task) => words.t(typeof task === "string" ? keyed(`task.${task}`) : "task.composed");

/** The same, which tells composed tasks from each other, by the reader's own name if there is one. @param {Words} words @param {Spec["task"]} task */
export const taskTitle = (words, task) =>
  typeof task === "string"
    ? taskName(words, task)
    : calledOf(task) ||
      words.t("task.composed.of", { ops: words.list(opsOf(task).map((op) => words.t(keyed(`op.${op}`)))) });

/** What is done and asked, in a sentence or two. @param {Words} words @param {Spec["task"]} task @param {number} [choices] */
export function taskAbout(words, task, choices) {
  if (typeof task === "string") return words.t(keyed(`task.${task}.about`));
  const ops = opsOf(task).map((op) => words.t(keyed(`op.${op}`)));
  const question = words.t(keyed(`predict.${task.predict}`), { choices: choices ?? "…" });
  return words.t("task.composed.about", { ops: words.list(ops.length > 0 ? ops : [words.t("op.none")]), question });
}

/** Ops that have a choice, and what each of their variants is called. @type {Record<string, (words: Words, variant: number) => string>} */
const variants = {
  turn: (words, variant) => words.t("turns.angle", { angle: 90 * variant }),
  flip: (words, variant) => words.t(variant === 0 ? "choice.flip.0" : "choice.flip.1"),
  neighbour: (_, variant) => [..."↖↑↗←→↙↓↘"][variant] ?? "",
  imitate: (words, variant) => words.t(variant === 0 ? "choice.imitate.0" : "choice.imitate.1"),
  permute: (words, variant) => words.t("choice.number", { n: variant + 1 }),
};

/**
 * What one of a task's answers is called: as the one op that has a choice calls it, or by number where several have.
 * @param {Words} words
 * @param {Pick<Snapshot, "data" | "classes">} now
 * @param {Spec["task"]} task
 * @param {number} choice
 */
export function choiceName(words, now, task, choice) {
  if (descriptionOf(task).predict === "label") return classNames(words, now)[choice] ?? "";
  const choosing = opsOf(task).filter((op) => Object.hasOwn(variants, op));
  const only = choosing.length === 1 ? variants[String(choosing[0])] : undefined;
  return only ? only(words, choice) : words.t("choice.number", { n: choice + 1 });
}

/**
 * The peak signal-to-noise ratio of a mean squared error, in decibels.
 * @param {number} error
 * @param {Spec} spec  which says how bright the brightest pixel is
 */
export const decibels = (error, spec) => 20 * Math.log10(whiteOf(spec)) - 10 * Math.log10(error);

/** What the brightest pixel is to the network. @param {Spec} spec */
export const whiteOf = (spec) => (spec.data.pixels === "raw" ? 255 : 1);

/** @param {string} key */
const keyed = (key) => /** @type {Key} */ (key);
