// The lab without a page around it, for tests to drive and to harm.

import { openCheckpoints } from "../../../../web/api/keep/checkpoints.js";
import { createLab, loadData, loadTexts } from "../../../../web/api/client.js";
import { sha256 } from "../../../../web/api/data/digest.js";
import { presets, setOf, withField } from "../../../../web/api/spec.js";

/** @import {Lab} from "../../../../web/api/lab/lab.js" */
/** @import {Failure} from "../../../../web/api/protocol.js" */
/** @import {Data} from "../../../../web/api/data/data.js" */

/**
 * @typedef {object} Harm  what goes wrong in the second epoch
 * @property {"kill" | "trap" | "lose" | "sleep" | "trap always"} [harm]
 *
 * @typedef {{workers: number, set?: Record<string, unknown>} & Harm} Options
 * @typedef {{digest?: string, failure?: Failure, checkpoints: number}} Outcome
 */

/** @type {Worker[]} */
const workers = [];
globalThis.Worker = class extends Worker {
  /** @param {ConstructorParameters<typeof Worker>} args */
  constructor(...args) {
    super(...args);
    workers.push(this);
  }
};

let losing = false;
const RealChannel = MessageChannel;
/** What workers send each other passes through the page, which can lose it. */
class RelayedChannel {
  #ends = [new RealChannel(), new RealChannel()];
  port1 = this.#ends[0].port1;
  port2 = this.#ends[1].port1;

  constructor() {
    const [a, b] = this.#ends;
    a.port2.onmessage = ({ data }) => relay(b.port2, data);
    b.port2.onmessage = ({ data }) => relay(a.port2, data);
  }
}
globalThis.MessageChannel = RelayedChannel;

/**
 * @param {MessagePort} port
 * @param {unknown} data
 */
function relay(port, data) {
  if (losing) losing = false;
  else port.postMessage(data);
}

/** Asks for more memory than there is: the core aborts. */
function trap() {
  const pixels = { length: 2 ** 32 - 1 };
  workers.at(-1)?.postMessage({ id: -1, type: "predict", model: "pretext", pixels });
}

/** @type {Record<NonNullable<Harm["harm"]>, () => void>} */
const harms = {
  kill: () => workers.at(-1)?.terminate(),
  trap,
  "trap always": () => setInterval(trap, 20),
  lose: () => (losing = true),
  sleep() {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 3_600_000;
  },
};

/** @param {Options} options */
function specOf({ set = {} }) {
  return Object.entries(set).reduce((spec, [path, value]) => withField(spec, path, value), presets.quick);
}

/**
 * @param {Options} options
 * @param {(lab: Lab, data: Data) => void} begin
 * @param {(file: Uint8Array<ArrayBuffer>) => void} [keep]
 * @returns {Promise<Outcome>}
 */
async function follow(options, begin, keep) {
  const { workers: count, harm } = options;
  const data = await loadData({ set: setOf(specOf(options)) });
  let checkpoints = 0;
  let harmed = harm === undefined;
  return new Promise((resolve) => {
    const end = (/** @type {Partial<Outcome>} */ outcome) => {
      lab.close();
      resolve({ ...outcome, checkpoints });
    };
    const lab = createLab({
      workers: count,
      onProgress({ fit, epoch }) {
        if (harmed || (fit === "pretext" && epoch === 0)) return;
        harmed = true;
        if (harm) harms[harm]();
      },
      onCheckpoint(file) {
        checkpoints += 1;
        keep?.(file);
      },
      onResult: ({ digest }) => end({ digest }),
      onFailure: (failure) => end({ failure }),
    });
    begin(lab, data);
  });
}

/** @param {Options} options */
function run(options) {
  return follow(options, (lab, data) => lab.start(specOf(options), data));
}

/**
 * Pretrains on the packed texts; and what the model goes on with then, if it does.
 * @param {Options & {prompt?: number[]}} options
 */
