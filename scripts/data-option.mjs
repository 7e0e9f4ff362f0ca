// The option --data, which names the reader's own images or texts, and what stands in its place.

import { Option } from "commander";
import { TEXT_SET } from "../web/api/data/loading.js";
import { loadData, loadOwnData, loadOwnTexts, loadTexts } from "../web/api/node.js";
import { presetFor, setOf } from "../web/api/spec.js";
import { areTexts, isOfTexts } from "../web/api/text/tasks.js";
import { Failure } from "./command.mjs";
import { specFor } from "./spec-options.mjs";

/** @import {Spec} from "../web/api/spec.js" */
/** @import {Data as Images} from "../web/api/data/data.js" */
/** @import {TextData} from "../web/api/text/texts.js" */
/** @typedef {Images | TextData} Data */

/** What cuts them into tokens. */
export const tokenizerOption = () =>
  new Option(
    "--tokenizer <kind>",
    "of texts of your own: pieces of words, learned from them, or bytes (default: bpe)",
  ).choices(["bpe", "bytes"]);

/**
 * The data that the options ask for, or else the spec.
 * @param {{data?: string, tokenizer?: "bpe" | "bytes"}} options @param {Spec | null} spec
 * @returns {Promise<Data>}
 */
export async function dataFor({ data: place, tokenizer }, spec) {
  const texts = place !== undefined && areTexts(place);
  if (tokenizer !== undefined && !texts)
    throw new Failure("--tokenizer: expected texts of your own, --data FILE.txt or .csv.");
  if (place !== undefined) return texts ? loadOwnTexts(place, tokenizer) : loadOwnData(place);
  const set = spec ? setOf(spec) : undefined;
  if (spec && set === "own") {
    const where = isOfTexts(spec) ? "the file of the texts" : "the folder of the images";
    throw new Failure(`--data: expected ${where}, for data.set is 'own'.`);
  }
  return set === TEXT_SET ? loadTexts() : loadData(set);
}

/**
 * The spec that the options ask for, which fits the reader's own data where nothing was chosen, and the data.
 * @param {any} options
 * @param {boolean} chosen  whether a preset or a spec was
 * @returns {Promise<{spec: Spec, data: Data}>}
 */
export async function specAndData(options, chosen) {
  const own = options.data === undefined ? null : await dataFor(options, null);
  const spec = await specFor(options, chosen ? undefined : own ? presetFor(own) : undefined);
  return { spec, data: own ?? (await dataFor(options, spec)) };
}
