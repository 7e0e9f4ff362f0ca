// What pretraining bought: once a run of the bench is done, a linear classifier on its features is fitted to each number of
// labels, and so are its controls where nobody has recorded them.

import { isOfRecorded, recordedBoard } from "./recorded.js";
import { presets } from "../api/spec.js";
import { scoresOf } from "../api/study/scores.js";
import { textOf } from "../api/task-text.js";
import { boardPreset } from "./hash.js";
import { seesNoColour } from "./task.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("../api/spec.js").Spec} Spec */
/** @typedef {import("../api/study/summary.js").Outcome} Outcome */

const CONTROLS = ["probe_random", "probe_pixels", "supervised", "supervised_augmented"];

/** @typedef {import("../api/data/data.js").Data} Data */

/** What all cells that may be compared share. @param {Spec} spec @param {Data | null} [data]  where they may be the reader's own */
export function cellsKey(spec, data) {
  // Where a task takes the colour away, so does its untrained encoder.
  const rest = { own: data?.own && data.sha256.train_images, grey: seesNoColour(spec.task) || undefined };
  return JSON.stringify({ ...spec, seed: 0, task: "", name: "", ...rest });
}

/** Whether the recorded results were made with this. @param {Spec} spec @param {Data | null} [data] */
export const isRecorded = (spec, data) => cellsKey(spec, data) === cellsKey(presets[boardPreset]);

/** What races on the board are run with: it compares results of one set of images. @param {Spec} spec @returns {Spec} */
export const boardSpec = (spec) => (isOfRecorded(spec, null) ? spec : presets[boardPreset]);

/** @param {Pick<Outcome, "seed" | "task" | "mode" | "labels">} cell */
const nameOf = ({ seed, task, mode, labels }) => [seed, task ?? "-", mode, labels].join();

/**
 * Adds cells to those at hand, and forgets those that can't be compared with them.
 * @param {Store} store
 * @param {string} key  what they share
 * @param {Outcome[]} more
 */
export function addCells(store, key, more) {
  const { cells } = store.get();
  const before = cells.key === key ? cells.outcomes : [];
  const all = new Map([...before, ...more].map((cell) => [nameOf(cell), cell]));
  store.set({ cells: { key, outcomes: [...all.values()] } });
}

/**
 * @param {Store} store
 * @param {(worker: number, cell: import("../api/protocol.js").Cell) => Promise<import("../api/protocol.js").CellResult>} work
 */
export function keepWeighing(store, work) {
  /** @param {Spec} spec @param {Data} data */
  function wanted(spec, data) {
    const { seed } = spec;
    const { cells } = store.get();
    const known = new Set(cells.key === cellsKey(spec, data) ? cells.outcomes.map(nameOf) : []);
    const task = textOf(spec.task);
    const budgets = recordedBoard.budgets.filter((labels) => labels <= spec.data.labelled.count).reverse();
    const own = budgets.map((labels) => ({ seed, task, mode: "probe", labels }));
    const recorded = isRecorded(spec, data) && recordedBoard.seeds.includes(seed);
    const controls = recorded
      ? []
      : CONTROLS.flatMap((mode) => budgets.map((labels) => ({ seed, task: null, mode, labels })));
    return [...own, ...controls].filter((cell) => !known.has(nameOf(cell)));
  }

  async function weigh() {
    const { pretrained, runSpec: spec, data } = store.get();
    if (!pretrained || !spec || !data) return;
    const left = wanted(spec, data);
    const [task, of] = [textOf(spec.task), left.length];
    let done = 0;
    store.set({ weighing: of > 0 ? { task, done, of } : null });
    for (const cell of left) {
      const { mode, labels } = cell;
      const result = await work(0, { mode, labels }).catch(() => null);
      // Another run has taken its place.
      if (!result || store.get().pretrained !== pretrained) return;
      const { predictions, ...rest } = result;
      const hits = predictions.map((digit, i) => Number(digit === data.test.labels[i]));
      const epoch = cell.task === null ? null : spec.pretext.epochs;
      addCells(store, cellsKey(spec, data), [{ ...rest, ...scoresOf(predictions, data), ...cell, epoch, hits }]);
      done += 1;
      store.set({ weighing: done < of ? { task, done, of } : null });
    }
  }

  store.subscribe((now, before) => {
    if (now.pretrained && now.pretrained !== before.pretrained) void weigh();
  });
}