async function runTexts({ workers: count, set = {}, prompt }) {
  const spec = Object.entries(set).reduce((so, [path, value]) => withField(so, path, value), presets.definitions);
  const data = await loadTexts();
  /** @type {Lab | undefined} */
  let lab;
  const { digest } = await new Promise((resolve, reject) => {
    lab = createLab({
      workers: count,
      onResult: resolve,
      onFailure: ({ message }) => reject(new Error(message)),
    });
    lab.start(spec, /** @type {any} */ (data), { extent: "pretext" });
  });
  const written = prompt && (await lab?.generate({ prompt, most: 20, temperature: 1, top_k: 0, seed: 1 }));
  lab?.close();
  return { digest, written };
}

/**
 * What 20 labels come to over a graph that all workers have made together.
 * @param {Options} options
 * @param {string[]} modes
 */
async function propagate(options, modes) {
  const data = await loadData();
  /** @type {Lab | undefined} */
  let lab;
  await new Promise((resolve, reject) => {
    lab = createLab({
      workers: options.workers,
      onResult: resolve,
      onFailure: ({ message }) => reject(new Error(message)),
    });
    lab.start(specOf(options), data, { extent: "graph" });
  });
  const sums = [];
  for (const mode of modes) {
    const result = await lab?.cell(options.workers - 1, { mode, labels: 20 });
    sums.push(await sha256(new Uint8Array(result?.predictions ?? [])));
  }
  lab?.close();
  return sums;
}

/**
 * Begins a run whose states are kept in the browser; resolves at the first, and goes on.
 * @param {Options} options
 */
async function begin(options) {
  const checkpoints = await openCheckpoints();
  return new Promise((resolve) =>
    follow(
      options,
      (lab, data) => lab.start(specOf(options), data),
      async (file) => {
        await checkpoints.keep(file);
        resolve(await checkpoints.space());
      },
    ),
  );
}

/**
 * Goes on with the run that an earlier page has begun, then forgets it.
 * @param {Options & {changed?: boolean}} options  changed: as if the data were others by now
 */
async function goOn(options) {
  const checkpoints = await openCheckpoints();
  const kept = await checkpoints.unfinished();
  if (!kept) return null;
  checkpoints.adopt(kept.id);
  return follow(options, (lab, data) => {
    const other = { ...data, sha256: { ...data.sha256, train_labels: "0".repeat(64) } };
    lab.restore(kept.bytes, options.changed ? other : data);
  });
}

/** @type {Lab | null} */
let soaked = null;
/** @type {Promise<Data> | null} */
let soakData = null;

/**
 * Starts, stops and resets runs, one after another, in one lab.
 * @param {{workers: number, runs: number}} options
 * @returns {Promise<number[]>} bytes of each worker's WebAssembly memory
 */
async function soak({ workers: count, runs }) {
  const data = await (soakData ??= loadData());
  for (let i = 0; i < runs; i += 1) {
    await new Promise((resolve, reject) => {
      soaked ??= createLab({
        workers: count,
        onProgress: (progress) => progress.step > 0 && next(),
        onFailure: (failure) => reject(new Error(failure.message)),
      });
      next = () => resolve(undefined);
      soaked.start(presets.quick, data);
    });
    if (i % 3 === 0) await soaked?.pause();
    await soaked?.stop();
    await soaked?.reset();
  }
  return Promise.all(workers.slice(-count).map(memoryOf));
}
let next = () => {};

/**
 * @param {Worker} worker
 * @returns {Promise<number>}
 */
function memoryOf(worker) {
  return new Promise((resolve) => {
    const listen = (/** @type {MessageEvent} */ { data }) => {
      if (data.id !== -2) return;
      worker.removeEventListener("message", listen);
      resolve(data.value.memory);
    };
    worker.addEventListener("message", listen);
    worker.postMessage({ id: -2, type: "ping" });
  });
}

async function forget() {
  const checkpoints = await openCheckpoints();
  await checkpoints.forget();
  return checkpoints.space();
}

Object.assign(globalThis, { pretext: { run, runTexts, propagate, begin, goOn, forget, soak } });
