import { loadData, readOwnFile, readOwnSet } from "../api/client.js";
import { isLikeMnist, ROLES } from "../api/data/data.js";
import { PretextError } from "../api/error.js";
import { boardPreset } from "./hash.js";
import { dataSets, presetFor, presets, setOf } from "../api/spec.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("../api/data/data.js").Data} Data */
/** @typedef {import("../api/data/own-data.js").OwnFile} OwnFile */

/** @type {NonNullable<import("./store.js").Snapshot["own"]>} */
const nothing = { files: {}, missing: ROLES, reading: false, message: null, data: null };

/**
 * What the next start runs on: the set that the spec names, or files of the reader's own. What a run has begun on stays on the page as long as
 * the run does.
 *
 * @param {Store} store
 */
export function createDatasets(store) {
  /** @type {Map<string, Promise<Data>>} */
  const sets = new Map();
  /** Who has asked last for what there is to be shown. */
  let ahead = 0;
  /** Whoever chooses while files are still being read. */
  let choice = 0;

  /** Once for the life of the page, unless it fails: then the next Start tries again. */
  function fetchSet(/** @type {string} */ set) {
    const known = sets.get(set);
    if (known) return known;
    const loading = loadData({ set, onProgress: (received) => store.set({ received }) }).catch((error) => {
      sets.delete(set);
      throw error;
    });
    sets.set(set, loading);
    return loading;
  }

  async function fetch() {
    const { own, spec } = store.get();
    const set = setOf(spec);
    if (own?.data && (set === "own" || set === dataSets[0])) return own.data;
    if (set === "own") throw new PretextError({ code: "bad_data", message: "data: no files have been chosen." });
    return fetchSet(set);
  }

  /** For what is made for digits alone. */
  async function fetchDigits() {
    const data = store.get().own?.data;
    return data && isLikeMnist(data) ? data : fetchSet(dataSets[0]);
  }

  /** What results were recorded of. */
  const fetchRecorded = () => fetchSet(dataSets[0]);

  /** A spec whose images are others than the reader's does not fit them. @param {Data} data */
  function propose(data) {
    const { spec } = store.get();
    if (isLikeMnist(data) && setOf(spec) === dataSets[0]) return;
    store.set({ spec: { ...presetFor(data), seed: spec.seed, task: spec.task } });
  }

  /** @param {Data} data */
  function show(data) {
    if (data === store.get().data) return;
    for (const { images } of [data.train, data.test]) {
      images.onArrival = () => store.set({ arrived: store.get().arrived + 1 });
    }
    store.set({ data, digit: Math.min(store.get().digit, data.test.rows - 1) });
  }

  /** Where there is no run, nothing on the page belongs to other data. */
  async function showAhead() {
    const mine = ++ahead;
    const data = await fetch();
    // Another set may have been asked for while this one came.
    if (mine === ahead && store.get().phase === "idle") show(data);
  }

  store.subscribe((now, before) => {
    if (setOf(now.spec) !== setOf(before.spec) && now.phase === "idle") void showAhead().catch(() => {});
  });

  return {
    fetch,
    fetchDigits,
    fetchRecorded,
    show,
    showAhead,
    /** @param {File[]} chosen  some of the four; those that were given before stay, unless they are given again */
    async choose(chosen) {
      const mine = ++choice;
      const before = store.get().own;
      store.set({ own: { ...nothing, ...before, reading: true, message: null } });
      try {
        const { dataOfOwn, isOfBatches, meantOf, notOne, roleNamed } = await import("../api/data/own-data.js");
        const files = { ...before?.files };
        const meant = meantOf(chosen).length > 0 ? meantOf(chosen) : chosen;
        if (meant.some(({ name }) => isOfBatches(name))) {
          const data = await readOwnSet(meant);
          if (mine !== choice) return;
          store.set({ own: { ...nothing, missing: [], data } });
          propose(data);
          return await showAhead();
        }
        for (const role of ROLES) {
          const names = meant.map(({ name }) => name).filter((name) => roleNamed(name) === role);
          if (names.length > 1) throw notOne("What was chosen", role, names);
        }
        for (const file of meant) {
          const own = await readOwnFile(file);
          files[own.role] = own;
        }
        const missing = ROLES.filter((role) => !files[role]);
        const whole = /** @type {Record<import("../api/data/data.js").Role, OwnFile>} */ (files);
        const data = missing.length === 0 ? dataOfOwn(whole) : null;
        if (mine !== choice) return;
        store.set({ own: { ...nothing, files, missing, data } });
        if (data) propose(data);
      } catch (error) {
        if (mine !== choice) return;
        const message = error instanceof Error ? error.message : String(error);
        return store.set({ own: before ? { ...before, message } : { ...nothing, message } });
      }
      await showAhead();
    },
    /** Images that have been read before. @param {Data} data */
    takeOwn: (data) => store.set({ own: { ...nothing, missing: [], data } }),
    /** One of the page's own. @param {string} name */
    async take(name) {
      choice++;
      const { spec, screen } = store.get();
      const usual = name === dataSets[0] ? presets[screen === "notebook" ? "fair" : boardPreset] : presets[name];
      if (setOf(spec) !== name) store.set({ spec: { ...usual, seed: spec.seed, task: spec.task } });
      store.set({ own: null });
      await showAhead();
    },
  };
}
