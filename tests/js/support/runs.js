// Small experiments, and labs whose workers and messages can be made to fail.

import { dataOf, dimensionsOf, ROLES } from "../../../web/api/data/data.js";
import { readIdx } from "../../../web/api/data/idx.js";
import { Lab } from "../../../web/api/lab/lab.js";
import { host, loadData } from "../../../web/api/node.js";
import { taskNamed } from "../../../web/api/grammar.js";
import { presets, readSpec } from "../../../web/api/spec.js";

/** @import {WorkerLike} from "../../../web/api/lab/channel.js" */
/** @import {Data} from "../../../web/api/data/data.js" */
/** @import {LabState} from "../../../web/api/lab/lab.js" */
/** @import {Failure, Progress, Result} from "../../../web/api/protocol.js" */
/** @import {Spec} from "../../../web/api/spec.js" */

/** @type {Promise<Data> | null} */
let loading = null;

export function mnist() {
  return (loading ??= loadData());
}

/** @type {Promise<Data> | null} */
let drawing = null;

export function emoji() {
  return (drawing ??= loadData("emoji"));
}

/** Whether a named task needs images in colour. @param {unknown} task */
export const needsColour = (task) => typeof task === "string" && Boolean(taskNamed(task)?.colour);

/** @type {Promise<Data> | null} */
let cutting = null;

/** The first images alone: an experiment on them takes no time for its tests. */
export function fewImages() {
  return (cutting ??= mnist().then(async ({ files, sha256, about }) => {
    const cut = ROLES.map(async (role) => {
      const bytes = firstRows(new Uint8Array(await files[role].arrayBuffer()), 400);
      return [role, readIdx(role, bytes, dimensionsOf(role), sha256[role])];
    });
    return dataOf(Object.fromEntries(await Promise.all(cut)), about);
  }));
}

/**
 * @param {Uint8Array<ArrayBuffer>} idx
 * @param {number} rows
 */
function firstRows(idx, rows) {
  const view = new DataView(idx.buffer, idx.byteOffset);
  const header = 4 + 4 * idx[3];
  const cut = idx.slice(0, header + (rows * (idx.length - header)) / view.getUint32(4));
  new DataView(cut.buffer).setUint32(4, rows);
  return cut;
}

/** What makes a run on texts small. */
export const FEW_TEXTS = { "pretext.steps": 3, "data.test.count": 40 };

/** What makes an experiment small, and its digest quick to come by: scoring 10,000 images takes most of the time. */
export const SMALL = {
  "data.unlabelled.count": 200,
  "encoder.0.filters": 8,
  "encoder.1.filters": 8,
  "pretext.epochs": 1,
  "transfer.epochs": 1,
  "supervised.epochs": 1,
};

/**
 * A whole experiment on a few images, over in a moment; more epochs make it last.
 * @param {number} [epochs]  of pretext training
 * @returns {Spec}
 */
export function tinySpec(epochs = 2) {
  const { quick } = presets;
  const read = readSpec({
    ...quick,
    name: "tiny",
    data: {
      ...quick.data,
      unlabelled: { from: 0, count: 200 },
      labelled: { from: 300, count: 100 },
      test: { from: 100, count: 300 },
    },
    pretext: { ...quick.pretext, epochs },
    transfer: { ...quick.transfer, epochs: 3 },
    supervised: { ...quick.supervised, epochs: 2 },
  });
  if (!read.ok) throw new Error(read.error.message);
  return read.spec;
}

/**
 * A lab that remembers what it told.
 * @param {{workers?: number, patience?: number, spawn?: (index: number) => WorkerLike}} [options]  spawn: makes the
 *   index-th worker that is asked for
 */
export function observedLab({ spawn = () => host.spawn(), ...options } = {}) {
  /** @type {LabState[]} */
  const states = [];
  /** @type {Progress[]} */
  const progress = [];
  /** @type {(end: Result | Failure) => void} */
  let settle = () => {};
  /** @type {(() => void)[]} */
  let waiting = [];
  let spawned = 0;
  const tell = () => {
    const told = waiting;
    waiting = [];
    for (const go of told) go();
  };
  const lab = new Lab(
    { ...host, spawn: () => spawn(spawned++) },
    {
      ...options,
      onState: (state) => void states.push(state),
      onProgress: (now) => {
        progress.push(now);
        tell();
      },
      onResult: (result) => settle(result),
      onFailure: (failure) => settle(failure),
    },
  );
  return {
    lab,
    states,
    progress,
    spawned: () => spawned,
    /** The next progress that is told. */
    async nextProgress() {
      await new Promise((resolve) => waiting.push(() => resolve(undefined)));
      return progress[progress.length - 1];
    },
    /**
     * Starts a run and waits for its end.
     * @param {Spec} spec
     * @param {Data | Promise<Data>} [data]
     * @returns {Promise<Result>}
     */
    async run(spec, data = fewImages()) {
      const end = this.end();
      await lab.start(spec, await data);
      return end;
    },
    /**
     * The result of the run under way; a failure is thrown.
     * @returns {Promise<Result>}
     */
    end() {
      return new Promise((resolve, reject) => {
        settle = (end) => ("digest" in end ? resolve(end) : reject(Object.assign(new Error(end.message), end)));
      });
    },
  };
}

/**
 * The digest of an undisturbed run by one worker.
 * @param {Spec} spec
 */
export async function digestOf(spec) {
  const observed = observedLab();
  try {
    return (await observed.run(spec)).digest;
  } finally {
    observed.lab.close();
  }
}
