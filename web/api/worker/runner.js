// What a worker does, in the browser and in Node alike: it owns one core, answers requests, and works through the units of
// a run together with its peers. All workers of a run hold the same state. For a shared unit each computes its share and
// sends it to all others; a worker that is told to wait therefore holds up the others by itself.

import { PretextError } from "../error.js";
import { Clock } from "./clock.js";
import { Mesh } from "./mesh.js";
import { readOwnFile } from "../data/own-data.js";
import { readPacked } from "../data/packed-data.js";

/** @import {Cell, CellResult, Request, Failure, Place, Saved, Wasm} from "../protocol.js" */

const SLICE_MS = 30;
const PROGRESS_MS = 100;

/**
 * @typedef {import("#core").Core} Core
 * @typedef {import("./load-core.js").Loaded} Loaded
 */

export class Runner {
  /** @type {Core | null} */
  #core = null;
  /** @type {Loaded | null} */
  #module = null;
  #post;
  #loadModule;
  #openData;

  #mesh = new Mesh();
  #unit = 0;
  /** @type {"halted" | "running" | "stepping"} */
  #mode = "halted";
  /** @type {Promise<void> | null} the loop, while it runs */
  #loop = null;
  #opened = false;
  /** Counts the study's cells; one that is no longer the last has been dropped. */
  #cell = 0;
  #clock = new Clock();

  /**
   * @param {(message: object, transfer?: Transferable[]) => void} post  to the page
   * @param {(wasm: Wasm) => Promise<Loaded>} loadModule
   * @param {(from: Place, name: string) => Promise<ReadableStream<Uint8Array>>} openData  a file of the packed data
   */
  constructor(post, loadModule, openData) {
    this.#post = post;
    this.#loadModule = loadModule;
    this.#openData = openData;
  }

  /** @param {Request} request */
  async handle(request) {
    const { id, type } = request;
    try {
      const value = await this.#answer(request);
      const bytes = request.type === "save" ? /** @type {Saved} */ (value).file : value;
      const transfer = ArrayBuffer.isView(bytes) ? [/** @type {ArrayBuffer} */ (bytes.buffer)] : [];
      this.#post({ id, ok: true, value }, transfer);
    } catch (error) {
      this.#post({ id, ok: false, error: failureOf(error, type) });
    }
  }

  /**
   * @param {Request} request
   * @returns {unknown}
   */
  #answer(request) {
    switch (request.type) {
      case "init":
        return this.#init(request.wasm);
      case "fetch":
        return this.#fetch(request.from);
      case "read":
        return readOwnFile(request.name, request.file);
      case "load":
        return this.#load(request.files);
      case "open":
        return this.#open({ unit: 0 }, (core) => core.open(JSON.stringify(request.spec), request.extent !== "all"));
      case "resume":
        return this.#open(request, (core) => core.resume(request.file));
      case "join":
        return this.#mesh.join(request);
      case "run":
        return request.once ? this.#step() : this.#run();
      case "halt":
        return this.#halt();
      case "close":
        return this.#close();
      case "save":
        return this.#save();
      case "predict":
        return this.#need().predict(request.model, request.pixels);
      case "predictions":
        return this.#need().predictions(request.model);
      case "weights":
        return this.#need().weightsFile(request.model);
      case "tensors":
        return this.#need().tensors(request.model);
      case "dissect":
        return this.#need().dissect(request.model, request.pixels, request.target);
      case "features":
        return this.#need().features(request.model, request.rows);
      case "map":
        return this.#need().map(request.model, request.rows);
      case "checkpoints":
        return this.#need().checkpoints();
      case "show":
        return this.#show(request);
      case "score":
        return this.#need().score(request.model);
      case "cell":
        return this.#workOut(request);
      case "ping":
        return { unit: this.#unit, mode: this.#mode, memory: this.#module?.memory() ?? 0 };
      default:
        throw new PretextError({ code: "unsupported", message: "The worker does not know this request." });
    }
  }

