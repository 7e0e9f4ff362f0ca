// What the reader calls tasks of their own: a name travels with the address, beside the task that it is of.

import { textOf } from "../api/task-text.js";
import { recall, remember } from "./memory.js";

/** @typedef {import("../api/spec.js").Spec["task"]} Task */

export const LONGEST = 40;
const MOST = 50;

/** By the task's text. @type {Map<string, string>} */
const names = new Map(kept());

/** @returns {[string, string][]} */
function kept() {
  try {
    const pairs = JSON.parse(recall("names") ?? "[]");
    return pairs.filter(
      (/** @type {unknown} */ pair) => Array.isArray(pair) && pair.every((one) => typeof one === "string"),
    );
  } catch {
    return [];
  }
}

/** Empty where it has no name of the reader's. @param {Task} task */
export const calledOf = (task) => (typeof task === "string" ? "" : (names.get(textOf(task)) ?? ""));

/** @param {Task} task @param {string} name  empty: none any more */
export function call(task, name) {
  if (typeof task === "string") return;
  const said = name.replace(/\s+/g, " ").trim().slice(0, LONGEST);
  names.delete(textOf(task));
  if (said) names.set(textOf(task), said);
  remember("names", JSON.stringify([...names].slice(-MOST)));
}
