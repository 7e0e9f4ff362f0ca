import { createLab, loadData } from "../web/api/node.js";
import { presets, withField } from "../web/api/spec.js";

/** @import {Result} from "../web/api/protocol.js" */

/**
 * How much faster several workers make the pretext step than one does, in runs that take turns; the best of each counts.
 * @param {number} count
 * @param {number} rounds
 */
export async function speedUp(count, rounds) {
  const data = await loadData();
  /** @param {number} workers */
  const stepOf = async (workers) => {
    const spec = withField(presets.quick, "pretext.epochs", 4);
    const result = await /** @type {Promise<Result>} */ (
      new Promise((resolve, reject) => {
        const lab = createLab({
          workers,
          onResult(done) {
            lab.close();
            resolve(done);
          },
          onFailure: (failure) => reject(new Error(failure.message)),
        });
        lab.start(spec, data);
      })
    );
    return result.pretext.ms_per_step;
  };
  let one = Infinity;
  let several = Infinity;
  for (let round = 0; round < rounds; ++round) {
    one = Math.min(one, await stepOf(1));
    several = Math.min(several, await stepOf(count));
  }
  return { count, ms_per_step: several, speed_up: one / several };
}
