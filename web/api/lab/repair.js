// A worker is lost, or a message: the run goes on as if nothing had been, unless that happens again and again.

import { failureOf } from "../error.js";

/** @import {Failure} from "../protocol.js" */
/** @import {Crew} from "./crew.js" */
/** @import {Run} from "./run.js" */

/** Failures in a row, without a finished unit between them, after which a run is given up. */
export const MOST_FAILURES = 3;
/** Looks in a row that find a run where it was. They are counted, for the clock runs on while a machine sleeps. */
export const MOST_STILL = 5;

/**
 * @typedef {object} Patient  the lab
 * @property {() => boolean} held  whether workers hold a run, and are worth replacing
 * @property {(run: Run) => Promise<unknown>} open  gives every worker the run as it was saved
 * @property {(run: Run) => Promise<void>} mended
 * @property {(run: Run, failure: Failure) => void} fail
 */

export class Repair {
  #crew;
  #lab;

  /**
   * @param {Crew} crew
   * @param {Patient} lab
   */
  constructor(crew, lab) {
    this.#crew = crew;
    this.#lab = lab;
  }

  /**
   * @param {Run} run
   * @param {Failure} failure
   */
  begin(run, failure) {
    run.repair ??= this.#recover(run, failure).finally(async () => {
      run.repair = null;
      await this.#lab.mended(run);
    });
    return run.repair;
  }

  /**
   * A look at a run that should move: one that does not has lost a message or a worker without anybody being told.
   * @param {Run} run
   */
  watch(run) {
    if (run.repair) return;
    run.still += 1;
    if (run.still < MOST_STILL) return;
    run.still = 0;
    this.begin(run, { code: "worker_lost", message: "The workers have stopped answering each other." });
  }

  /** @param {Run} run */
  #over(run) {
    return run.over || !this.#lab.held();
  }

  /**
   * @param {Run} run
   * @param {Failure} failure
   */
  async #recover(run, failure) {
    for (let mended = false; !mended && !this.#over(run);) {
      run.failures += 1;
      const last = run.failures >= MOST_FAILURES;
      try {
        await this.#mend(run); // the last time, too: for the models to be there
        mended = this.#crew.whole;
      } catch (error) {
        if (!last) failure = failureOf(error);
      }
      if (last) {
        const message = `${failure.message} This was failure ${MOST_FAILURES} in a row.`;
        return this.#lab.fail(run, { ...failure, message });
      }
    }
  }

  /**
   * Replaces the workers that are lost; everybody is halted at the state of the one that was furthest.
   * @param {Run} run
   */
  async #mend(run) {
    const alive = await this.#crew.roll();
    if (this.#over(run)) return;
    const best = alive.reduce((a, b) => (b.unit > a.unit ? b : a), alive[0]);
    if (best && best.unit >= 0) run.saved = await this.#crew.inTime(best.worker.ask({ type: "save" }));
    if (this.#over(run)) return;
    await this.#crew.replaceAllBut(new Set(alive.map(({ worker }) => worker)));
    if (this.#over(run)) return;
    run.unit = run.saved?.unit ?? -1;
    await this.#lab.open(run);
    if (!this.#over(run)) await this.#crew.join();
  }
}
