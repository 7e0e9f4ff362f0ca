// Runs experiments on workers: keeps them in step, replaces those that are lost, and tells the page or Node how it goes.
// Nothing here knows whether the workers are the browser's or Node's: a host makes them.

import { Channel, PretextError } from "./channel.js";
import { packCheckpoint, unpackCheckpoint } from "./checkpoint-file.js";
import { ROLES } from "./data.js";
import { sha256 } from "./digest.js";

/** @import {Cell, CellResult, Dissection, Extent, Failure, Fit, Progress, Result, Saved, Tensor, Wasm, WorkerEvent} from "./protocol.js" */
/** @import {WorkerLike} from "./channel.js" */
/** @import {Spec} from "./spec.js" */
/** @import {Data} from "./data.js" */

/**
 * @typedef {object} Host
 * @property {() => WorkerLike} spawn
 * @property {() => Promise<Wasm>} compile
 *
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

/** Failures in a row, without a finished unit between them, after which a run is given up. */
const MOST_FAILURES = 3;
/** A worker that has not answered for so long is lost, and so is something when a run has not moved. */
const PATIENCE_MS = 10_000;
/** Looks in a row that find a run where it was. They are counted, for the clock runs on while a machine sleeps. */
const MOST_STILL = 5;
const KEEP_EVERY_MS = 10_000;

/** A run under way: what is still waited for on behalf of an earlier one must not touch it. */
class Run {
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

export class Lab {
  #host;
  #listeners;
  #size;
  #patience;
  /** @type {Channel[]} */
  #workers = [];
  /** @type {Promise<void> | null} until the workers have the module and the data */
  #ready = null;
  /** @type {Promise<Wasm> | null} */
  #wasm = null;
  /** @type {Data | null} what the workers have */
  #data = null;
  /** @type {Run | null} */
  #run = null;
  /** @type {LabState} */
  #state = "idle";
  #generation = 0;
  #version = "";
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watchdog;

