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
