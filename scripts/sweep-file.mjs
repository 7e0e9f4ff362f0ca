// The file of a sweep: one JSON object a line, one line a finished cell. A line that was cut off by a crash is done again.

import { createHash } from "node:crypto";
import { existsSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { keyOf } from "../web/api/study/study.js";
import { Failure } from "./command.mjs";

/** @import {Spec} from "../web/api/spec.js" */
/** @import {StudyResult} from "../web/api/study/study.js" */

/**
 * @typedef {Omit<StudyResult, "predictions"> & {spec: string, preset: string, hits: string}} Line  spec: the digest of the spec
 *   without its seed; hits: a bit for each test image, lowest first, set where the model is right, in base64
 */

/**
 * A short digest of everything in a spec that all seeds share.
 * @param {Spec} spec
 */
export function digestOf(spec) {
  return createHash("sha256")
    .update(JSON.stringify({ ...spec, seed: 0 }))
    .digest("hex")
    .slice(0, 12);
}

/**
 * The lines of a file; what is no whole line at its end is left out.
 * @param {string} file
 * @returns {{lines: Line[], bytes: number}} bytes: how much of the file they are
 */
export function readLines(file) {
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").slice(0, -1);
  const parsed = lines.map((line, i) => {
    try {
      return /** @type {Line} */ (JSON.parse(line));
    } catch {
      throw new Failure(`${file}: line ${i + 1} is no JSON; expected one finished cell a line.`);
    }
  });
  return { lines: parsed, bytes: Buffer.byteLength(whole) };
}

/**
 * Opens a sweep's file to add to it.
 * @param {string} file
 * @param {Spec} spec
 * @returns {{done: Set<string>, add: (result: StudyResult, labels: Uint8Array) => void}} done: keys of the finished cells
 */
export function openSweep(file, spec) {
  const digest = digestOf(spec);
  /** @type {Line[]} */
  let lines = [];
  if (existsSync(file)) {
    const read = readLines(file);
    lines = read.lines;
    truncateSync(file, read.bytes);
  }
  if (lines.some((line) => line.spec !== digest)) {
    throw new Failure(
      `${file} holds cells of another spec than this one; expected a new file, or one that this spec began.`,
    );
  }
  const handle = openSync(file, "a");
  return {
    done: new Set(lines.map(keyOf)),
    add({ predictions, ...result }, labels) {
      const hits = hitsOf(result.mode, predictions, labels);
      /** @type {Line} */
      const line = { preset: spec.name, spec: digest, ...result, hits };
      writeSync(handle, `${JSON.stringify(line)}\n`); // one call, so that a crash leaves at most one line cut off
    },
  };
}

/**
 * @param {string} mode
 * @param {Uint8Array} predictions
 * @param {Uint8Array} labels  of the test images
 */
function hitsOf(mode, predictions, labels) {
  if (mode === "pretext") return ""; // of turned images, which nothing else can be compared with
  const bits = Buffer.alloc(Math.ceil(predictions.length / 8));
  predictions.forEach((digit, i) => {
    if (digit === labels[i]) bits[i >> 3] |= 1 << (i & 7);
  });
  return bits.toString("base64");
}

/**
 * The bits of a line's hits, one byte each.
 * @param {Line} line
 */
export function hitsIn({ hits, n }) {
  const bits = Buffer.from(hits, "base64");
  return Uint8Array.from({ length: n }, (_, i) => (bits[i >> 3] >> (i & 7)) & 1);
}