  /**
   * @param {Host} host
   * @param {Listeners & {workers?: number, patience?: number}} options  patience: milliseconds without a sign of life after
   *   which a worker or message is taken for lost
   */
  constructor(host, { workers = 1, patience = PATIENCE_MS, ...listeners }) {
    this.#host = host;
    this.#size = workers;
    this.#patience = patience;
    this.#listeners = listeners;
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
   * @param {Extent} [extent]
   */
  async start(spec, data, extent = "all") {
    await this.#begin(async (run) => {
      Object.assign(run, { spec, extent });
      await this.#staff(data);
    });
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
      await this.#staff(data);
      if (version !== this.#version) {
        throw refusal(`checkpoint: it was made by ${version}, and ${this.#version} may come to other numbers.`);
      }
    });
  }

  /** @param {(run: Run) => Promise<void>} prepare */
  async #begin(prepare) {
    const run = new Run();
    this.#run = run;
    await this.#clear();
    if (run !== this.#run) return;
    this.#setState("loading");
    try {
      await prepare(run);
      if (run === this.#run) await this.#openAll(run);
      if (run === this.#run) await this.#join();
    } catch (error) {
      return this.#fail(run, failureOf(error));
    }
    if (run !== this.#run) return;
    if (run.extent === "nothing") this.#setState("paused");
    else await this.#go(run);
  }

  /** Stops after the unit under way. */
  async pause() {
    const run = this.#run;
    if (this.#state !== "running" || !run) return;
    this.#setState("paused");
    // The others stop by themselves where they need the first one's part.
    await this.#leader?.ask({ type: "halt" }).catch(ignore);
    await this.#keep(run);
  }

  async resume() {
    if (this.#state === "paused" && this.#run) await this.#go(this.#run);
  }

  /** One unit, such as one training step, while paused; resolves when it is done. Several wait for each other. */
  async stepOnce() {
    const run = this.#run;
    if (this.#state !== "paused" || !run) return;
    run.steps = run.steps.then(async () => {
      if (this.#run !== run || this.#state !== "paused" || run.repair) return;
      await this.#all((worker) => worker.ask({ type: "run", once: worker === this.#leader })).catch(ignore);
    });
    await run.steps;
  }

  /** Ends the run but keeps its models to be asked. */
  async stop() {
    if (this.#state === "loading") this.#run = null;
    else if (!this.#active) return;
    this.#setState("stopped");
    if (this.#run) await this.#all((worker) => worker.ask({ type: "halt" })).catch(ignore);
  }

  /** Forgets the run. */
  async reset() {
    this.#run = null;
    await this.#clear();
  }

  async #clear() {
    if (this.#state === "idle") return;
    this.#setState("idle");
    const workers = this.#workers;
    await this.#inTime(this.#all((worker) => worker.ask({ type: "close" }))).catch(() => {
      if (workers === this.#workers) this.#dismiss();
    });
  }

  /** Ends the workers. */
  close() {
    this.#run = null;
    this.#setState("idle");
    this.#dismiss();
  }

  /**
   * Class probabilities by a model as it is now: 4 turns by "pretext", 10 digits by the others; empty before it exists.
   * @param {Fit} model
   * @param {Uint8Array} pixels  28 x 28
   * @returns {Promise<Float32Array>}
   */
  predict(model, pixels) {
    return this.#ask({ type: "predict", model, pixels });
  }

  /**
   * The predicted class of each test image, once the model has been tested; empty before.
   * @param {Fit} model
   * @returns {Promise<Uint8Array>}
   */
  predictions(model) {
    return this.#ask({ type: "predictions", model });
  }

  /**
   * A model's tensors as a safetensors file; empty before it exists.
   * @param {Fit} model
   * @returns {Promise<Uint8Array>}
   */
  weights(model) {
    return this.#ask({ type: "weights", model });
  }

  /**
   * A model's weights as they are now, in Keras layouts; empty before it exists.
   * @param {Fit} model
   * @returns {Promise<Tensor[]>}
   */
  tensors(model) {
    return this.#ask({ type: "tensors", model });
  }

  /**
   * One image's way through a model as it is now, and back from the loss.
   * @param {Fit} model
   * @param {Uint8Array} pixels  28 x 28
   * @param {number} target  by "pretext": quarter turns, which the image is given first; by the others: the digit
   * @returns {Promise<Dissection | undefined>}
   */
  dissect(model, pixels, target) {
    return this.#ask({ type: "dissect", model, pixels, target });
  }

  /**
   * The encoder's output for the first `rows` test images, rows x features; "pixels" gives the pixels.
   * @param {Fit | "pixels"} model
   * @param {number} rows
   * @returns {Promise<Float32Array>}
   */
  features(model, rows) {
    return this.#ask({ type: "features", model, rows });
  }

  /**
   * The same features in two dimensions, rows x 2: their principal components.
   * @param {Fit | "pixels"} model
   * @param {number} rows
   * @returns {Promise<Float32Array>}
   */
  map(model, rows) {
    return this.#ask({ type: "map", model, rows });
  }

  /**
   * Works out a cell of the study that goes with the run, on one worker; a worker that is lost is replaced.
   * @param {number} index  of the worker
   * @param {Cell} cell
   * @returns {Promise<CellResult>}
   */
  async cell(index, cell) {
    const run = this.#run;
    for (;;) {
      const worker = this.#workers.at(index);
      if (!worker || !run || run !== this.#run) throw new PretextError(noRun);
      try {
        return await worker.ask({ type: "cell", ...cell });
      } catch (error) {
        const { code, fatal } = failureOf(error);
        const mendable = fatal || (code === "dropped" && run.repair);
        if (run !== this.#run || run.failures >= MOST_FAILURES || !mendable) throw error;
        await this.#repair(run, failureOf(error));
      }
    }
  }

  /**
   * How far a golden run is from the same run here.
   * @param {string} name
   * @param {Uint8Array} file
   * @param {Data} data
   */
  async golden(name, file, data) {
    await this.#staff(data);
    return this.#ask({ type: "golden", name, file });
  }

  /** The first worker, which alone tells how the run goes. */
  get #leader() {
    return this.#workers.at(0);
  }

  /** Whether the run moves or will go on. */
  get #active() {
    return this.#state === "running" || this.#state === "paused";
  }

  /** Whether workers hold a run, and are worth replacing. */
  get #held() {
    return this.#active || this.#state === "stopped" || this.#state === "done";
  }

  /**
   * All workers hold the same state: any of them can answer.
   * @param {import("./channel.js").Question} question
   */
  #ask(question) {
    const worker = this.#workers.find((candidate) => !candidate.dead);
    if (worker) return worker.ask(question);
    return Promise.reject(new PretextError(noRun));
  }

  /** @param {(worker: Channel, index: number) => Promise<any>} each */
  #all(each) {
    return Promise.all(this.#workers.map(each));
  }

  /** @param {LabState} state */
  #setState(state) {
    if (state === this.#state) return;
    this.#state = state;
    clearInterval(this.#watchdog);
    if (state === "running") this.#watchdog = setInterval(() => this.#watch(), this.#patience / MOST_STILL);
    this.#listeners.onState?.(state);
  }

  /**
   * Sees to it that there are as many workers as wanted, all with these data.
   * @param {Data} data
   */
  async #staff(data) {
    const fits = this.#ready && data === this.#data && this.#size === this.#workers.length;
    if (!fits || this.#workers.some((worker) => worker.dead)) {
      this.#dismiss();
      this.#data = data;
      this.#workers = Array.from({ length: this.#size }, () => this.#hire());
      this.#ready = this.#equip(this.#workers);
    }
    const workers = this.#workers;
    try {
      await this.#ready;
    } catch (error) {
      if (workers === this.#workers) this.#dismiss();
      throw error;
    }
  }

  #hire() {
    /** @type {Channel} */
    const worker = new Channel(this.#host.spawn(), (event) => this.#hear(worker, event));
    return worker;
  }

  /** @param {Channel[]} workers */
  async #equip(workers) {
    const files = this.#data?.files ?? {};
    this.#wasm ??= this.#host.compile().catch((error) => {
      this.#wasm = null; // the next start tries again
      const message = `The WebAssembly module could not be loaded: ${error.message ?? error}.`;
      throw new PretextError({ code: "unsupported", message });
    });
    const wasm = await this.#wasm;
    const equip = async (/** @type {Channel} */ worker) => {
      this.#version = await worker.ask({ type: "init", wasm });
      await worker.ask({ type: "load", files });
    };
    await this.#inTime(Promise.all(workers.map(equip)));
  }

  #dismiss() {
    for (const worker of this.#workers) worker.kill();
    this.#workers = [];
    this.#ready = null;
  }

  /**
   * Gives every worker the run as it was saved, or from its beginning.
   * @param {Run} run
   */
  #openAll({ spec, extent, saved }) {
    if (!spec) throw new Error("a run without a spec");
    return this.#inTime(
      this.#all((worker) => worker.ask(saved ? { type: "resume", ...saved } : { type: "open", spec, extent })),
    );
  }

  /** Connects every worker with every other one. */
  async #join() {
    const count = this.#workers.length;
    this.#generation += 1;
    /** @type {(MessagePort | null)[][]} */
    const ports = this.#workers.map(() => Array(count).fill(null));
    for (let a = 0; a < count; a += 1) {
      for (let b = a + 1; b < count; b += 1) {
        const { port1, port2 } = new MessageChannel();
        ports[a][b] = port1;
        ports[b][a] = port2;
      }
    }
    const joined = this.#all((worker, index) => {
      const mine = /** @type {MessagePort[]} */ (ports[index].filter(Boolean));
      return worker.ask({ type: "join", index, count, generation: this.#generation, ports: ports[index] }, mine);
    });
    await this.#inTime(joined);
  }

  /** @param {Run} run */
  async #go(run) {
    this.#setState("running");
    run.still = 0;
    // After a repair they are told again.
    if (!run.repair) await this.#all((worker) => worker.ask({ type: "run" })).catch(ignore);
  }

  /**
   * Takes the run's state from a worker. What can't be had now will be had later.
   * @param {Run} run
   */
  async #keep(run) {
    const data = this.#data;
    run.savedAt = performance.now();
    /** @type {Saved | null} */
    const saved = await this.#ask({ type: "save" }).catch(() => null);
    if (!saved || !data || run !== this.#run || run.repair) return;
    run.saved = saved;
    this.#listeners.onCheckpoint?.(packCheckpoint(saved.file, { data: data.sha256, clock: saved.clock }));
  }

  /**
   * @param {Run} run
   * @param {Progress} progress
   */
  #keepInTime(run, { epoch, fit }) {
    const first = run.saved === null && (epoch > 0 || fit !== "pretext");
    if (first || (run.saved && performance.now() - run.savedAt >= KEEP_EVERY_MS)) this.#keep(run);
  }

  /**
   * @param {Channel} worker
   * @param {WorkerEvent} event
   */
  async #hear(worker, event) {
    const run = this.#run;
    if (event.event === "trap") return this.#lose(worker, event.error);
    if (worker !== this.#leader || !run) return;
    if (event.event === "progress") {
      if (!this.#active && this.#state !== "stopped") return;
      if (event.unit > run.unit) run.failures = 0;
      Object.assign(run, { unit: event.unit, still: 0 });
      this.#listeners.onProgress?.(event.progress);
      if (this.#state === "running") this.#keepInTime(run, event.progress);
      return;
    }
    if (event.event === "failed") return this.#fail(run, event.error);
    const digest = await sha256(new Uint8Array(event.weights.buffer));
    if (run !== this.#run || !this.#active) return;
    this.#setState("done");
    this.#listeners.onResult?.({ ...event.result, digest });
  }

  /**
   * Ends a run that can't go on. The workers keep what there is of it.
   * @param {Run} run
   * @param {Failure} failure
   */
  #fail(run, failure) {
    if (run !== this.#run || (!this.#active && this.#state !== "loading")) return;
    this.#all((worker) => worker.ask({ type: "halt" })).catch(ignore);
    this.#setState("failed");
    this.#listeners.onFailure?.(failure);
  }

  /**
   * @param {Channel} worker
   * @param {Failure} failure
   */
  #lose(worker, failure) {
    // During a start or a repair, whoever has asked the worker hears of it.
    if (this.#run && this.#held && this.#workers.includes(worker)) this.#repair(this.#run, failure);
  }

  /**
   * A worker is lost, or a message: the run goes on as if nothing had been, unless that happens again and again.
   * @param {Run} run
   * @param {Failure} failure
   */
  #repair(run, failure) {
    run.repair ??= this.#recover(run, failure).finally(async () => {
      run.repair = null;
      if (run === this.#run && this.#state === "running") await this.#go(run);
    });
    return run.repair;
  }

  /**
   * @param {Run} run
   * @param {Failure} failure
   */
  async #recover(run, failure) {
    for (let mended = false; !mended && run === this.#run && this.#held;) {
      run.failures += 1;
      const last = run.failures >= MOST_FAILURES;
      try {
        await this.#mend(run); // the last time, too: for the models to be there
        mended = this.#workers.every((worker) => !worker.dead);
      } catch (error) {
        if (!last) failure = failureOf(error);
      }
      if (last) {
        const message = `${failure.message} This was failure ${MOST_FAILURES} in a row.`;
        return this.#fail(run, { ...failure, message });
      }
    }
  }

  /**
   * Replaces the workers that are lost; everybody is halted at the state of the one that was furthest.
   * @param {Run} run
   */
  async #mend(run) {
    const over = () => run !== this.#run || !this.#held;
    const alive = await this.#roll();
    if (over()) return;
    const best = alive.reduce((a, b) => (b.unit > a.unit ? b : a), alive[0]);
    if (best && best.unit >= 0) run.saved = await this.#inTime(best.worker.ask({ type: "save" }));
    if (over()) return;
    const kept = new Set(alive.map(({ worker }) => worker));
    const hired = /** @type {Channel[]} */ ([]);
    this.#workers = this.#workers.map((worker) => {
      if (kept.has(worker)) return worker;
      worker.kill();
      hired.push(this.#hire());
      return hired[hired.length - 1];
    });
    this.#ready = this.#equip(hired);
    await this.#ready;
    if (over()) return;
    run.unit = run.saved?.unit ?? -1;
    await this.#openAll(run);
    if (!over()) await this.#join();
  }

  /** The workers that still answer, halted, and where they are. */
  async #roll() {
    const answers = this.#workers.map(async (worker) => {
      try {
        const { unit } = await this.#inTime(worker.ask({ type: "halt" }));
        return [{ worker, unit: /** @type {number} */ (unit) }];
      } catch {
        return [];
      }
    });
    return (await Promise.all(answers)).flat();
  }

  /** A run that does not move has lost a message or a worker without anybody being told. */
  #watch() {
    const run = this.#run;
    if (!run || run.repair) return;
    run.still += 1;
    if (run.still < MOST_STILL) return;
    run.still = 0;
    this.#repair(run, { code: "worker_lost", message: "The workers have stopped answering each other." });
  }

  /**
   * An answer that is long in coming is a failure.
   * @template T
   * @param {Promise<T>} promise
   * @returns {Promise<T>}
   */
  #inTime(promise) {
    return new Promise((resolve, reject) => {
      const late = { code: /** @type {const} */ ("worker_lost"), message: "A worker does not answer.", fatal: true };
      const timer = setTimeout(() => reject(new PretextError(late)), this.#patience);
      promise.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}

/** @type {Failure} */
const noRun = { code: "unsupported", message: "No run has been started." };

/** For failures that are told elsewhere: the loss of a worker comes as an event, too. */
function ignore() {}

/**
 * @param {Data["sha256"]} sums
 * @param {Data} data
 */
function checkSums(sums, data) {
  const changed = ROLES.find((role) => sums[role] !== data.sha256[role]);
  if (changed)
    throw refusal(`checkpoint: it was made with other data: ${changed.replace("_", " ")} have changed since.`);
}

/** @param {string} message */
function refusal(message) {
  return new PretextError({ code: "bad_data", message });
}

/**
 * @param {unknown} error
 * @returns {Failure}
 */
function failureOf(error) {
  if (error instanceof PretextError) return { code: error.code, message: error.message, fatal: error.fatal };
  return { code: "trap", message: error instanceof Error ? error.message : String(error), fatal: true };
}
