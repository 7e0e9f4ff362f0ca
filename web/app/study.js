// A study beside the experiment: more seeds of the same spec, on workers of its own, in the background.

import { createLab } from "../api/client.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("../api/study/study.js").Study} Study */
/** @typedef {import("../api/spec.js").Spec} Spec */

/** A small grid: what the comparison on the page is about, its controls, and enough budgets to see a curve. */
const GRID = {
  modes: ["knn", "probe", "lp_ft", "supervised", "probe_random", "probe_pixels"],
  budgets: [10, 50, 200, 1000],
  checkpoints: false,
};

/** What all seeds of a study share. @param {Spec} spec */
const without = (spec) => JSON.stringify({ ...spec, seed: 0 });

/**
 * @param {Store} store
 * @param {() => Promise<import("../api/data/data.js").Data>} fetchData
 */
export function createStudyControl(store, fetchData) {
  /** @type {Study | null} */
  let study = null;

  /** @param {Partial<NonNullable<import("./store.js").Snapshot["study"]>>} patch */
  function set(patch) {
    const now = store.get().study;
    if (now) store.set({ study: { ...now, ...patch } });
  }

  /** Begins anew when the spec or the data have changed since the last seed. */
  function prepare() {
    const { spec, study: now, own } = store.get();
    const data = own?.data ?? null;
    if (now && now.own === data && without(now.spec) === without(spec)) return set({ message: null });
    store.set({ study: { spec, own: data, outcomes: [], running: null, message: null } });
  }

  /** @param {number} seed */
  async function workOut(seed) {
    const [{ Study, gridOf }, data] = await Promise.all([import("../api/study/study.js"), fetchData()]);
    const spec = store.get().study?.spec;
    if (!spec || !store.get().study?.running) return;
    const cells = gridOf({ spec, seeds: [seed], ...GRID });
    let done = 0;
    const mine = new Study(createLab, {
      workers: store.get().workers,
      onPretraining: (_, { fraction }) => set({ running: { seed, fraction: fraction / 2 } }),
      onCell({ predictions, ...result }) {
        done += 1;
        const hits = predictions.map((digit, i) => Number(digit === data.test.labels[i]));
        const outcomes = [...(store.get().study?.outcomes ?? []), { ...result, hits }];
        set({ outcomes, running: { seed, fraction: 0.5 + done / cells.length / 2 } });
      },
    });
    study = mine;
    try {
      await mine.run(spec, data, cells);
    } finally {
      mine.close();
      if (study === mine) study = null;
    }
  }

  return {
    async addSeed() {
      if (store.get().study?.running) return;
      prepare();
      const { outcomes, spec } = /** @type {NonNullable<import("./store.js").Snapshot["study"]>} */ (store.get().study);
      const seed = outcomes.reduce((most, outcome) => Math.max(most, outcome.seed + 1), spec.seed);
      set({ running: { seed, fraction: 0 } });
      try {
        await workOut(seed);
      } catch (error) {
        set({ message: error instanceof Error ? error.message : String(error) });
      }
      // Half a seed would be compared with whole ones.
      const running = store.get().study?.running;
      const whole = running && running.fraction >= 1;
      const kept = (store.get().study?.outcomes ?? []).filter((outcome) => whole || outcome.seed !== seed);
      set({ running: null, outcomes: kept });
    },
    stopSeed() {
      set({ running: null });
      void study?.stop();
    },
  };
}
