// Runs experiments on workers: keeps them in step, replaces those that are lost, and tells the page or Node how it goes.
// Nothing here knows whether the workers are the browser's or Node's: a host makes them.

import { failureOf, PretextError } from "../error.js";
import { unpackCheckpoint } from "../keep/checkpoint-file.js";
import { Crew } from "./crew.js";
import { sha256 } from "../data/digest.js";
import { Keeper } from "./keeper.js";
import { Models } from "./models.js";
import { MOST_FAILURES, MOST_STILL, Repair } from "./repair.js";
import { Run } from "./run.js";

/** @import {Cell, CellResult, Extent, Failure, Flow, Progress, Result, WorkerEvent} from "../protocol.js" */
/** @import {Channel} from "./channel.js" */
/** @import {Host} from "./crew.js" */
/** @import {Spec} from "../spec.js" */
/** @import {Data} from "../data/data.js" */

/**
 * @typedef {"idle" | "loading" | "running" | "paused" | "stopped" | "done" | "failed"} LabState
 *
 * @typedef {object} Listeners
 * @property {(state: LabState) => void} [onState]
 * @property {(progress: Progress) => void} [onProgress]
 * @property {(result: Result) => void} [onResult]
 * @property {(failure: Failure) => void} [onFailure]
 * @property {(file: Uint8Array<ArrayBuffer>) => void} [onCheckpoint]  the run's state, for restore() to go on from: after
 *   the first epoch, then about every ten seconds, and at each pause
 */

/** A worker that has not answered for so long is lost, and so is a message when a run has not moved. */
const PATIENCE_MS = 10_000;

export class Lab extends Models {
  #crew;
  #keeper;
  #repair;
  #listeners;
  #size;
  #patience;
  /** Who hears of the cell under way of each worker. @type {WeakMap<Channel, ((flow: Flow) => void) | undefined>} */
  #flows = new WeakMap();
  /** @type {Run | null} */
  #run = null;
  /** @type {LabState} */
  #state = "idle";
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watchdog;

  /**
   * @param {Host} host
   * @param {Listeners & {workers?: number, patience?: number}} options  patience: milliseconds without a sign of life after
   *   which a worker or message is taken for lost
   */
  constructor(host, { workers = 1, patience = PATIENCE_MS, ...listeners }) {
    const crew = new Crew(host, patience, (worker, event) => this.#hear(worker, event));
    super((question) => crew.ask(question));
    this.#crew = crew;
    this.#size = workers;
    this.#patience = patience;
    this.#listeners = listeners;
    this.#keeper = new Keeper(crew, (file) => listeners.onCheckpoint?.(file));
    this.#repair = new Repair(crew, {
      held: () => this.#held,
      open: (run) => this.#openAll(run),
      mended: async (run) => {
        if (!run.over && this.#state === "running") await this.#go(run);
      },
      fail: (run, failure) => this.#fail(run, failure),
    });
  }

  get state() {
    return this.#state;
  }

  get workers() {
    return this.#size;
  }

  /** Number of workers from the next start on. */
  set workers(count) {
    this.#size = count;
  }

