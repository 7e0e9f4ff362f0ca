// Cells of the study that goes with a run, worked out one at a time between other requests.

import { PretextError } from "../error.js";
import { nextTask, SLICE_MS } from "./next-task.js";
import { unwrap } from "./outcome.js";

/** @import {Core} from "#core" */
/** @import {Cell, CellResult} from "../protocol.js" */

export class Cells {
  /** One that is no longer the last has been dropped. */
  #last = 0;

  /**
   * @param {Core} core  with a run
   * @param {Cell} cell
   * @returns {Promise<CellResult>}
   */
  async workOut(core, { mode, labels, epoch }) {
    const mine = ++this.#last;
    unwrap(core.beginCell(mode, labels, epoch ?? -1));
    for (;;) {
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
