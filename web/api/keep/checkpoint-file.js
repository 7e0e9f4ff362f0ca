// A run that can go on later, as one file: the core's own safetensors file, and in its metadata what the core does not
// know: the data that it was made with, and the time that it took.

import { PretextError } from "../error.js";
import { ROLES } from "../data/data.js";
import { parsed, splitHeader } from "./header.js";
import { readSpec } from "../spec.js";

/** @import {ClockState} from "../worker/clock.js" */
/** @import {Data} from "../data/data.js" */
/** @import {Spec} from "../spec.js" */

/**
 * @typedef {object} Checkpoint
 * @property {Spec} spec
 * @property {string} version  of the core
 * @property {Data["sha256"]} data  what the run learns from
 * @property {ClockState} clock
 * @property {Uint8Array<ArrayBuffer>} file  for the core; it may or may not hold the fields above
 */

const LENGTH_BYTES = 8;

/**
 * @param {Uint8Array<ArrayBuffer>} file  from the core
 * @param {{data: Data["sha256"], clock: ClockState}} known
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function packCheckpoint(file, { data, clock }) {
  const { header, rest } = split(file);
  Object.assign(header.__metadata__, { data: JSON.stringify(data), clock: JSON.stringify(clock) });
  const text = JSON.stringify(header);
  const bytes = new TextEncoder().encode(text.padEnd(8 * Math.ceil(text.length / 8)));
  const packed = new Uint8Array(LENGTH_BYTES + bytes.length + rest.length);
  new DataView(packed.buffer).setBigUint64(0, BigInt(bytes.length), true);
  packed.set(bytes, LENGTH_BYTES);
  packed.set(rest, LENGTH_BYTES + bytes.length);
  return packed;
}

/**
 * Reads a file of anybody's. What the core keeps in it is the core's to check.
 * @param {Uint8Array<ArrayBuffer>} file
 * @returns {Checkpoint}
 */
export function unpackCheckpoint(file) {
  const { spec: text, version, data, clock } = split(file).header.__metadata__;
  const spec = readSpec(parsed(text));
  if (!spec.ok) throw new PretextError(spec.error);
  return {
    spec: spec.spec,
    version: String(version).slice(0, 40),
    data: sumsOf(parsed(data)),
    clock: clockOf(parsed(clock)),
    file,
  };
}

/** @param {Uint8Array<ArrayBuffer>} file */
function split(file) {
  const found = splitHeader(file, "pretext checkpoint");
  if (!found) throw unknown();
  return found;
}

/**
 * @param {any} value
 * @returns {Data["sha256"]}
 */
function sumsOf(value) {
  const roles = value?.texts === undefined ? ROLES : ["texts"];
  if (!roles.every((role) => /^[0-9a-f]{64}$/.test(value?.[role]))) throw unknown();
  return /** @type {Data["sha256"]} */ (Object.fromEntries(roles.map((role) => [role, value[role]])));
}

/**
 * @param {any} value
 * @returns {ClockState}
 */
function clockOf(value) {
  const number = (/** @type {unknown} */ n) => {
    if (typeof n === "number" && n >= 0 && n < 1e12) return n;
    throw unknown();
  };
  /** @type {ClockState["fits"]} */
  const fits = {};
  for (const fit of ["pretext", "self_supervised", "supervised", "random"]) {
    const { from, seconds, updates } = value?.fits?.[fit] ?? {};
    if (seconds === undefined) continue;
    fits[fit] = { from: number(from), seconds: number(seconds), updates: number(updates) };
  }
  return { seconds: number(value?.seconds), fraction: Math.min(1, number(value?.fraction)), fits };
}

function unknown() {
  return new PretextError({ code: "bad_file", message: "checkpoint: expected a file that Pretext has saved." });
}
