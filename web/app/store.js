/**
 * Everything that the page knows, in one object. Views draw it; only the controllers in this folder change it.
 *
 * @typedef {import("../api/protocol.js").Progress} Progress
 * @typedef {import("../api/protocol.js").Result} Result
 * @typedef {import("../api/protocol.js").Arm} Arm
 * @typedef {import("../api/protocol.js").Fit} Fit
 * @typedef {import("../api/spec.js").Spec} Spec
 * @typedef {import("../api/data/data.js").Data} Data
 * @typedef {"idle" | "loading" | "running" | "paused" | "stopped" | "done" | "failed"} Phase
 *
 * @typedef {object} TracePoint  the mean over the few steps between two progress events
 * @property {number} epoch  how far the fit was, in epochs
 * @property {number} loss
 * @property {number} accuracy
 *
 * @typedef {object} Trouble  what went wrong, where to say it, and in whose words
 * @property {string} message
 * @property {string} [code]
 * @property {boolean} [reload]  whether loading the page again is the way on
 *
 * @typedef {import("./inquiries.js").Answers} Answers
 *
 * @typedef {object} Snapshot
 * @property {import("./hash.js").Screen} screen  which one is shown
 * @property {Spec} spec  what the next Start will run
 * @property {Spec | null} runSpec  what is running, or ran last
 * @property {Phase} phase
 * @property {boolean} untrained  the run is there to be asked alone: nobody has started it
 * @property {Progress | null} progress
 * @property {number | null} timeLeft  in seconds; null before anybody can know
 * @property {TracePoint[]} trace  of the pretext fit
 * @property {Result | null} result
 * @property {Result | null} pretrained  what came of a run that ended with pretraining, as on the bench
 * @property {{key: string, outcomes: import("../api/study/summary.js").Outcome[]}} cells  what has been worked out here, on the
 *   bench and in races, for specs that differ in task and seed alone
 * @property {{task: string, done: number, of: number} | null} weighing  cells of the bench's task under way
 * @property {{queue: {task: string, seed: number}[], running: {task: string, seed: number, fraction: number, left: number | null} | null,
 *   message: string | null}} races  tasks that are trained for the board; left: seconds of pretraining, as far as anybody can know
 * @property {import("./recorded.js").RecordedTask | null} recorded  examples of the task on the bench
 * @property {Trouble | null} trouble
 * @property {Data | null} data
 * @property {number} arrived  how often images of the data have come that were not there to be drawn
 * @property {{files: Partial<Record<import("../api/data/data.js").Role, import("../api/data/own-data.js").OwnFile>>, missing:
 *   import("../api/data/data.js").Role[], reading: boolean, message: string | null, data: Data | null} | null} own  files of the
 *   reader's own, which the next start runs on as soon as they are all there; message: why the last ones were not taken
 * @property {"digits" | "clothes"} classes  what the ten classes of own files are called
 * @property {number | null} received  share of the data that has arrived, while it is being fetched
 * @property {number} digit  index of the test image on show
 * @property {number} workers  how many the next Start will use
 * @property {number} runWorkers  how many the last Start has used
 * @property {{before: Float32Array, after: Float32Array} | null} stepped  the first layer's kernel on both sides of the last
 *   single step; null as soon as there have been others
 * @property {Answers} answers  what the current models say, as far as any view on screen needs it
 * @property {Uint8Array | null} drawn  the reader's own digit, 28x28, as the models see it
 * @property {number} wheel  how far the reader has turned the digit on show, in degrees counter-clockwise
 * @property {{file: string, model: Fit, spec: Spec, score: import("../api/protocol.js").Score} | null} guest  a model from a
 *   file, which answers in place of the run's own, and how it does on all test images
 * @property {Record<string, import("./descriptions.js").Described>} described  what specs come to, as far as the core has
 *   been asked
 * @property {string | null} guestTrouble  why the last file was refused
 * @property {number | null} epoch  the kept epoch of pretraining that is looked at from inside; null: the weights as they are
 * @property {"pca" | "umap"} layout  of maps of test images: two principal components, or by who is near whom
 * @property {number} act  the act of the story that is being read; 0: none
 * @property {import("./talk.js").Talk | null} talk  a lecture's scenes, where the address names some
 * @property {{spec: Spec, fraction: number, savedAt: number, space: number} | null} unfinished  a run that an earlier
 *   visit has left, when, and the bytes that all such runs take
 * @property {Snapshot["unfinished"]} unfinishedTexts  the same of a run on texts
 * @property {{spec: Spec, own: Data | null, outcomes: import("../api/study/summary.js").Outcome[], running: {seed: number, fraction: number} | null,
 *   message: string | null} | null} study  seeds worked out beside the experiment; message: why the last one failed
 * @property {import("./ten/control.js").Ten | null} ten  labels by hand, once the reader has begun with that
 * @property {import("./ways/control.js").Ways | null} ways  the other ways to need fewer labels, once the reader has tried one
 * @property {Spec} textSpec  what is trained on the screen of texts
 * @property {import("./texts/source.js").OwnTexts | null} ownTexts  of the reader's, which the next start may run on
 * @property {import("./texts/control.js").Written | null} texts  what is going on there, once the reader has begun
 * @property {boolean} offline  the browser has kept all of the page
 * @property {string} language
 * @property {"light" | "dark" | null} theme  null: as the system says
 */

/**
 * The phase of what somebody has started. An untrained network that is there to be asked, or is being made, stands in nobody's
 * way: idle.
 * @param {Pick<Snapshot, "phase" | "untrained">} now @returns {Phase}
 */
export const startedPhase = ({ phase, untrained }) => (untrained ? "idle" : phase);

/** Whether somebody has started a run that has not ended. @param {Pick<Snapshot, "phase" | "untrained">} now */
export const isUnderWay = (now) => ["running", "paused", "loading"].includes(startedPhase(now));

/** Whether the experiment has the processor. @param {Pick<Snapshot, "phase">} now */
export const isBusy = ({ phase }) => phase === "running" || phase === "loading";

/** @param {Snapshot} initial */
export function createStore(initial) {
  let snapshot = initial;
  /** @type {Set<(now: Snapshot, before: Snapshot) => void>} */
  const listeners = new Set();
  return {
    get: () => snapshot,
    /** @param {Partial<Snapshot>} patch */
    set(patch) {
      const before = snapshot;
      snapshot = { ...snapshot, ...patch };
      for (const listener of listeners) listener(snapshot, before);
    },
    /** @param {(now: Snapshot, before: Snapshot) => void} listener */
    subscribe(listener) {
      listeners.add(listener);
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */
