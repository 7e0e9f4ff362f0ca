// The other ways to need fewer labels: one pretraining without any, then cells of the study that goes with it, as they are
// wished for. It has a lab of its own, as labelling by hand has, and its pretraining gives way to the experiment.

import { presets, readSpec } from "../../api/spec.js";
import { createSideLab } from "../side-lab.js";
import { createMaking } from "./making.js";
import { createPlaces, noPlaces } from "./places.js";
import { PLANES, createPlanes, noPlanes } from "./planes.js";
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
 * @property {string[]} left  names of those that are under way or wait, PLANES among them
 * @property {string[]} running  of these the ones under way
 * @property {string | null} message  why it has failed
 * @property {Record<import("./makers.js").Maker, import("./making.js").Made>} made  of networks that make images
 * @property {import("./planes.js").Planes} [planes]  of test images; nothing before the reader has tried that
 * @property {import("./places.js").Places} [places]  of digits on canvases; nothing before the reader has tried that
 *
 * @typedef {{kind: "run", way: Way} | {kind: "labels", labels: number} | {kind: "stop"} | {kind: "planes"} | {kind: "places"} | {kind: "stopPlaces"}
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
  /** Cells that no worker has taken yet. @type {{mode: string, labels: number}[][]} */
  let queue = [];
  /** Workers with something to do. @type {Set<number>} */
  let busy = new Set();

  const ways = () => store.get().ways ?? noWays;
  /** @param {Partial<Ways>} patch */
  const set = (patch) => store.set({ ways: { ...ways(), ...patch } });
  const side = createSideLab(store, fetchData, {
    phase: () => ways().phase,
    set,
    onClose() {
      queue = [];
      busy = new Set();
      planes.close();
      set({ left: [], running: [] });
    },
  });
  /** What the encoder is pretrained on. @type {import("../../api/data/data.js").Data | null} */
  let data = null;
  const make = createMaking(
    store,
    fetchData,
    () => ways().made,
    (made) => set({ made }),
  );
  const planes = createPlanes({
    get: () => ways().planes ?? noPlanes,
    set: (patch) => set({ planes: { ...(ways().planes ?? noPlanes), ...patch } }),
  });
  const places = createPlaces(store, fetchData, {
    get: () => ways().places ?? noPlaces,
    set: (patch) => set({ places: { ...(ways().places ?? noPlaces), ...patch } }),
  });
  /** @param {string[]} names @param {string} name */
  const without = (names, name) => names.filter((one) => one !== name);

  function pretrain() {
    set({ progress: null });
    return side.begin(specOfWays(), {
      extent: "pretext",
      onData: (fetched) => (data = fetched),
      onProgress: (progress) => set({ progress }),
      onResult() {
        set({ phase: "ready" });
        employ();
        if (ways().left.includes(PLANES)) lay();
      },
    });
  }

  /** Gives each idle worker something to do. */
  function employ() {
    const crew = side.lab()?.workers ?? 0;
    for (let worker = 0; worker < crew; worker += 1)
      if (!busy.has(worker)) void side.run((lab, still) => work(worker, lab, still));
  }

  /** @param {number} worker @param {Lab} lab @param {import("../side-lab.js").Still} still */
  async function work(worker, lab, still) {
    busy.add(worker);
    for (let cells = queue.shift(); cells; cells = queue.shift()) {
      for (const { mode, labels } of cells) {
        const name = cellName(mode, labels);
        set({ running: [...ways().running, name] });
        const result = await lab.cell(worker, { mode, labels });
        if (!still()) return;
        const { cells: known, left, running } = ways();
        set({ cells: { ...known, [name]: result }, left: without(left, name), running: without(running, name) });
      }
    }
    busy.delete(worker);
  }

  /** Places test images in planes. */
  function lay() {
    void side.run(async (lab, still) => {
      if (data) await planes.place(lab, still, data);
      if (still()) set({ left: without(ways().left, PLANES) });
    });
  }

  /** Pretrains, unless that is done or under way. */
  function prepare() {
    if (["idle", "failed"].includes(ways().phase)) void pretrain();
  }

  /** Works out what is not known of a way, with the labels that are chosen. @param {Way} way */
  function run(way) {
    prepare();
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
    if (phase === "ready") employ();
  }

  function runPlanes() {
    prepare();
    const { left, phase } = ways();
    set({ left: [...left, PLANES] });
    if (phase === "ready") lay();
  }

  return {
    /** @param {WaysAction} action */
    act(action) {
      switch (action.kind) {
        case "run":
          return run(action.way);
        case "labels":
          return set({ labels: action.labels });
        case "planes":
          return runPlanes();
        case "places":
          return places.run();
        case "stopPlaces":
          return places.stop();
        case "stop":
          side.close();
          return set({ phase: "idle", progress: null, message: null });
        default:
          return make(action);
      }
    },
  };
}
