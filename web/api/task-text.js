// A pretext task as one text, for files and tables: its name, or its description as JSON.

import { grammar, taskNamed } from "./grammar.js";

/** @import {Spec, Task} from "./spec.js" */

/**
 * The text of a task whose fields are filled in, as readSpec() does; a description that a name stands for gives the name.
 * @param {string | Task} task
 */
export function textOf(task) {
  if (typeof task === "string") return task;
  const text = JSON.stringify(withoutEmpty(task));
  const named = grammar.tasks.find(({ description }) => JSON.stringify(withoutEmpty(description)) === text);
  return named?.name ?? text;
}

/**
 * What a text stands for; JSON that is none throws a SyntaxError.
 * @param {string} text
 * @returns {string | Task}
 */
export function taskOf(text) {
  return text.startsWith("{") ? JSON.parse(text) : text;
}

/**
 * What the answers to a task's question are read by.
 * @param {string} text
 */
export function measureOf(text) {
  const task = taskOf(text);
  const { predict, loss = [] } = (typeof task === "string" ? taskNamed(task)?.description : task) ?? {};
  if (loss[0]?.term === "colour_classes") return "accuracy"; // an image is told, but by classes
  return grammar.predictions.find(({ name }) => name === predict)?.measure ?? "accuracy";
}

/**
 * An empty list stands for a default.
 * @param {Task} task
 */
function withoutEmpty(task) {
  return Object.fromEntries(Object.entries(task).filter(([, field]) => !Array.isArray(field) || field.length > 0));
}
