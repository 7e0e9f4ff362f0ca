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
const LOOK_EVERY_MS = 2000;
/** Looks in a row that find a run where it was. They are counted, for the clock runs on while a machine sleeps. */
const MOST_STILL = 5;
const ANSWER_PATIENCE_MS = 10_000;
const KEEP_EVERY_MS = 10_000;

export class Lab {
  #host;
  #listeners;
  #size;
  /** @type {Channel[]} */
  #workers = [];
  /** @type {Promise<Wasm> | null} */
  #wasm = null;
  /** @type {Data | null} */
  #data = null;
  /** @type {Spec | null} */
  #spec = null;
  /** @type {Extent} */
  #extent = "all";
  /** @type {LabState} */
  #state = "idle";
  #generation = 0;
  #failures = 0;
  /** @type {Saved | null} where to go on from when no worker is left */
  #saved = null;
  #savedAt = 0;
  #version = "";
  /** How far the run was last seen, and how often it has been found there. */
  #seen = { unit: -1, still: 0 };
  /** @type {Promise<void> | null} */
  #repair = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watchdog;

  /**
   * @param {Host} host
   * @param {Listeners & {workers?: number}} options
   */
  constructor(host, { workers = 1, ...listeners }) {
    this.#host = host;
    this.#size = workers;
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
   * Begins a run; one under way is dropped.
   * @param {Spec} spec
   * @param {Data} data
   * @param {Extent} [extent]
   */
  async start(spec, data, extent = "all") {
    await this.#begin(async () => {
      this.#spec = spec;
      this.#extent = extent;
      await this.#staff(data);
      await this.#all((worker) => worker.ask({ type: "open", spec, extent }));
    });
  }

  /**
   * Goes on with a run as it was when onCheckpoint() gave `file`; one under way is dropped.
   * @param {Uint8Array<ArrayBuffer>} file
   * @param {Data} data  the same as then
   */
  async restore(file, data) {
    await this.#begin(async () => {
      const { spec, version, data: sums, clock } = unpackCheckpoint(file);
      this.#extent = "all";
      checkSums(sums, data);
      this.#spec = spec;
      await this.#staff(data);
      if (version !== this.#version) {
        throw refusal(`checkpoint: it was made by ${version}, and ${this.#version} may come to other numbers.`);
      }
      this.#saved = { file, unit: 0, clock };
      this.#savedAt = performance.now();
      await this.#all((worker) => worker.ask({ type: "resume", .../** @type {Saved} */ (this.#saved) }));
    });
  }

  /** @param {() => Promise<void>} open */
  async #begin(open) {
    await this.reset();
    this.#setState("loading");
    this.#failures = 0;
    this.#saved = null;
    this.#seen = { unit: -1, still: 0 };
    try {
      await open();
      await this.#join();
    } catch (error) {
      const failure = failureOf(error);
      if (failure.fatal) this.#dismiss();
      return this.#fail(failure);
    }
    if (this.#extent === "nothing") this.#setState("paused");
    else await this.#go();
  }

  /** Stops after the unit under way. */
  async pause() {
    if (this.#state !== "running") return;
    this.#setState("paused");
    await this.#leader?.ask({ type: "halt" });
    await this.#keep();
  }

  async resume() {
    if (this.#state === "paused") await this.#go();
  }

  /** One unit, such as one training step, while paused. */
  async stepOnce() {
    if (this.#state === "paused")
      await this.#all((worker) => worker.ask({ type: "run", once: worker === this.#leader }));
  }

  /** Ends the run but keeps its models to be asked. */
  async stop() {
    if (this.#state !== "running" && this.#state !== "paused") return;
    this.#setState("stopped");
    await this.#all((worker) => worker.ask({ type: "halt" }));
  }

  /** Forgets the run. */
  async reset() {
    if (this.#state === "idle") return;
    this.#setState("idle");
    this.#spec = null;
    await this.#all((worker) => worker.ask({ type: "close" })).catch(() => this.#dismiss());
  }

  /** Ends the workers. */
  close() {
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
    for (;;) {
      const worker = this.#workers.at(index);
      if (!worker || this.#spec === null)
        throw new PretextError({ code: "unsupported", message: "No run has been started." });
      try {
        return await worker.ask({ type: "cell", ...cell });
      } catch (error) {
        const { code, fatal } = failureOf(error);
        const mendable = fatal || (code === "dropped" && this.#repair);
        if (this.#spec === null || this.#failures >= MOST_FAILURES || !mendable) throw error;
        await (fatal ? this.#lose(failureOf(error)) : this.#repair);
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

  get #leader() {
    return this.#workers.at(0);
  }

  /** @param {import("./channel.js").Question} question */
  #ask(question) {
    if (!this.#leader)
      return Promise.reject(new PretextError({ code: "unsupported", message: "No run has been started." }));
    return this.#leader.ask(question);
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
    if (state === "running") this.#watchdog = setInterval(() => this.#watch(), LOOK_EVERY_MS);
    this.#listeners.onState?.(state);
  }

  /**
   * Sees to it that there are as many workers as wanted, all with these data.
   * @param {Data} data
   */
  async #staff(data) {
    if (data !== this.#data || this.#size !== this.#workers.length) this.#dismiss();
    this.#data = data;
    if (this.#workers.length > 0) return;
    const workers = Array.from({ length: this.#size }, () => this.#hire());
    this.#workers = workers;
    await Promise.all(workers.map((worker) => this.#equip(worker)));
  }

  #hire() {
    /** @type {Channel} */
    const worker = new Channel(this.#host.spawn(), (event) => this.#hear(worker, event));
    return worker;
  }

  /** @param {Channel} worker */
  async #equip(worker) {
    this.#wasm ??= this.#host.compile();
    this.#wasm.catch(() => (this.#wasm = null)); // the next start tries again
    this.#version = await worker.ask({ type: "init", wasm: await this.#wasm });
    await worker.ask({ type: "load", files: this.#data?.files ?? {} });
  }

  #dismiss() {
    for (const worker of this.#workers) worker.kill();
    this.#workers = [];
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
    await this.#all((worker, index) => {
      const mine = /** @type {MessagePort[]} */ (ports[index].filter(Boolean));
      return worker.ask({ type: "join", index, count, generation: this.#generation, ports: ports[index] }, mine);
    });
  }

  async #go() {
    this.#setState("running");
    this.#seen.still = 0;
    await this.#all((worker) => worker.ask({ type: "run" })).catch((error) => this.#lose(failureOf(error)));
  }

  /** Takes the run's state from the first worker. What can't be had now will be had later. */
  async #keep() {
    const spec = this.#spec;
    const data = this.#data;
    this.#savedAt = performance.now();
    const saved = await this.#ask({ type: "save" }).catch(() => null);
    if (!saved || !data || spec === null || spec !== this.#spec) return;
    this.#saved = saved;
    this.#listeners.onCheckpoint?.(packCheckpoint(saved.file, { data: data.sha256, clock: saved.clock }));
  }

  /** @param {Progress} progress */
  #keepInTime({ epoch, fit }) {
    const first = this.#saved === null && (epoch > 0 || fit !== "pretext");
    if (first || (this.#saved && performance.now() - this.#savedAt >= KEEP_EVERY_MS)) this.#keep();
  }

  /**
   * @param {Channel} worker
   * @param {WorkerEvent} event
   */
  async #hear(worker, event) {
    if (event.event === "trap") return this.#workers.includes(worker) ? this.#lose(event.error) : undefined;
    if (worker !== this.#leader || this.#spec === null) return;
    if (event.event === "progress") {
      if (event.unit > this.#seen.unit) this.#failures = 0;
      this.#seen = { unit: event.unit, still: 0 };
      this.#listeners.onProgress?.(event.progress);
      if (this.#state === "running") this.#keepInTime(event.progress);
      return;
    }
    if (event.event === "failed") return this.#fail(event.error);
    const digest = await sha256(new Uint8Array(event.weights.buffer));
    this.#setState("done");
    this.#listeners.onResult?.({ ...event.result, digest });
  }

  /** @param {Failure} failure */
  #fail(failure) {
    this.#setState("failed");
    this.#listeners.onFailure?.(failure);
  }

  /**
   * A worker is lost, or a message: everybody goes on together from the state of the worker that is furthest.
   * @param {Failure} failure
   */
  async #lose(failure) {
    if (this.#spec === null || this.#state === "loading") return;
    this.#repair ??= this.#recover(failure).finally(() => (this.#repair = null));
    await this.#repair;
  }

  /** @param {Failure} failure */
  async #recover(failure) {
    for (;;) {
      this.#failures += 1;
      const last = this.#failures >= MOST_FAILURES;
      try {
        await this.#mend(!last);
        if (!last) return;
      } catch (error) {
        if (!last) failure = failureOf(error);
      }
      if (last)
        return this.#fail({ ...failure, message: `${failure.message} This was failure ${MOST_FAILURES} in a row.` });
    }
  }

  /** @param {boolean} goOn  or else only keep the models to be asked */
  async #mend(goOn) {
    const alive = await this.#roll();
    const best = alive.reduce((a, b) => (b.unit > a.unit ? b : a), alive[0]);
    if (best) this.#saved = await best.worker.ask({ type: "save" });
    const kept = new Set(alive.map(({ worker }) => worker));
    this.#workers = await Promise.all(
      this.#workers.map(async (worker) => {
        if (kept.has(worker)) return worker;
        worker.kill();
        const replacement = this.#hire();
        await this.#equip(replacement);
        return replacement;
      }),
    );
    const saved = this.#saved;
    const spec = this.#spec;
    if (!spec) return;
    await this.#all((worker) =>
      worker.ask(saved ? { type: "resume", ...saved } : { type: "open", spec, extent: this.#extent }),
    );
    await this.#join();
    this.#seen.still = 0;
    if (goOn && this.#state === "running") await this.#all((worker) => worker.ask({ type: "run" }));
  }

  /** The workers that still answer, halted, and where they are. */
  async #roll() {
    const answers = this.#workers.map(async (worker) => {
      try {
        const { unit } = await inTime(worker.ask({ type: "halt" }), ANSWER_PATIENCE_MS);
        return [{ worker, unit: /** @type {number} */ (unit) }];
      } catch {
        return [];
      }
    });
    return (await Promise.all(answers)).flat();
  }

  /** A run that does not move has lost a message or a worker without anybody being told. */
  #watch() {
    this.#seen.still += 1;
    if (this.#seen.still < MOST_STILL) return;
    this.#seen.still = 0;
    this.#lose({ code: "worker_lost", message: "The workers have stopped answering each other." });
  }
}

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
 * @template T
 * @param {Promise<T>} promise
 * @param {number} ms
 * @returns {Promise<T>}
 */
function inTime(promise, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * @param {unknown} error
 * @returns {Failure}
 */
function failureOf(error) {
  if (error instanceof PretextError) return { code: error.code, message: error.message, fatal: error.fatal };
  return { code: "trap", message: error instanceof Error ? error.message : String(error), fatal: true };
}
