/** @import {Extent, Saved} from "../protocol.js" */
/** @import {Spec} from "../spec.js" */

/** A run under way. What is still waited for on behalf of one that is over must not touch the next. */
export class Run {
  /** Whether another run, or none, has taken its place. */
  over = false;
  /** @type {Spec | null} */
  spec = null;
  /** @type {Extent} */
  extent = "all";
  /** How far it was last seen, and how often it has been found there. */
  unit = -1;
  still = 0;
  /** In a row. */
  failures = 0;
  /** @type {Promise<void> | null} while it is made to go on after a failure */
  repair = null;
  /** @type {Saved | null} where to go on from when no worker is left */
  saved = null;
  savedAt = 0;
  /** The single steps that were asked for. */
  steps = Promise.resolve();
}
