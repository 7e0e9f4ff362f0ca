// The workers of a lab: makes them, gives them the module and the data, connects them, and finds out which still answer.

import { Channel } from "./channel.js";
import { PretextError } from "../error.js";

/** @import {Subject, Wasm, WorkerEvent} from "../protocol.js" */
/** @import {Question, WorkerLike} from "./channel.js" */
/** @import {Data} from "../data/data.js" */

/**
 * @typedef {object} Host
 * @property {() => WorkerLike} spawn
 * @property {(subject: Subject) => Promise<Wasm>} compile  the module that is for these
 * @property {import("../protocol.js").Place} data  where the packed data are
 */

export class Crew {
  #host;
  #patience;
  #hear;
  /** @type {Channel[]} */
  #workers = [];
  /** @type {Promise<void> | null} until the workers have the module and the data */
  #ready = null;
  /** @type {{[S in Subject]?: Promise<Wasm>}} */
  #modules = {};
  /** @type {Data | null} */
  #data = null;
  #generation = 0;
  #version = "";

  /**
   * @param {Host} host
   * @param {number} patience  milliseconds after which a worker that has not answered is lost
   * @param {(worker: Channel, event: WorkerEvent) => void} hear
   */
  constructor(host, patience, hear) {
    this.#host = host;
    this.#patience = patience;
    this.#hear = hear;
  }

  /** The first worker, which alone tells how the run goes. */
  get leader() {
    return this.#workers.at(0);
  }

  /** What the workers have. */
  get data() {
    return this.#data;
  }

  /** Of the core. */
  get version() {
    return this.#version;
  }

  /** Whether nobody is lost. */
  get whole() {
    return this.#workers.every((worker) => !worker.dead);
  }

  /** @param {number} index */
  at(index) {
    return this.#workers.at(index);
  }

  /** @param {Channel} worker */
  has(worker) {
    return this.#workers.includes(worker);
  }

  /** @param {(worker: Channel, index: number) => Promise<any>} each */
  all(each) {
    return Promise.all(this.#workers.map(each));
  }

  /**
   * All workers hold the same state: any of them can answer.
   * @param {Question} question
   */
  ask(question) {
    const worker = this.#workers.find((candidate) => !candidate.dead);
    if (worker) return worker.ask(question);
    return Promise.reject(new PretextError({ code: "unsupported", message: "No run has been started." }));
  }

  /**
   * Sees to it that there are so many workers, all with these data.
   * @param {number} count
   * @param {Data} data
   */
  async staff(count, data) {
    const fits = this.#ready && data === this.#data && count === this.#workers.length;
    if (!fits || !this.whole) {
      this.dismiss();
      this.#data = data;
      this.#workers = Array.from({ length: count }, () => this.#hire());
      this.#ready = this.#equip(this.#workers);
    }
    const workers = this.#workers;
    try {
      await this.#ready;
    } catch (error) {
      if (workers === this.#workers) this.dismiss();
      throw error;
    }
  }

  /**
   * Puts new workers in the places of all but those that are kept.
   * @param {Set<Channel>} kept
   */
  async replaceAllBut(kept) {
    const hired = /** @type {Channel[]} */ ([]);
    this.#workers = this.#workers.map((worker) => {
      if (kept.has(worker)) return worker;
      worker.kill();
      hired.push(this.#hire());
      return hired[hired.length - 1];
    });
    this.#ready = this.#equip(hired);
    await this.#ready;
  }

  dismiss() {
    for (const worker of this.#workers) worker.kill();
    this.#workers = [];
    this.#ready = null;
  }

  /** Does as `doing` says; if that takes too long, the workers that are still the same are dismissed. */
  async dismissUnless(/** @type {() => Promise<unknown>} */ doing) {
    const workers = this.#workers;
    await this.inTime(doing()).catch(() => {
      if (workers === this.#workers) this.dismiss();
    });
  }

  /** Connects every worker with every other one. */
  async join() {
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
    const joined = this.all((worker, index) => {
      const mine = /** @type {MessagePort[]} */ (ports[index].filter(Boolean));
      return worker.ask({ type: "join", index, count, generation: this.#generation, ports: ports[index] }, mine);
    });
    await this.inTime(joined);
  }

  /** The workers that still answer, halted, and where they are. */
  async roll() {
    const answers = this.#workers.map(async (worker) => {
      try {
        const { unit } = await this.inTime(worker.ask({ type: "halt" }));
        return [{ worker, unit: /** @type {number} */ (unit) }];
      } catch {
        return [];
      }
    });
    return (await Promise.all(answers)).flat();
  }

  /**
   * An answer that is long in coming is a failure.
   * @template T
   * @param {Promise<T>} promise
   * @returns {Promise<T>}
   */
  inTime(promise) {
    return new Promise((resolve, reject) => {
      const late = { code: /** @type {const} */ ("worker_lost"), message: "A worker does not answer.", fatal: true };
      const timer = setTimeout(() => reject(new PretextError(late)), this.#patience);
      promise.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  #hire() {
    /** @type {Channel} */
    const worker = new Channel(this.#host.spawn(), (event) => this.#hear(worker, event));
    return worker;
  }

  /** @param {Channel[]} workers */
  async #equip(workers) {
    const files = this.#data?.files ?? {};
    const { classes = 0, domains = [] } = this.#data?.about ?? {};
    const firstRows = (/** @type {"train" | "test"} */ split) => domains.map((domain) => domain[split].from);
    const subject = "texts" in files ? "texts" : "images";
    this.#modules[subject] ??= this.#host.compile(subject).catch((error) => {
      delete this.#modules[subject]; // the next start tries again
      const message = `The WebAssembly module could not be loaded: ${error.message ?? error}.`;
      throw new PretextError({ code: "unsupported", message });
    });
    const wasm = await this.#modules[subject];
    const equip = async (/** @type {Channel} */ worker) => {
      this.#version = await worker.ask({ type: "init", wasm, subject });
      await worker.ask({
        type: "load",
        files,
        classes,
        domains: { train: firstRows("train"), test: firstRows("test") },
      });
    };
    await this.inTime(Promise.all(workers.map(equip)));
  }
}
