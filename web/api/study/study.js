// A study: the cells of a grid of pretext tasks, modes, label budgets and seeds, worked out on a lab's workers. Each task and
// seed is pretrained by all workers together; then its cells are dealt out, each to one worker. A cell's result depends on
// spec, seed and cell alone, so it does not matter who gets it.

import { isPretextError, PretextError } from "../error.js";
import { BUDGETS, CHECKPOINT_LABELS, MODES, keptEpochs, modeNamed } from "./modes.js";
import { taskOf, textOf } from "../task-text.js";
import { ownScore } from "../text/bits.js";
import { isOfTexts } from "../text/tasks.js";

/** @import {Cell, CellResult, Failure, Progress, Result} from "../protocol.js" */
/** @import {Lab, Listeners} from "../lab/lab.js" */
/** @import {Spec} from "../spec.js" */
/** @import {Data} from "../data/data.js" */
/** @import {TextData} from "../text/texts.js" */

/**
 * @typedef {{seed: number, task: string | null, mode: string, labels: number, epoch: number | null}} GridCell  task: as
 *   textOf() writes it; epoch: of pretext training; both null for controls, where nothing pretrained is used. Of texts a task
 *   says what the encoder is like, so that controls with one have it
 * @typedef {GridCell & Omit<CellResult, "epoch"> & import("../text/bits.js").OwnMeasures} StudyResult
 *
 * @typedef {object} StudyListeners
 * @property {(result: StudyResult) => void} [onCell]
 * @property {(seed: number, progress: Progress, task: string) => void} [onPretraining]
 * @property {(cell: GridCell, sentence: string) => void} [onLeftOut]  of cells that a task can't have, as it has no features
 *   of whole images in its head; without it they are errors like all others
 */

/**
 * The cells of a grid, seed by seed and task by task. Controls are the same for all tasks, so each seed has them once; those
 * of texts that have an encoder are not.
 * @param {object} grid
 * @param {Spec} grid.spec
 * @param {number[]} grid.seeds
 * @param {string[]} [grid.tasks]  as textOf() writes them; the spec's own if left out
 * @param {string[]} [grid.modes]
 * @param {number[]} [grid.budgets]
 * @param {boolean} [grid.checkpoints]  also the pretext task and a probe for each kept checkpoint of pretraining
 * @returns {GridCell[]}
 */
export function gridOf({
  spec,
  seeds,
  tasks = [textOf(spec.task)],
  modes = MODES.map(({ name }) => name),
  budgets = BUDGETS,
  checkpoints = true,
}) {
  const last = spec.pretext.epochs;
  const cellsOf = (/** @type {string} */ task) => {
    const cells = modes.flatMap((mode) => {
      if (mode === "pretext") return [{ task, mode, labels: 0, epoch: last }];
      const encoder = modeNamed(mode)?.encoder;
      const shared = encoder === "none" || (encoder === "random" && !isOfTexts({ task: taskOf(task) }));
      const from = { task: shared ? null : task, epoch: encoder === "pretrained" ? last : null };
      return budgets.map((labels) => ({ mode, labels, ...from }));
    });
    if (!checkpoints) return cells;
    const kept = keptEpochs(spec).flatMap((epoch) => [
      { task, mode: "pretext", labels: 0, epoch },
      { task, mode: "probe", labels: CHECKPOINT_LABELS, epoch },
    ]);
    return [...cells, ...kept];
  };
  const ofSeed = tasks.flatMap(cellsOf).map((cell) => ({ seed: 0, ...cell }));
  const once = [...new Map(ofSeed.map((cell) => [keyOf(cell), cell])).values()];
  return seeds.flatMap((seed) => once.map((cell) => ({ ...cell, seed })));
}

/** What tells a cell of a spec from all others. @param {GridCell} cell */
export const keyOf = ({ seed, task, mode, labels, epoch }) =>
  [seed, ...(task === null ? [] : [task]), mode, labels, epoch ?? "-"].join("/");

export class Study {
  #lab;
  #listeners;
  /** @type {((result: Result) => void) | null} */
  #pretrained = null;
  /** @type {((error: Error) => void) | null} */
  #failed = null;
  #seed = 0;
  #task = "";
  #stopped = false;

