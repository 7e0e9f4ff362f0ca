// The finished cells of sweeps: files of one JSON object a line, checked line by line, and each cell counted once.

import { Ajv } from "ajv";
import { ALL_MODES, modeNamed } from "../web/api/study/modes.js";
import { readSpec } from "../web/api/spec.js";
import { keyOf } from "../web/api/study/study.js";
import { taskOf, textOf } from "../web/api/task-text.js";
import { isOfTexts } from "../web/api/text/tasks.js";
import { Failure } from "./command.mjs";
import { decoded, readTextBytes } from "./text-file.mjs";

/** @import {Balanced} from "../web/api/study/scores.js" */
/** @import {StudyResult} from "../web/api/study/study.js" */

/**
 * @typedef {Omit<StudyResult, "predictions"> & Partial<Balanced> & {spec: string, preset: string, hits: string}} Line  spec: the digest of the spec
 *   without seed and task; hits: a bit for each test image, lowest first, set where the model is right, in base64; balanced and domains where classes
 *   are not equally frequent
 * @typedef {{cell: Line, place: string}} Found  place: file and line
 */

const count = (/** @type {number} */ minimum, maximum = Number.MAX_SAFE_INTEGER) => ({
  type: "integer",
  minimum,
  maximum,
  description: `a whole number from ${minimum} to ${maximum}`,
});

const NAMES = ALL_MODES.map(({ name }) => name);

const SCHEMA = {
  type: "object",
  description: "one finished cell, a JSON object",
  properties: {
    preset: { type: "string", description: "a text" },
    spec: { type: "string", pattern: "^[0-9a-f]{12}$", description: "12 hexadecimal digits" },
    seed: count(0, 2 ** 32 - 1),
    task: { type: ["string", "null"], description: "a task's name, its description as JSON text, or null" },
    mode: { enum: NAMES, description: `one of ${NAMES.join(", ")}` },
    labels: count(0, 1_000_000),
    epoch: { type: ["integer", "null"], minimum: 0, maximum: 1_000_000, description: "a whole number, or null" },
    accuracy: { type: ["number", "null"], minimum: 0, maximum: 1, description: "a number from 0 to 1" },
    balanced: { type: "number", minimum: 0, maximum: 1, description: "a number from 0 to 1" },
    domains: {
      type: "object",
      additionalProperties: { type: "number", minimum: 0, maximum: 1 },
      description: "an object of numbers from 0 to 1",
    },
    psnr: { type: "number", description: "a number" },
    bits_per_character: { type: "number", minimum: 0, description: "a number from 0 on" },
    head_accuracy: { type: "number", minimum: 0, maximum: 1, description: "a number from 0 to 1" },
    loss: { type: ["number", "null"], minimum: 0, description: "a number from 0 on" },
    n: count(1),
    correct: count(0),
    trainable: count(0),
    updates: count(0),
    hits: { type: "string", pattern: "^[A-Za-z0-9+/]*={0,2}$", description: "base64" },
  },
  required: [
    "preset",
    "spec",
    "seed",
    "mode",
    "labels",
    "epoch",
    "accuracy",
    "n",
    "correct",
    "trainable",
    "updates",
    "hits",
  ],
};

const matchesSchema = new Ajv({ allowUnionTypes: true, logger: false }).compile(SCHEMA);

/**
 * What is wrong with a line's value, or nothing: the field, what it must be and what it is.
 * @param {any} value
 */
function faultOf(value) {
  if (!matchesSchema(value)) {
    const [error] = /** @type {import("ajv").ErrorObject[]} */ (matchesSchema.errors);
    const field = error.params.missingProperty ?? error.instancePath.slice(1);
    const part = field === "" ? SCHEMA : Reflect.get(SCHEMA.properties, field);
    return mustBe(field, part.description, field === "" ? value : value[field]);
  }
  const { task, mode, labels, epoch, accuracy, psnr, correct, n, hits } = /** @type {Line} */ (value);
  const { encoder } = modeNamed(mode) ?? {};
  const pretrained = encoder === "pretrained";
  if (pretrained && !isTask(task)) return mustBe("task", `a pretext task for the mode ${mode}`, task);
  if (!pretrained && task !== null && !(encoder === "random" && isTask(task) && isOfTextTask({ task })))
    return mustBe("task", `null for the mode ${mode}`, task);
  if (pretrained && epoch === null) return mustBe("epoch", `a whole number for the mode ${mode}`, epoch);
  if (!pretrained && epoch !== null) return mustBe("epoch", `null for the mode ${mode}`, epoch);
  if ((mode === "pretext") !== (labels === 0))
    return mustBe("labels", mode === "pretext" ? "0 for the mode pretext" : "above 0", labels);
  if (correct > n) return mustBe("correct", `at most n, ${n}`, correct);
  if (accuracy === null) {
    if (mode !== "pretext") return mustBe("accuracy", `a number for the mode ${mode}`, accuracy);
    if (psnr === undefined) return mustBe("psnr", "a number where accuracy is null", psnr);
    return hits === "" ? undefined : mustBe("hits", "empty where accuracy is null", hits);
  }
  if (!(Math.abs(accuracy - correct / n) < 1e-9)) return mustBe("accuracy", `correct / n, ${correct / n}`, accuracy);
  return faultOfHits(/** @type {Line} */ (value));
}

