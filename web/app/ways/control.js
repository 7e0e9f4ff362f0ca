// The other ways to need fewer labels: one pretraining without any, then cells of the study that goes with it, as they are
// wished for. It has a lab of its own, as labelling by hand has, and its pretraining gives way to the experiment.

import { createLab } from "../../api/client.js";
import { presets, readSpec } from "../../api/spec.js";
import { givingWay } from "../give-way.js";
import { isBusy } from "../store.js";
import { createMaking } from "./making.js";
import { createPlaces, noPlaces } from "./places.js";
import { WAYS, WAYS_PRESET, cellName, noWays } from "./ways.js";

/** @typedef {import("../../api/lab/lab.js").Lab} Lab */
/** @typedef {import("../store.js").Store} Store */
/** @typedef {import("../../api/protocol.js").CellResult} CellResult */
/** @typedef {import("./ways.js").Way} Way */

/**
 * @typedef {object} Ways
 * @property {"idle" | "loading" | "waiting" | "training" | "ready" | "failed"} phase  of pretraining; waiting: for the experiment
 * @property {import("../../api/protocol.js").Progress | null} progress
 * @property {number} labels  how many the reader has chosen
 * @property {Record<string, CellResult>} cells  finished ones, by cellName()
 * @property {string[]} left  names of those that are under way or wait
 * @property {string[]} running  of these the ones under way
 * @property {string | null} message  why it has failed
 * @property {Record<import("./makers.js").Maker, import("./making.js").Made>} made  of networks that make images
 * @property {import("./places.js").Places} [places]  of digits on canvases; nothing before the reader has tried that
 *
 * @typedef {{kind: "run", way: Way} | {kind: "labels", labels: number} | {kind: "stop"} | {kind: "places"} | {kind: "stopPlaces"}
 *   | import("./making.js").MakingAction} WaysAction
 */

function specOfWays() {
  const read = readSpec(presets[WAYS_PRESET]);
  if (!read.ok) throw new Error(read.error.message);
  return read.spec;
}

/**
 * @param {Store} store
 * @param {() => Promise<import("../../api/data/data.js").Data>} fetchData
 */
export function createWays(store, fetchData) {
  /** @type {Lab | null} */
  let lab = null;
  let attempt = 0;
  /** Cells that no worker has taken yet. @type {{mode: string, labels: number}[][]} */
  let queue = [];
  /** Workers with something to do. @type {Set<number>} */
  let busy = new Set();

  const ways = () => store.get().ways ?? noWays;
  /** @param {Partial<Ways>} patch */
  const set = (patch) => store.set({ ways: { ...ways(), ...patch } });
  const make = createMaking(
    store,
    fetchData,
    () => ways().made,
    (made) => set({ made }),
  );
  /** @param {string[]} names @param {string} name */
  const without = (names, name) => names.filter((one) => one !== name);

  function close() {
    attempt++;
    queue = [];
    busy = new Set();
    lab?.close();
    lab = null;
  }

  /** @param {unknown} error */
  function fail(error) {
    close();
    set({ phase: "failed", left: [], running: [], message: error instanceof Error ? error.message : String(error) });
  }

  async function pretrain() {
    const mine = attempt;
    set({ phase: "loading", progress: null, message: null });
    try {
      const data = await fetchData();
      if (mine !== attempt) return;
      lab = createLab({
        workers: store.get().workers,
        onProgress: (progress) => mine === attempt && set({ progress }),
        onResult: () => mine === attempt && ready(),
        onFailure: ({ message }) => mine === attempt && fail(new Error(message)),
      });
      const paused = isBusy(store.get());
      await lab.start(specOfWays(), data, { extent: "pretext", paused });
      if (mine !== attempt) return;
      set({ phase: paused ? "waiting" : "training" });
      if (paused) giveWay();
    } catch (error) {
      if (mine === attempt) fail(error);
    }
  }

  const giveWay = givingWay(store, {
    phase: () => ways().phase,
    go: (phase) => set({ phase }),
    lab: () => lab,
    fail,
  });

  const places = createPlaces(store, fetchData, {
    get: () => ways().places ?? noPlaces,
    set: (patch) => set({ places: { ...(ways().places ?? noPlaces), ...patch } }),
  });

  function ready() {
    set({ phase: "ready" });
    employ();
  }

  /** Gives each idle worker something to do. */
  function employ() {
    const crew = lab?.workers ?? 0;
    for (let worker = 0; worker < crew; worker += 1) if (!busy.has(worker)) void work(worker);
  }

  /** @param {number} worker */
  async function work(worker) {
    const mine = attempt;
    busy.add(worker);
    try {
      for (;;) {
        const cells = queue.shift();
        if (!cells || !lab) break;
        for (const { mode, labels } of cells) {
          const name = cellName(mode, labels);
          set({ running: [...ways().running, name] });
          const result = await lab.cell(worker, { mode, labels });
          if (mine !== attempt) return;
          const { cells: known, left, running } = ways();
          set({ cells: { ...known, [name]: result }, left: without(left, name), running: without(running, name) });
        }
      }
    } catch (error) {
      if (mine === attempt) fail(error);
    }
    if (mine === attempt) busy.delete(worker);
  }

  /** Works out what is not known of a way, with the labels that are chosen. @param {Way} way */
  function run(way) {
    const { labels, cells, left, phase } = ways();
    const fresh = (/** @type {string} */ mode) => {
      const name = cellName(mode, labels);
      return !cells[name] && !left.includes(name);
    };
    const wanted = WAYS[way]
      .map((modes) => modes.filter(fresh).map((mode) => ({ mode, labels })))
      .filter((some) => some.length > 0);
    queue.push(...wanted);
    set({ left: [...left, ...wanted.flat().map(({ mode }) => cellName(mode, labels))] });
    if (phase === "ready") return employ();
    if (phase === "idle" || phase === "failed") return pretrain();
  }

  return {
    /** @param {WaysAction} action */
    act(action) {
      switch (action.kind) {
        case "run":
          return run(action.way);
        case "labels":
          return set({ labels: action.labels });
        case "places":
          return places.run();
        case "stopPlaces":
          return places.stop();
        case "stop":
          close();
          return set({ phase: "idle", progress: null, left: [], running: [], message: null });
        default:
          return make(action);
      }
    },
  };
}