  /**
   * Begins a run; one under way is dropped. Resolves when it runs or has failed to.
   * @param {Spec} spec
   * @param {Data} data
   * @param {{extent?: Extent, paused?: boolean}} [options]  paused: before its first step
   */
  async start(spec, data, { extent = "all", paused = false } = {}) {
    await this.#begin(async (run) => {
      Object.assign(run, { spec, extent });
      await this.#crew.staff(this.#size, data);
    }, paused);
  }

  /**
   * Goes on with a run as it was when onCheckpoint() gave `file`; one under way is dropped.
   * @param {Uint8Array<ArrayBuffer>} file
   * @param {Data} data  the same as then
   */
  async restore(file, data) {
    await this.#begin(async (run) => {
      const { spec, version, data: sums, clock } = unpackCheckpoint(file);
      checkSums(sums, data);
      Object.assign(run, { spec, saved: { file, unit: 0, clock }, savedAt: performance.now() });
      await this.#crew.staff(this.#size, data);
      if (version !== this.#crew.version) {
        throw refusal(`checkpoint: it was made by ${version}, and ${this.#crew.version} may come to other numbers.`);
      }
    });
  }

  /**
   * @param {(run: Run) => Promise<void>} prepare
   * @param {boolean} [paused]
   */
  async #begin(prepare, paused = false) {
    const run = new Run();
    this.#take(run);
    await this.#clear();
    if (run.over) return;
    this.#setState("loading");
    try {
      await prepare(run);
      if (!run.over) await this.#openAll(run);
      if (!run.over) await this.#crew.join();
    } catch (error) {
      return this.#fail(run, failureOf(error));
    }
    if (run.over) return;
    if (paused) this.#setState("paused");
    else await this.#go(run);
  }

  /** Stops after the unit under way. */
  async pause() {
    const run = this.#run;
    if (this.#state !== "running" || !run) return;
    this.#setState("paused");
    // The others stop by themselves where they need the first one's part.
    await this.#crew.leader?.ask({ type: "halt" }).catch(ignore);
    await this.#keeper.keep(run);
  }

  async resume() {
    if (this.#state === "paused" && this.#run) await this.#go(this.#run);
  }

  /** One unit, such as one training step, while paused; resolves when it is done. Several wait for each other. */
  async stepOnce() {
    const run = this.#run;
    if (this.#state !== "paused" || !run) return;
    run.steps = run.steps.then(async () => {
      if (run.over || this.#state !== "paused" || run.repair) return;
      await this.#crew.all((worker) => worker.ask({ type: "run", once: worker === this.#crew.leader })).catch(ignore);
    });
    await run.steps;
  }

  /** Ends the run but keeps its models to be asked. */
  async stop() {
    // Idle too may be on its way to a run.
    if (this.#state === "loading" || this.#state === "idle") this.#take(null);
    if (!this.#active && this.#state !== "loading") return;
    this.#setState("stopped");
    if (this.#run) await this.#crew.all((worker) => worker.ask({ type: "halt" })).catch(ignore);
  }

  /** Forgets the run. */
  async reset() {
    this.#take(null);
    await this.#clear();
  }

  /** @param {Run | null} run  what takes the place of the one there was */
  #take(run) {
    if (this.#run) this.#run.over = true;
    this.#run = run;
  }

  async #clear() {
    if (this.#state === "idle") return;
    this.#setState("idle");
    await this.#crew.dismissUnless(() => this.#crew.all((worker) => worker.ask({ type: "close" })));
  }

  /** Ends the workers. */
  close() {
    this.#take(null);
    this.#setState("idle");
    this.#crew.dismiss();
  }

  /**
   * Works out a cell of the study that goes with the run, on one worker; a worker that is lost is replaced.
   * @param {number} index  of the worker
   * @param {Cell} cell
   * @param {(flow: Flow) => void} [onFlow]  hears how far labels that were given have come
   * @returns {Promise<CellResult>}
   */
  async cell(index, cell, onFlow) {
    const run = this.#run;
    for (;;) {
      const worker = this.#crew.at(index);
      if (!worker || !run || run.over) {
        throw new PretextError({ code: "unsupported", message: "No run has been started." });
      }
      try {
        this.#flows.set(worker, onFlow);
        return await worker.ask({ type: "cell", ...cell });
      } catch (error) {
        const { code, fatal } = failureOf(error);
        const mendable = fatal || (code === "dropped" && run.repair);
        if (run.over || run.failures >= MOST_FAILURES || !mendable) throw error;
        await this.#repair.begin(run, failureOf(error));
      }
    }
  }

  /**
   * The unlabelled images that tell the class of an image, by the last cell of that worker that propagated labels.
   * @param {number} index  of the worker
   * @param {Uint8Array} pixels  28 x 28
   * @returns {Promise<import("../protocol.js").Voter[]>}
   */
  async voters(index, pixels) {
    return (await this.#crew.at(index)?.ask({ type: "voters", pixels })) ?? [];
  }

  /** Whether the run moves or will go on. */
  get #active() {
    return this.#state === "running" || this.#state === "paused";
  }

  /** Whether workers hold a run, and are worth replacing. */
  get #held() {
    return this.#active || this.#state === "stopped" || this.#state === "done";
  }

  /** @param {LabState} state */
  #setState(state) {
    if (state === this.#state) return;
    this.#state = state;
    clearInterval(this.#watchdog);
    if (state === "running")
      this.#watchdog = setInterval(() => this.#run && this.#repair.watch(this.#run), this.#patience / MOST_STILL);
    this.#listeners.onState?.(state);
  }

  /**
   * Gives every worker the run as it was saved, or from its beginning.
   * @param {Run} run
   */
  #openAll({ spec, extent, saved }) {
    if (!spec) throw new Error("a run without a spec");
    return this.#crew.inTime(
      this.#crew.all((worker) => worker.ask(saved ? { type: "resume", ...saved } : { type: "open", spec, extent })),
    );
  }

  /** @param {Run} run */
  async #go(run) {
    this.#setState("running");
    run.still = 0;
    // After a repair they are told again.
    if (!run.repair) await this.#crew.all((worker) => worker.ask({ type: "run" })).catch(ignore);
  }

  /**
   * @param {Channel} worker
   * @param {WorkerEvent} event
   */
  async #hear(worker, event) {
    const run = this.#run;
    if (event.event === "flow") return this.#flows.get(worker)?.(event.flow);
    if (event.event === "trap") return this.#lose(worker, event.error);
    if (worker !== this.#crew.leader || !run) return;
    if (event.event === "progress") {
      if (!this.#active && this.#state !== "stopped") return;
      if (event.unit > run.unit) run.failures = 0;
      Object.assign(run, { unit: event.unit, still: 0 });
      this.#listeners.onProgress?.(event.progress);
      if (this.#state === "running") this.#keeper.keepInTime(run, event.progress);
      return;
    }
    if (event.event === "failed") return this.#fail(run, event.error);
    if (event.event !== "done") return;
    const digest = await sha256(new Uint8Array(event.weights.buffer));
    if (run.over || !this.#active) return;
    // First the result: whoever hears of the end can show it.
    this.#listeners.onResult?.({ ...event.result, digest });
    this.#setState("done");
  }

  /**
   * Ends a run that can't go on. The workers keep what there is of it.
   * @param {Run} run
   * @param {Failure} failure
   */
  #fail(run, failure) {
    if (run.over || (!this.#active && this.#state !== "loading")) return;
    this.#crew.all((worker) => worker.ask({ type: "halt" })).catch(ignore);
    this.#setState("failed");
    this.#listeners.onFailure?.(failure);
  }

  /**
   * @param {Channel} worker
   * @param {Failure} failure
   */
  #lose(worker, failure) {
    // During a start or a repair, whoever has asked the worker hears of it.
    if (this.#run && this.#held && this.#crew.has(worker)) this.#repair.begin(this.#run, failure);
  }
}

/** For failures that are told elsewhere: the loss of a worker comes as an event, too. */
function ignore() {}

/**
 * @param {Data["sha256"]} sums
 * @param {Data} data
 */
function checkSums(sums, data) {
  const roles = /** @type {(keyof Data["sha256"])[]} */ (Object.keys({ ...sums, ...data.sha256 }));
  const changed = roles.find((role) => sums[role] !== data.sha256[role]);
  if (changed)
    throw refusal(`checkpoint: it was made with other data: ${changed.replace("_", " ")} have changed since.`);
}

/** @param {string} message */
function refusal(message) {
  return new PretextError({ code: "bad_data", message });
}