  /**
   * @param {(listeners: Listeners & {workers?: number}) => Lab} createLab  the page's or Node's
   * @param {StudyListeners & {workers?: number}} options
   */
  constructor(createLab, { workers, ...listeners }) {
    this.#listeners = listeners;
    this.#lab = createLab({
      ...(workers === undefined ? {} : { workers }),
      onProgress: (progress) => this.#listeners.onPretraining?.(this.#seed, progress, this.#task),
      onResult: (result) => this.#pretrained?.(result),
      onFailure: (failure) => this.#failed?.(new PretextError(failure)),
    });
  }

  /**
   * Works out cells. Resolves when all are done, or after stop().
   * @param {Spec} spec  its seed is not used, nor is its task where cells have one
   * @param {Data | TextData} data
   * @param {GridCell[]} cells
   */
  async run(spec, data, cells) {
    this.#stopped = false;
    for (const { seed, task, mine } of groupsOf(cells)) {
      if (this.#stopped) return;
      const own = { ...spec, seed, task: task === null ? spec.task : taskOf(task) };
      const needed = mine.some(({ mode }) => modeNamed(mode)?.encoder === "pretrained");
      const result = await this.#pretrain(own, data, needed);
      await this.#deal(spec, "texts" in data ? this.#tell(mine, result, data) : mine);
    }
  }

  /** Drops what is under way; what has been told stays true. */
  async stop() {
    this.#stopped = true;
    this.#failed?.(new PretextError(stopped));
    await this.#lab.reset();
  }

  /** Ends the workers. */
  close() {
    this.#stopped = true;
    this.#lab.close();
  }

  /**
   * Texts' own task has been tested at the end of pretraining: tells of it, and gives the other cells.
   * @param {GridCell[]} cells
   * @param {Result | undefined} result
   * @param {TextData} data
   */
  #tell(cells, result, data) {
    for (const cell of cells)
      if (cell.mode === "pretext" && result && !this.#stopped)
        this.#listeners.onCell?.({ ...ownScore(result, data), ...cell });
    return cells.filter(({ mode }) => mode !== "pretext");
  }

  /**
   * @param {Spec} spec
   * @param {Data | TextData} data
   * @param {boolean} needed  or else the run is only opened, for controls
   * @returns {Promise<Result | undefined>}
   */
  async #pretrain(spec, data, needed) {
    this.#seed = spec.seed;
    this.#task = textOf(spec.task);
    return new Promise((resolve, reject) => {
      this.#pretrained = resolve;
      this.#failed = reject;
      this.#lab
        .start(spec, /** @type {any} */ (data), { extent: "pretext", paused: !needed })
        .then(() => needed || resolve(undefined), reject);
    }).catch((error) => {
      if (!this.#stopped) throw error;
      return undefined;
    });
  }

  /**
   * @param {GridCell} cell
   * @param {unknown} error
   */
  #leaveOut(cell, error) {
    const impossible = isPretextError(error) && error.code === "bad_spec";
    if (!this.#listeners.onLeftOut || !impossible || modeNamed(cell.mode)?.features !== "head") throw error;
    this.#listeners.onLeftOut(cell, error.message);
    return null;
  }

  /**
   * @param {Spec} spec
   * @param {GridCell[]} cells
   */
  async #deal(spec, cells) {
    const left = [...cells].sort((a, b) => b.labels - a.labels); // the long ones first, so that all end together
    /** @type {(string | null)[]} */
    const features = Array.from({ length: this.#lab.workers }, () => null);
    /** @param {number} worker */
    const work = async (worker) => {
      while (left.length > 0 && !this.#stopped) {
        const cell = take(left, features, worker);
        features[worker] = featuresOf(cell);
        const { epoch } = cell;
        const given = epoch === null || epoch === spec.pretext.epochs ? null : epoch;
        const asked = { mode: cell.mode, labels: cell.labels, epoch: given };
        const result = await this.#lab.cell(worker, asked).catch((error) => this.#leaveOut(cell, error));
        if (result && !this.#stopped) this.#listeners.onCell?.({ ...result, ...cell });
      }
    };
    await Promise.all(features.map((_, worker) => work(worker))).catch((error) => {
      left.length = 0; // the other workers stop too
      if (!this.#stopped) throw error;
    });
  }
}

/**
 * The cells of each seed and task; a seed's controls go with its first task.
 * @param {GridCell[]} cells
 */
function groupsOf(cells) {
  const seeds = [...new Set(cells.map(({ seed }) => seed))];
  return seeds.flatMap((seed) => {
    const ofSeed = cells.filter((cell) => cell.seed === seed);
    const tasks = new Set(ofSeed.flatMap(({ task }) => (task === null ? [] : [task])));
    const [first = null, ...others] = tasks;
    return [first, ...others].map((task) => {
      const mine = ofSeed.filter((cell) => cell.task === task || (cell.task === null && task === first));
      return { seed, task, mine };
    });
  });
}

/** @type {Failure} */
const stopped = { code: "dropped", message: "The study was stopped." };

/**
 * Whose features a cell learns from; null where none are kept.
 * @param {GridCell} cell
 */
function featuresOf({ mode, epoch }) {
  const known = modeNamed(mode);
  if (!known || ["train", "self_trained", "fixmatch", "pretext_test"].includes(known.method)) return null;
  return `${known.encoder}/${known.features}/${epoch}`;
}

/**
 * Takes the next cell for a worker: features are computed once per worker, so rather one that uses those it has, or else
 * one whose features nobody else has.
 * @param {GridCell[]} left
 * @param {(string | null)[]} features  that the workers have
 * @param {number} worker
 * @returns {GridCell}
 */
function take(left, features, worker) {
  const mine = left.findIndex((cell) => features[worker] !== null && featuresOf(cell) === features[worker]);
  const fresh = left.findIndex((cell) => featuresOf(cell) === null || !features.includes(featuresOf(cell)));
  const index = mine >= 0 ? mine : Math.max(0, fresh);
  return left.splice(index, 1)[0];
}
