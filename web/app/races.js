// Races on the board: tasks are pretrained one after another, on workers of their own, and a classifier is fitted on each.

import { createLab } from "../api/client.js";
import { recordedBoard } from "./recorded.js";
import { addCells, boardSpec, cellsKey } from "./weighing.js";
import { textOf } from "../api/task-text.js";

/** @typedef {import("./store.js").Store} Store */

/** What a race works out for a task; its controls are those that were recorded. */
const MODES = ["pretext", "probe"];

/**
 * @param {Store} store
 * @param {() => Promise<import("../api/data/data.js").Data>} fetchData
 */
export function createRaces(store, fetchData) {
  /** @type {import("../api/study/study.js").Study | null} */
  let study = null;

  /** @param {Partial<import("./store.js").Snapshot["races"]>} patch */
  const set = (patch) => store.set({ races: { ...store.get().races, ...patch } });

  /** The next seed of a task that nobody has trained here. @param {string} task */
  function nextSeed(task) {
    const { cells, races, spec } = store.get();
    const seeds = [...cells.outcomes, ...races.queue].filter((one) => one.task === task).map(({ seed }) => seed);
    for (let seed = boardSpec(spec).seed; ; seed++) if (!seeds.includes(seed)) return seed;
  }

  /** @param {{task: string, seed: number}} entry */
  async function workOut({ task, seed }) {
    const [{ Study, gridOf }, data] = await Promise.all([import("../api/study/study.js"), fetchData()]);
    const spec = boardSpec(store.get().spec);
    const cells = gridOf({
      spec,
      seeds: [seed],
      tasks: [task],
      modes: MODES,
      budgets: recordedBoard.budgets,
      checkpoints: false,
    });
    let done = 0;
    const mine = new Study(createLab, {
      workers: store.get().workers,
      onPretraining: (_, { fraction, seconds_left: left }) =>
        set({ running: { task, seed, fraction: fraction / 2, left } }),
      onCell({ predictions, ...result }) {
        done += 1;
        const hits = predictions.map((digit, i) => Number(digit === data.test.labels[i]));
        addCells(store, cellsKey(spec), [{ ...result, hits: result.mode === "pretext" ? undefined : hits }]);
        set({ running: { task, seed, fraction: 0.5 + done / cells.length / 2, left: null } });
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

  async function pump() {
    while (!store.get().races.running) {
      const [next, ...queue] = store.get().races.queue;
      if (!next) return;
      set({ queue, running: { ...next, fraction: 0, left: null }, message: null });
      try {
        await workOut(next);
      } catch (error) {
        set({ queue: [], message: error instanceof Error ? error.message : String(error) });
      }
      set({ running: null });
    }
  }

  return {
    /** One more seed of each. @param {import("../api/spec.js").Spec["task"][]} tasks */
    race(tasks) {
      for (const task of tasks.map(textOf)) {
        const { queue } = store.get().races;
        set({ queue: [...queue, { task, seed: nextSeed(task) }] });
      }
      void pump();
    },
    stop() {
      set({ queue: [] });
      void study?.stop();
    },
  };
}
