import { roomOf } from "./tasks.js";

/** @import {Result} from "../protocol.js" */
/** @import {TextData} from "./texts.js" */

/** The split that models are tested on. */
export const TEST = 2;

/**
 * Bits per character of the test split, where each token is asked for; nothing where only some are.
 * @param {Pick<Result, "spec" | "pretext">} result
 * @param {TextData} data
 */
export function bitsPerCharacter({ spec, pretext }, { texts }) {
  if (spec.task !== "next_token") return undefined;
  return (pretext.test_loss * pretext.test_n) / Math.LN2 / texts.characters(TEST, roomOf(spec));
}

/**
 * @typedef {{bits_per_character?: number, head_accuracy?: number}} OwnMeasures  by which texts' own tasks are read beside the loss;
 *   head_accuracy: of second parts, told right
 */

/**
 * What a run's own task came to, as a cell of a study.
 * @param {Result} result
 * @param {TextData} data
 * @returns {Omit<import("../protocol.js").CellResult, "mode" | "labels" | "epoch"> & OwnMeasures}
 */
export function ownScore(result, data) {
  const { test_loss: loss, test_n: n, test_accuracy: share, test_head_accuracy: head } = result.pretext;
  const correct = Math.round((share ?? 0) * n);
  const bits = bitsPerCharacter(result, data);
  return {
    ...{ accuracy: correct / n, correct, n, loss, trainable: 0, updates: 0, predictions: new Uint8Array() },
    ...(bits !== undefined && { bits_per_character: bits }),
    ...(head !== undefined && { head_accuracy: head }),
  };
}
