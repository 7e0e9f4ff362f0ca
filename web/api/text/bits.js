import { roomOf } from "./model.js";

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
