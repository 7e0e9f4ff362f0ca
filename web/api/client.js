// The lab in a page.

import { describeBy } from "./lab/describe.js";
import { host } from "./lab/host.js";
import { Lab } from "./lab/lab.js";
import { loadPacked, loadPackedTexts, readOwn, readOwnBatches, readOwnText } from "./data/loading.js";

/** @import {Listeners} from "./lab/lab.js" */

/** As many workers as cores, up to 8; one core is left to the page where there are more than two. */
export function defaultWorkers() {
  const cores = navigator.hardwareConcurrency || 2;
  return Math.max(1, Math.min(8, cores > 2 ? cores - 1 : cores));
}

/** @param {Listeners & {workers?: number}} options */
export function createLab({ workers = defaultWorkers(), ...listeners }) {
  return new Lab(host, { workers, ...listeners });
}

/**
 * What a spec comes to for images of a shape.
 * @param {import("./spec.js").Spec} spec
 * @param {[number, number, number]} shape  height, width, channels
 * @param {number} classes  that labels tell apart
 */
export const describe = (spec, shape, classes) => describeBy(host, spec, shape, classes);

/**
 * The data that are served beside the page.
 * @param {{set?: string, onProgress?: (fraction: number) => void}} [options]  set: as in a spec's data.set
 */
export const loadData = (options) => loadPacked(host, options);

/**
 * The texts that are served beside the page.
 * @param {{onProgress?: (fraction: number) => void}} [options]
 */
export const loadTexts = (options) => loadPackedTexts(host, options);

/** A file of the reader's own, read. @param {File} file */
export const readOwnFile = (file) => readOwn(host, file.name, file);

/**
 * A file of texts of the reader's own, read.
 * @param {File} file @param {import("./text/own-texts.js").Tokenizer} tokenizer
 */
export const readOwnTextFile = (file, tokenizer) => readOwnText(host, file.name, file, tokenizer);

/** Files in CIFAR-10's binary form, read. @param {File[]} files */
export const readOwnSet = (files) =>
  readOwnBatches(
    host,
    files.map((file) => ({ name: file.name, file })),
  );
