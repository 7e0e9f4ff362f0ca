// Cells of the study that goes with a run, worked out one at a time between other requests.

import { PretextError } from "../error.js";
import { nextTask, SLICE_MS } from "./next-task.js";
import { unwrap } from "./outcome.js";

/** @import {Core} from "#core" */
/** @import {Cell, CellResult, Flow} from "../protocol.js" */

/** How often images that are being located are told of. */
const FLOW_MS = 100;
/** Sweeps are told of by their number, so that what is seen is the same on any machine: the first ones, where labels go far,
 * each; then ever fewer. */
const FLOW_RATIO = 1.12;

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
    let [sweep, next] = [-1, Infinity];
    const tell = () => {
      const flow = core.flow();
      told = performance.now();
      if (flow.sweeps > 0) [sweep, next] = [flow.sweep, Math.max(flow.sweep + 1, Math.floor(flow.sweep * FLOW_RATIO))];
      onFlow(flow);
    };
    for (;;) {
      if (given.length > 0 && sweep < 0 && performance.now() - told >= FLOW_MS) tell();
      const end = performance.now() + SLICE_MS;
      do {
        const done = core.advanceCell();
        if (sweep >= 0 && (++sweep >= next || done)) tell();
        if (done) return { ...JSON.parse(unwrap(core.cellResult())), predictions: core.cellPredictions() };
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
