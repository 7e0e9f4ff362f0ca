// The options --preset, --spec, --seed and --set, which ask for a spec.

import { namedTextTasks, presetNamed, presets, readSpec, withField } from "../web/api/spec.js";
import { Failure } from "./command.mjs";
import { readText } from "./text-file.mjs";

/** @import {Spec} from "../web/api/spec.js" */

/** Fields that only go with texts, which need a preset of their own. */
const TEXTS = ["data.set=definitions", ...namedTextTasks.map((name) => `task=${name}`)];

/**
 * The spec that the options ask for.
 * @param {{preset: string, spec?: string, seed?: number, set?: string[]}} options
 * @returns {Promise<Spec>}
 */
export async function specFor({ preset, spec: file, seed, set = [] }) {
  const texts = preset === "fair" && set.some((field) => TEXTS.includes(field));
  let spec = file ? specFrom(file) : presetNamed(texts ? "definitions" : preset);
  if (!spec) throw new Failure(`--preset: expected one of ${Object.keys(presets).join(", ")}, found '${preset}'.`);
  if (seed !== undefined) spec = withField(spec, "seed", seed);
  for (const assignment of set) {
    const [, field, text] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
    if (!field) throw new Failure(`--set: expected field=value, found '${assignment}'.`);
    spec = withField(spec, field, valueOf(text));
  }
  return checked(spec);
}

/** @param {string} file */
function specFrom(file) {
  const text = readText(file, "a JSON file", "--spec");
  try {
    return checked(JSON.parse(text));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`--spec: ${file} is no JSON.`);
  }
}

/** @param {unknown} value */
function checked(value) {
  const read = readSpec(value);
  if (!read.ok) throw new Failure(read.error.message);
  return read.spec;
}

/** @param {string} text  what JSON writes, such as numbers and objects, else a string */
export function valueOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