/** @param {Line} line */
function faultOfHits({ hits, n, correct }) {
  if (hits === "") return undefined; // nothing is known of single images
  const bytes = Buffer.from(hits, "base64");
  if (bytes.length !== Math.ceil(n / 8)) return mustBe("hits", `a bit for each of ${n} images`, bytes.length * 8);
  const set = bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0);
  return set === correct ? undefined : mustBe("hits", `${correct} bits that are set, as many as correct says`, set);
}

/**
 * @param {string} field
 * @param {string} expected
 * @param {unknown} found
 */
function mustBe(field, expected, found) {
  const shown = found === undefined ? "nothing" : String(JSON.stringify(found)).slice(0, 60);
  return field === "" ? `expected ${expected}, found ${shown}` : `'${field}' must be ${expected}, found ${shown}`;
}

/**
 * A line of a time when there was one task says of none.
 * @param {any} value
 */
function withTask(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value) || "task" in value) return value;
  return { ...value, task: modeNamed(value.mode)?.control ? null : "rotation" };
}

/** Whether a cell is of a task of texts. @param {{task: string | null}} cell */
export const isOfTextTask = ({ task }) => task !== null && isOfTexts({ task: taskOf(task) });

/** @param {string | null} text */
function isTask(text) {
  if (text === null) return false;
  try {
    const read = readSpec({ task: taskOf(text) });
    return read.ok && textOf(read.spec.task) === text;
  } catch {
    return false;
  }
}

/**
 * @param {string} text
 * @param {string} place
 * @returns {Found}
 */
function cellIn(text, place) {
  let cell;
  try {
    cell = JSON.parse(text);
  } catch {
    throw new Failure(`${place} is no JSON; expected one finished cell a line.`);
  }
  cell = withTask(cell);
  const fault = faultOf(cell);
  if (fault) throw new Failure(`${place}: ${fault}.`);
  return { cell, place };
}

/**
 * The cells of a file. Blank lines, CRLF and a byte order mark don't matter, nor does a missing line end.
 * @param {string} file
 * @returns {{found: Found[], cut: string, wide: boolean}} cut: the place of a line that was cut off at the end, which is
 *   left out, or ""; wide: whether the file is in UTF-16
 */
export function readCells(file) {
  const { bytes, wide } = readTextBytes(file, "lines of a sweep");
  const start = bytes.lastIndexOf(0x0a) + 1;
  const lines = decoded(bytes.subarray(0, start), file).split("\n");
  const last = bytes.toString("utf8", start);
  const cut = last.startsWith("{") && !isJson(last);
  lines[lines.length - 1] = cut ? "" : last;
  const found = lines.flatMap((line, i) => (line.trim() === "" ? [] : [cellIn(line, `${file}: line ${i + 1}`)]));
  return { found, cut: cut ? `${file}: line ${lines.length}` : "", wide };
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a cell came to: its spec, seed, mode, labels and epoch say it all. */
const RESULTS = /** @type {const} */ ([
  "correct",
  "n",
  "accuracy",
  "balanced",
  "psnr",
  "loss",
  "bits_per_character",
  "head_accuracy",
  "trainable",
  "updates",
  "hits",
]);

/**
 * Each cell once, however often it was found; what contradicts itself is refused.
 * @param {Found[]} found
 * @returns {Line[]}
 */
export function eachOnce(found) {
  /** @type {Map<string, Found>} */
  const known = new Map();
  /** @type {Map<string | null, Found>} */
  const tested = new Map();
  for (const { cell, place } of found) {
    const [first] = found;
    if (cell.spec !== first.cell.spec)
      throw new Failure(`${place} is of another spec than ${first.place}; expected cells of one spec.`);
    const examples = cell.mode === "pretext" ? cell.task : null;
    const alike = tested.get(examples) ?? { cell, place };
    tested.set(examples, alike);
    if (cell.n !== alike.cell.n)
      throw new Failure(`${place} was tested on ${cell.n} images, but ${alike.place} on ${alike.cell.n}.`);
    const key = keyOf(cell);
    const other = known.get(key);
    const field = other && RESULTS.find((name) => contradicts(name, other.cell, cell));
    if (other && field) {
      const values = [other, { cell }].map((one) => String(JSON.stringify(one.cell[field])).slice(0, 40)).join(" and ");
      const which = `seed ${cell.seed}, ${cell.task === null ? "" : `${cell.task}, `}${cell.mode}, ${cell.labels} labels`;
      throw new Failure(`${place} contradicts ${other.place}: for ${which} '${field}' is ${values}.`);
    }
    if (!other?.cell.hits) known.set(key, { cell, place: other?.place ?? place });
  }
  return [...known.values()].map(({ cell }) => cell);
}

/**
 * @param {typeof RESULTS[number]} field
 * @param {Line} a
 * @param {Line} b
 */
function contradicts(field, a, b) {
  if (field === "hits" && (a.hits === "" || b.hits === "")) return false;
  return a[field] !== b[field];
}

/**
 * The bits of a line's hits, one byte each.
 * @param {Line} line
 */
export function hitsIn({ hits, n }) {
  const bits = Buffer.from(hits, "base64");
  return Uint8Array.from({ length: n }, (_, i) => (bits[i >> 3] >> (i & 7)) & 1);
}
