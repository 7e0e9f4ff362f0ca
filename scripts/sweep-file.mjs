// The file of a sweep: one JSON object a line, one line a finished cell. A line that was cut off by a crash is done again.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, truncateSync } from "node:fs";
import { scoresOf } from "../web/api/study/scores.js";
import { keyOf } from "../web/api/study/study.js";
import { TEST } from "../web/api/text/bits.js";
import { eachOnce, readCells } from "./cells.mjs";
import { Failure } from "./command.mjs";
import { appender } from "./output.mjs";

/** @import {Spec} from "../web/api/spec.js" */
/** @import {Data} from "../web/api/data/data.js" */
/** @import {TextData} from "../web/api/text/texts.js" */
/** @import {Line} from "./cells.mjs" */
/** @import {StudyResult} from "../web/api/study/study.js" */

/**
 * A short digest of everything in a spec that all seeds and tasks share.
 * @param {Spec} spec
 */
export function digestOf(spec) {
  return createHash("sha256")
    .update(JSON.stringify({ ...spec, seed: 0, task: "rotation" }))
    .digest("hex")
    .slice(0, 12);
}

/**
 * Opens a sweep's file to add to it.
 * @param {string} file
 * @param {Spec} spec
 * @param {{bare?: boolean}} [options]  bare: without which images were right, which takes most of a line
 * @returns {{done: Set<string>, add: (result: StudyResult, data: Data | TextData) => void}} done: keys of the finished cells
 */
export function openSweep(file, spec, { bare = false } = {}) {
  const digest = digestOf(spec);
  const { cells, cut, whole } = existsSync(file) ? finishedIn(file) : { cells: [], cut: null, whole: true };
  if (cells.some((cell) => cell.spec !== digest)) {
    throw new Failure(
      `${file} holds cells of another spec than this one; expected a new file, or one that this spec began.`,
    );
  }
  if (cut !== null) truncateSync(file, cut);
  const append = appender(file);
  if (!whole) append("\n");
  return {
    done: new Set(cells.map(keyOf)),
    add({ predictions, ...result }, data) {
      const hits = bare ? "" : hitsOf(result.mode, predictions, labelsOf(data, spec));
      const scores = result.mode === "pretext" || "texts" in data ? {} : scoresOf(predictions, data);
      /** @type {Line} */
      const line = { preset: spec.name, spec: digest, ...result, ...scores, hits };
      append(`${JSON.stringify(line)}\n`);
    },
  };
}

/**
 * @param {string} file
 * @returns {{cells: Line[], cut: number | null, whole: boolean}} cut: where a line begins that was cut off; whole: whether
 *   the last of the others has an end
 */
function finishedIn(file) {
  const { found, cut, wide } = readCells(file);
  if (wide)
    throw new Failure(`${file} is UTF-16, and a sweep adds UTF-8 to it; expected a new file, or this one as UTF-8.`);
  const bytes = readFileSync(file);
  const end = cut === "" ? bytes.length : bytes.lastIndexOf(0x0a) + 1;
  return {
    cells: eachOnce(found),
    cut: cut === "" ? null : end,
    whole: found.length === 0 || bytes[end - 1] === 0x0a,
  };
}

/** Of the rows that are tested. @param {Data | TextData} data @param {Spec} spec */
function labelsOf(data, { data: { test } }) {
  return "texts" in data ? data.texts.labels(TEST).subarray(test.from, test.from + test.count) : data.test.labels;
}

/**
 * @param {string} mode
 * @param {Uint8Array} predictions
 * @param {Uint8Array} labels  of what is tested
 */
function hitsOf(mode, predictions, labels) {
  if (mode === "pretext") return ""; // of turned images, which nothing else can be compared with
  const bits = Buffer.alloc(Math.ceil(predictions.length / 8));
  predictions.forEach((digit, i) => {
    if (digit === labels[i]) bits[i >> 3] |= 1 << (i & 7);
  });
  return bits.toString("base64");
}
