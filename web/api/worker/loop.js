// Works through the units of a run together with the worker's peers. All workers of a run hold the same state. For a shared
// unit each computes its share and sends it to all others; a worker that is told to wait therefore holds up the others by
// itself.

import { PretextError } from "../error.js";
import { Cells } from "./cell.js";
import { Clock } from "./clock.js";
import { Mesh } from "./mesh.js";
import { nextTask, SLICE_MS } from "./next-task.js";
import { unwrap } from "./outcome.js";

/** @import {Core} from "#core" */
/** @import {Cell, Failure, Progress, Saved} from "../protocol.js" */
/** @import {ClockState} from "./clock.js" */
/** @import {Outcome} from "./outcome.js" */

const PROGRESS_MS = 100;

export class Loop {
  mesh = new Mesh();
  #post;
  #told;
  /** @type {Core | null} while it has a run */
  #core = null;
  #unit = 0;
  /** @type {"halted" | "running" | "stepping"} */
  #mode = "halted";
  /** @type {Promise<void> | null} while it works */
  #working = null;
  #cells = new Cells();
  #clock = new Clock();

  /**
   * @param {(message: object, transfer?: Transferable[]) => void} post  to the page
   * @param {(error: unknown) => Failure} told  how an error is told
   */
  constructor(post, told) {
    this.#post = post;
    this.#told = told;
  }

  get unit() {
    return this.#unit;
  }

  get mode() {
    return this.#mode;
  }

  /**
   * Begins a run in place of the one there was.
   * @param {Core} core
   * @param {{unit: number, clock?: ClockState}} from
   * @param {() => Outcome} open  lets the core begin it
   */
  async open(core, { unit, clock }, open) {
    await this.close();
    core.close();
    unwrap(open());
    this.#unit = unit;
    this.#clock = new Clock(clock);
    this.#core = core;
  }

  async close() {
    this.#cells.drop();
    await this.halt();
    this.#core?.close();
    this.#core = null;
  }

  run() {
    this.#mode = "running";
    this.#keepWorking();
  }

  /** One unit, unless the run goes on by itself. */
  async step() {
    if (this.#mode === "running") return;
    this.#mode = "stepping";
    await this.#keepWorking();
  }

  async halt() {
    this.#mode = "halted";
    this.mesh.wake();
    await this.#working;
    return { unit: this.#core ? this.#unit : -1 };
  }

  /**
   * Between two units or within one: a unit that is not finished leaves the state as it was.
   * @returns {Saved}
   */
  save() {
    if (!this.#core) throw new PretextError({ code: "unsupported", message: "The worker has no run to save." });
    return { file: this.#core.save(), unit: this.#unit, clock: this.#clock.state };
  }

  /** @param {Cell} cell */
  cell(cell) {
    if (!this.#core) throw new PretextError({ code: "unsupported", message: "No run has been opened." });
    return this.#cells.workOut(this.#core, cell, (flow) => this.#post({ event: "flow", flow }));
  }

  /** Until the mode is "halted" or the run done. */
  #keepWorking() {
    return (this.#working ??= this.#work()
      .catch((error) => this.#post({ event: "trap", error: this.#told(error) }))
      .finally(() => (this.#working = null)));
  }

  async #work() {
    const core = this.#core;
    if (!core) return;
    this.#clock.start();
    let reported = performance.now();
    while (this.#mode !== "halted" && !core.done()) {
      await this.#slice(core);
      const progress = this.#look(core);
      if (performance.now() - reported >= PROGRESS_MS) {
        reported = performance.now();
        this.#report(progress);
      }
      await nextTask();
    }
    const progress = this.#look(core);
    this.#clock.stop();
    this.#report(progress);
    if (core.done()) this.#finish(core);
  }

  /**
   * Units for about SLICE_MS.
   * @param {Core} core
   */
  async #slice(core) {
    const end = performance.now() + SLICE_MS;
    do {
      if (!(await this.#advance(core))) return;
      if (this.#mode === "stepping") this.#mode = "halted";
    } while (this.#mode === "running" && !core.done() && performance.now() < end);
  }

  /**
   * Completes one unit; false if the worker was halted while it waited for its peers.
   * @param {Core} core
   */
  async #advance(core) {
    const { index, count } = this.mesh;
    if (count === 1 || !core.exchanged()) {
      core.advance();
    } else {
      const part = core.compute(index, count);
      const others = await this.mesh.exchange(this.#unit, part, () => this.#mode === "halted");
      if (!others) return false;
      for (const { peer, part: theirs } of others) {
        const inbox = core.inbox(peer, count);
        if (inbox.length !== theirs.length)
          throw new Error(`a part of ${theirs.length} values came in, expected ${inbox.length}`);
        inbox.set(theirs);
      }
      core.absorb();
    }
    this.#unit += 1;
    return true;
  }

  /** @param {Core} core */
  #look(core) {
    return this.#clock.timed(JSON.parse(core.progress()));
  }

  /**
   * The first worker tells the page where the run is.
   * @param {Progress} progress
   */
  #report(progress) {
    if (this.mesh.index === 0) this.#post({ event: "progress", unit: this.#unit, progress });
  }

  /** @param {Core} core */
  #finish(core) {
    if (this.mesh.index !== 0) return;
    const status = core.status();
    if (!status.ok) return this.#post({ event: "failed", error: status.error });
    const weights = core.finalWeights();
    this.#post({ event: "done", result: this.#clock.timedResult(JSON.parse(core.result())), weights }, [
      weights.buffer,
    ]);
  }
}
