import { saveFigure, saveFile } from "./files.js";
import { createLab, describe } from "../api/client.js";
import { unpackCheckpoint } from "../api/keep/checkpoint-file.js";
import { setOf } from "../api/spec.js";
import { forgetOwnData, keepOwnData, ownDataWith } from "../api/keep/own-data.js";
import { usualClasses } from "./classes.js";
import { imageShape } from "./descriptions.js";
import { createDatasets } from "./datasets.js";
import { isUnderWay, startedPhase } from "./store.js";
import { asksAlike } from "./task.js";
import { createTimeLeft } from "./time-left.js";
import { extend, meansSince } from "./trace.js";
import { createGuest } from "./guest.js";
import { createUnfinished } from "./unfinished.js";

/** @typedef {import("./store.js").Store} Store */

/** What there is of a run before it begins. */
const nothingYet = {
  untrained: false,
  trouble: null,
  result: null,
  pretrained: null,
  weighing: null,
  progress: null,
  timeLeft: null,
  trace: [],
  answers: {},
  stepped: null,
  epoch: null,
};

/**
 * Runs the experiment: the only place that talks to the workers and the data loader.
 *
 * @param {Store} store
 */
export function createExperiment(store) {
  let attempt = 0;
  /** The last attempt that has reached the lab. */
  let begun = 0;
  const datasets = createDatasets(store);
  const timeLeft = createTimeLeft();
  const unfinished = createUnfinished(store, "unfinished");
  const guest = createGuest(store, datasets.fetch);

  /** The reader's own images that are kept with the run. @type {{data: import("../api/data/data.js").Data, kept: Promise<boolean>} | null} */
  let keeping = null;

  /** @param {Uint8Array<ArrayBuffer>} file */
  async function keep(file) {
    const { data } = store.get();
    if (data?.own && keeping?.data !== data) keeping = { data, kept: keepOwnData(data) };
    // Without its images nobody can go on with it.
    if (!data?.own || (await keeping?.kept)) await unfinished.keep(file);
  }

  /** @param {unknown} error */
  function fail(error) {
    const { message, code } = /** @type {{message?: string, code?: string}} */ (error ?? {});
    store.set({ phase: "failed", untrained: false, trouble: { message: message ?? String(error), code } });
  }

  const lab = createLab({
    onState(phase) {
      // Done and failed are told below, together with what there is to tell; idle is said by reset() alone, because a
      // start passes through it.
      if (phase !== "idle" && phase !== "done" && phase !== "failed") store.set({ phase });
    },
    onProgress(progress) {
      const { trace, progress: before } = store.get();
      const means = meansSince(before, progress);
      const point = means && { ...means, epoch: means.at / progress.steps };
      store.set({ progress, timeLeft: timeLeft.at(progress), trace: point ? extend(trace, point) : trace });
    },
    onResult(result) {
      // The bench's runs end with pretraining: what that buys is worked out cell by cell.
      store.set({ phase: "done", ...(result.results.supervised ? { result } : { pretrained: result }) });
      void unfinished.drop();
    },
    onCheckpoint: (file) => void keep(file),
    onFailure: fail,
  });

  /**
   * @param {(spec: import("./store.js").Spec, data: import("../api/data/data.js").Data) => Promise<unknown>} begin
   * @param {boolean} [untrained]  only to be asked
   */
  async function launch(begin, untrained = false) {
    const mine = ++attempt;
    const { spec, workers } = store.get();
    timeLeft.restart();
    guest.leave();
    store.set({
      ...nothingYet,
      untrained,
      phase: "loading",
      runSpec: spec,
      runWorkers: workers,
    });
    try {
      const data = await datasets.fetch();
      if (mine !== attempt) return;
      datasets.show(data);
      lab.workers = workers;
      begun = mine;
      await begin(spec, data);
      // A later attempt that has reached the lab has taken the place of this one.
      if (mine !== attempt && mine === begun) await lab.stop();
    } catch (error) {
      if (mine === attempt) fail(error);
    }
  }

  /** How much of the experiment is run. @returns {import("../api/protocol.js").Extent} */
  const extent = () => (store.get().screen === "notebook" ? "all" : "pretext");

  /** @param {Promise<unknown>} doing */
  const guarded = (doing) => doing.catch(fail);

  const firstKernel = async () => (await lab.tensors("pretext"))[0]?.values ?? new Float32Array();

  /** One step, and the first kernel on both sides of it. */
  async function stepOnce() {
    const before = await firstKernel();
    await lab.stepOnce();
    store.set({ stepped: { before, after: await firstKernel() } });
  }

  async function reset() {
    const mine = ++attempt;
    await guarded(lab.reset());
    if (mine !== attempt) return;
    void unfinished.drop();
    store.set({ ...nothingYet, phase: "idle", runSpec: null });
    await guarded(datasets.showAhead());
  }

  // An untrained network stands in the way of no other images.
  store.subscribe((now, before) => {
    const others = setOf(now.spec) !== setOf(before.spec) || now.own?.data !== before.own?.data;
    if (others && now.untrained) void reset();
  });

  /** Whether the lab has no run to ask. */
  const isVacant = () => ["idle", "loading", "failed"].includes(lab.state);

  return {
    /** Who can be asked about a model now. @param {import("../api/protocol.js").Fit} [model]  left out: the run */
    modelsFor: (model) => guest.answering(model) ?? (isVacant() ? null : lab),
    /** @param {import("./store.js").Spec} spec */
    describe(spec) {
      const shape = imageShape(store.get());
      const classes = store.get().data?.about.classes ?? usualClasses;
      return isVacant() ? describe(spec, shape, classes) : lab.describe(spec, shape, classes);
    },
    load: guest.load,
    unload: guest.leave,
    /** Shortly before it is needed, and silently: Start will say what is wrong. */
    fetchAhead: () => void datasets.showAhead().catch(() => {}),
    fetchData: datasets.fetch,
    fetchDigits: datasets.fetchDigits,
    fetchRecorded: datasets.fetchRecorded,
    files: datasets.choose,
    /** @param {string} name */
    set: (name) => guarded(datasets.take(name)),
    start: () => launch((spec, data) => lab.start(spec, data, { extent: extent() })),
    /** Without training anything: an untrained network is there to be asked. Whoever trains is left alone, however late this comes. */
    prepare() {
      const { phase, spec, runSpec } = store.get();
      const busy = phase === "loading" || isUnderWay(store.get());
      const there = phase !== "idle" && runSpec !== null && asksAlike(runSpec, spec);
      return busy || there
        ? undefined
        : launch((of, data) => lab.start(of, data, { extent: extent(), paused: true }), true);
    },
    /** A cell of the study that goes with the run. @param {number} worker @param {import("../api/protocol.js").Cell} cell */
    cell: (worker, cell) => lab.cell(Math.min(worker, lab.workers - 1), cell),
    /** Whether an earlier visit has left a run. */
    lookForUnfinished: unfinished.look,
    async goOn() {
      const file = await unfinished.take();
      if (!file) return;
      const { spec, data: sums } = unpackCheckpoint(file);
      store.set({ spec, own: null });
      const own = await ownDataWith(sums).catch(() => null);
      if (own) datasets.takeOwn(own);
      await launch((_, data) => lab.restore(file, data));
    },
    forget: () => guarded(Promise.all([unfinished.forget(), forgetOwnData()])),
    /** @param {"report" | "curves" | import("../api/protocol.js").Fit} what */
    save: (what) => guarded(saveFile(lab, store.get(), what)),
    /** @param {HTMLElement} figure @param {string} name */
    saveFigure: (figure, name) =>
      saveFigure(store.get(), figure, name).catch(({ message }) => store.set({ trouble: { message } })),
    pause: () => guarded(lab.pause()),
    async resume() {
      store.set({ stepped: null });
      await guarded(lab.resume());
    },
    async step() {
      const phase = startedPhase(store.get());
      if (phase !== "running" && phase !== "paused") {
        await launch(async (spec, data) => {
          await lab.start(spec, data, { extent: extent(), paused: true });
          await stepOnce();
        });
      } else {
        await guarded(lab.pause());
        await guarded(stepOnce());
      }
    },
    async stop() {
      attempt++;
      await guarded(lab.stop());
      void unfinished.drop();
      store.set({ phase: "stopped" });
    },
    reset,
  };
}
