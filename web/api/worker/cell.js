// Cells of the study that goes with a run, worked out one at a time between other requests.

import { PretextError } from "../error.js";
import { nextTask, SLICE_MS } from "./next-task.js";
import { unwrap } from "./outcome.js";

/** @import {Core} from "#core" */
/** @import {Cell, CellResult, Flow} from "../protocol.js" */

const FLOW_MS = 100;

export class Cells {
  /** One that is no longer the last has been dropped. */
  #last = 0;

  /**
   * @param {Core} core  with a run
   * @param {Cell} cell
   * @param {(flow: Flow) => void} onFlow  where labels were given
   * @returns {Promise<CellResult>}
   */
  async workOut(core, { mode, labels, epoch, given = [] }, onFlow) {
    const mine = ++this.#last;
    const rows = given.map(({ row }) => row);
    const classes = given.map(({ label }) => label);
    unwrap(core.beginCell(mode, labels, epoch ?? -1, rows, classes));
    let told = -FLOW_MS;
    for (;;) {
      if (given.length > 0 && performance.now() - told >= FLOW_MS) {
        told = performance.now();
        onFlow(core.flow());
      }
      const end = performance.now() + SLICE_MS;
      do {
        if (core.advanceCell())
          return { ...JSON.parse(unwrap(core.cellResult())), predictions: core.cellPredictions() };
      } while (performance.now() < end);
      await nextTask();
      if (mine !== this.#last) throw new PretextError({ code: "dropped", message: "The cell was dropped." });
    }
  }

  /** Drops the cell under way. */
  drop() {
    this.#last += 1;
  }
}