  /** @param {Wasm} wasm */
  async #init(wasm) {
    this.#module = await this.#loadModule(wasm);
    this.#core = new this.#module.Core();
    return this.#module.version();
  }

  #need() {
    if (!this.#core) throw new PretextError({ code: "unsupported", message: "The worker has not been initialised." });
    return this.#core;
  }

  /** @param {Place} from */
  #fetch(from) {
    let told = 0;
    return readPacked({
      open: (name) => this.#openData(from, name),
      onProgress: (fraction) => {
        if (fraction < 1 && performance.now() - told < PROGRESS_MS) return;
        told = performance.now();
        this.#post({ event: "received", fraction });
      },
    });
  }

  /** @param {Record<string, Blob>} files */
  async #load(files) {
    const core = this.#need();
    for (const [role, file] of Object.entries(files)) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      core.file(role, bytes.length).set(bytes);
    }
    unwrap(core.readData());
  }

  #run() {
    this.#mode = "running";
    this.#keepWorking();
  }

  /** One unit, unless the run goes on by itself. */
  async #step() {
    if (this.#mode === "running") return;
    this.#mode = "stepping";
    await this.#keepWorking();
  }

  /** Until the mode is "halted" or the run done. */
  #keepWorking() {
    return (this.#loop ??= this.#work()
      .catch((error) => this.#post({ event: "trap", error: failureOf(error, "run") }))
      .finally(() => (this.#loop = null)));
  }

  async #halt() {
    this.#mode = "halted";
    this.#mesh.wake();
    await this.#loop;
    return { unit: this.#opened ? this.#unit : -1 };
  }

  /** @param {Extract<Request, {type: "show"}>} request */
  #show({ model, weights }) {
    const core = this.#need();
    if (!weights) core.hide(model);
    else if ("file" in weights) unwrap(core.show(model, weights.file));
    else unwrap(core.showEpoch(weights.epoch));
  }

  /**
   * @param {Cell} cell
   * @returns {Promise<CellResult>}
   */
  async #workOut({ mode, labels, epoch }) {
    const core = this.#need();
    if (!this.#opened) throw new PretextError({ code: "unsupported", message: "No run has been opened." });
    this.#cell += 1;
    const mine = this.#cell;
    unwrap(core.beginCell(mode, labels, epoch ?? -1));
    for (;;) {
      const end = performance.now() + SLICE_MS;
      do {
        if (core.advanceCell())
          return { ...JSON.parse(unwrap(core.cellResult())), predictions: core.cellPredictions() };
      } while (performance.now() < end);
      await nextTask();
      if (mine !== this.#cell) throw new PretextError({ code: "dropped", message: "The cell was dropped." });
    }
  }

  async #close() {
    this.#cell += 1;
    await this.#halt();
    this.#opened = false;
    this.#core?.close();
  }

  /**
   * Between two units or within one: a unit that is not finished leaves the state as it was.
   * @returns {Saved}
   */
  #save() {
    if (!this.#opened) throw new PretextError({ code: "unsupported", message: "The worker has no run to save." });
    return { file: this.#need().save(), unit: this.#unit, clock: this.#clock.state };
  }

  /**
   * @param {{unit: number, clock?: import("./clock.js").ClockState}} from
   * @param {(core: Core) => {ok: true, value: any} | {ok: false, error: {code: string, message: string}}} open
   */
  async #open({ unit, clock }, open) {
    await this.#close();
    unwrap(open(this.#need()));
    this.#unit = unit;
    this.#clock = new Clock(clock);
    this.#opened = true;
  }

  async #work() {
    if (!this.#opened) return;
    const core = this.#need();
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
    const { index, count } = this.#mesh;
    if (count === 1 || !core.exchanged()) {
      core.advance();
    } else {
      const part = core.compute(index, count);
      const others = await this.#mesh.exchange(this.#unit, part, () => this.#mode === "halted");
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
   * @param {import("../protocol.js").Progress} progress
   */
  #report(progress) {
    if (this.#mesh.index === 0) this.#post({ event: "progress", unit: this.#unit, progress });
  }

  /** @param {Core} core */
  #finish(core) {
    if (this.#mesh.index !== 0) return;
    const status = core.status();
    if (!status.ok) return this.#post({ event: "failed", error: status.error });
    const weights = core.finalWeights();
    this.#post({ event: "done", result: this.#clock.timedResult(JSON.parse(core.result())), weights }, [
      weights.buffer,
    ]);
  }
}

/**
 * Lets the requests that have come in be answered. Not a timer: browsers slow those down in hidden pages. Node takes up to
 * a thousand messages of one port before it looks at another, but has setImmediate.
 */
const nextTask =
  "setImmediate" in globalThis
    ? () => new Promise((resolve) => void globalThis.setImmediate(resolve))
    : nextMessage(new MessageChannel());

/** @param {MessageChannel} channel */
function nextMessage({ port1, port2 }) {
  /** @type {(() => void)[]} */
  const waiting = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(() => resolve(undefined));
      port2.postMessage(null);
    });
}

/**
 * The value of a core's outcome.
 * @param {{ok: true, value: any} | {ok: false, error: {code: string, message: string}}} outcome
 */
function unwrap(outcome) {
  if (!outcome.ok) throw new PretextError(/** @type {Failure} */ (outcome.error));
  return outcome.value;
}

/**
 * Anything but a refusal, which is told in one sentence, means that the core can't be trusted any more.
 * @param {unknown} error
 * @param {string} doing
 * @returns {Failure}
 */
function failureOf(error, doing) {
  if (error instanceof PretextError) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { code: "trap", message: `The worker stopped while it was asked to ${doing}: ${message}.`, fatal: true };
}
