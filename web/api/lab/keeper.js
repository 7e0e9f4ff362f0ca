// Takes the state of a run now and then, for it to go on from: on other workers, or in a later visit.

import { packCheckpoint } from "../keep/checkpoint-file.js";

/** @import {Progress, Saved} from "../protocol.js" */
/** @import {Crew} from "./crew.js" */
/** @import {Run} from "./run.js" */

const KEEP_EVERY_MS = 10_000;

export class Keeper {
  #crew;
  #tell;

  /**
   * @param {Crew} crew
   * @param {(file: Uint8Array<ArrayBuffer>) => void} tell
   */
  constructor(crew, tell) {
    this.#crew = crew;
    this.#tell = tell;
  }

  /**
   * Takes the run's state from a worker. What can't be had now will be had later.
   * @param {Run} run
   */
  async keep(run) {
    const { data } = this.#crew;
    run.savedAt = performance.now();
    /** @type {Saved | null} */
    const saved = await this.#crew.ask({ type: "save" }).catch(() => null);
    if (!saved || !data || run.over || run.repair) return;
    run.saved = saved;
    this.#tell(packCheckpoint(saved.file, { data: data.sha256, clock: saved.clock }));
  }

  /**
   * The same after the first epoch, and every ten seconds from then on.
   * @param {Run} run
   * @param {Progress} progress
   */
  keepInTime(run, { epoch, fit }) {
    const first = run.saved === null && (epoch > 0 || fit !== "pretext");
    if (first || (run.saved && performance.now() - run.savedAt >= KEEP_EVERY_MS)) this.keep(run);
  }
}
