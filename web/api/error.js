/** @import {Failure} from "./protocol.js" */

/** An error that says its piece in one sentence and has a code. */
export class PretextError extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message);
    this.name = "PretextError";
    this.code = failure.code;
    this.fatal = failure.fatal ?? false;
  }
}

/**
 * By name: WebKit evaluates the entry of a worker again for a part of it that is loaded later, and the class is there twice.
 * @param {unknown} error
 * @returns {error is PretextError}
 */
export const isPretextError = (error) => error instanceof Error && error.name === "PretextError";

/**
 * What went wrong, as it is told.
 * @param {unknown} error
 * @returns {Failure}
 */
export function failureOf(error) {
  if (isPretextError(error)) return { code: error.code, message: error.message, fatal: error.fatal };
  return { code: "trap", message: error instanceof Error ? error.message : String(error), fatal: true };
}
