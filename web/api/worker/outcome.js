import { PretextError } from "../error.js";

/** @import {Failure} from "../protocol.js" */

/** @typedef {{ok: true, value: any} | {ok: false, error: {code: string, message: string}}} Outcome */

/**
 * The value of a core's outcome.
 * @param {Outcome} outcome
 */
export function unwrap(outcome) {
  if (!outcome.ok) throw new PretextError(/** @type {Failure} */ (outcome.error));
  return outcome.value;
}
