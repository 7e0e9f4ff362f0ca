// The options --preset, --spec, --seed and --set, which ask for a spec.

import { TEXT_SET } from "../web/api/data/loading.js";
import { namedTextTasks, presetNamed, presets, readSpec, withField } from "../web/api/spec.js";
import { Failure } from "./command.mjs";
import { readText } from "./text-file.mjs";

/** @import {Spec} from "../web/api/spec.js" */

/** Whose rows no other set has. */
export const DEFAULT = "fair";

/**
 * The spec that the options ask for.
 * @param {{preset: string, spec?: string, seed?: number, set?: string[]}} options
 * @param {Spec} [fallback]  in place of the default preset
 * @returns {Promise<Spec>}
 */
export async function specFor({ preset, spec: file, seed, set = [] }, fallback) {
  let spec = file ? specFrom(file) : (fallback ?? presetNamed((preset === DEFAULT && presetWith(set)) || preset));
  if (!spec) throw new Failure(`--preset: expected one of ${Object.keys(presets).join(", ")}, found '${preset}'.`);
  if (seed !== undefined) spec = withField(spec, "seed", seed);
  for (const assignment of set) {
    const [, field, text] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
    if (!field) throw new Failure(`--set: expected field=value, found '${assignment}'.`);
    spec = withField(spec, field, valueOf(text));
  }
  return checked(spec);
}

/**
 * A set that is asked for by its name has a preset of that name, which is the default then; tasks of texts go with theirs.
 * @param {string[]} set
 */
function presetWith(set) {
  const named = set.map((one) => /^data\.set=(.*)$/.exec(one)?.[1]);
  const ofTexts = set.some((one) => namedTextTasks.some((task) => one === `task=${task}`));
  return named.findLast((name) => name !== undefined && presetNamed(name)) ?? (ofTexts ? TEXT_SET : undefined);
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
