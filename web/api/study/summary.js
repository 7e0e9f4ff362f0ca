// What the cells of a study come to: curves over label budgets with intervals over seeds, paired comparisons, and the link
// between the pretext task's score and the features' worth.

import { ALL_MODES, CHECKPOINT_LABELS } from "./modes.js";
import { accuracyOf } from "./scores.js";
import { estimate, pairedDifference, wilson } from "./statistics.js";
import { keyOf } from "./study.js";
import { stopsPaying, verdict } from "./verdict.js";

/** @import {Estimate} from "./statistics.js" */
/** @import {Message} from "./verdict.js" */

/**
 * @typedef {object} Outcome  one finished cell
 * @property {number} seed
 * @property {string | null} task
 * @property {string} mode
 * @property {number} labels
 * @property {number | null} epoch
 * @property {number | null} accuracy  null for a pretext task that asks for no class
 * @property {number} [balanced]  its mean over classes, which stands for it where they are not equally frequent
 * @property {number} [psnr]  given then
 * @property {number} trainable
 * @property {number} correct
 * @property {number} n
 * @property {ArrayLike<boolean | number>} [hits]  for each test image whether it was right
 *
 * @typedef {Estimate & {labels: number}} CurvePoint  with a single seed, half is null, and low and high are those of Wilson's
 *   interval where there is one
 * @typedef {{mode: string, trainable: number, points: CurvePoint[]}} Curve
 * @typedef {{seed: number, epoch: number, pretext: number, probe: number}} CheckpointPoint  accuracies, or the PSNR of a
 *   pretext task that asks for no class
 */

/** What pretraining has to beat. */
export const BASELINE = "supervised";

const rising = (/** @type {number} */ a, /** @type {number} */ b) => a - b;

export class Summary {
  /** @type {Outcome[]} */
  #outcomes;
  #lastEpoch;

  /** @param {Outcome[]} outcomes  of one spec and task; of each cell the last one counts */
  constructor(outcomes) {
    this.#outcomes = [...new Map(outcomes.map((outcome) => [keyOf(outcome), outcome])).values()];
    this.#lastEpoch = Math.max(0, ...outcomes.map(({ epoch }) => epoch ?? 0));
  }

  get seeds() {
    return [...new Set(this.#outcomes.map(({ seed }) => seed))].sort(rising);
  }

  /** What the pretext task is read by. @returns {import("../grammar.js").Measure} */
  get measure() {
    return this.#outcomes.some(({ accuracy }) => accuracy === null) ? "psnr" : "accuracy";
  }

  /**
   * Mean over seeds of the pretext task's own score with the final weights; undefined if it has not been tested.
   * @returns {Estimate | undefined}
   */
  get own() {
    const cells = [...this.#cells("pretext", 0).values()];
    return cells.length > 0 ? estimate(cells.map(({ accuracy, psnr = NaN }) => accuracy ?? psnr)) : undefined;
  }

  get budgets() {
    const learned = this.#outcomes.filter(({ mode }) => mode !== "pretext");
    return [...new Set(learned.map(({ labels }) => labels))].sort(rising);
  }

  /** Modes with cells, in the order of the table. */
  get modes() {
    const present = new Set(this.#outcomes.map(({ mode }) => mode));
    return ALL_MODES.filter(({ name }) => present.has(name) && name !== "pretext");
  }

  /**
   * Finished cells of a mode with the final weights of pretraining, by seed.
   * @param {string} mode
   * @param {number} labels
   */
  #cells(mode, labels) {
    const cells = this.#outcomes.filter(
      (cell) => cell.mode === mode && cell.labels === labels && (cell.epoch ?? this.#lastEpoch) === this.#lastEpoch,
    );
    return new Map(cells.map((cell) => [cell.seed, cell]));
  }

  /**
   * Mean accuracy over seeds for each budget.
   * @param {string} mode
   * @returns {Curve}
   */
  curve(mode) {
    let trainable = 0;
    const points = this.budgets.flatMap((labels) => {
      const cells = [...this.#cells(mode, labels).values()];
      if (cells.length === 0) return [];
      trainable = cells[0].trainable;
      const point = { labels, ...estimate(cells.map(accuracyOf)) };
      const alone = cells.length === 1 && cells[0].balanced === undefined;
      return [alone ? { ...point, ...wilson(cells[0].correct, cells[0].n) } : point];
    });
    return { mode, trainable, points };
  }

  /**
   * Two modes over the seeds that both have, in the same order.
   * @param {string} a
   * @param {string} b
   * @param {number} labels
   */
  #paired(a, b, labels) {
    const cells = this.#cells(a, labels);
    const others = this.#cells(b, labels);
    const seeds = [...cells.keys()].filter((seed) => others.has(seed)).sort(rising);
    const sample = (/** @type {Map<number, Outcome>} */ of) => {
      const mine = seeds.map((seed) => /** @type {Outcome} */ (of.get(seed)));
      const hits = mine.flatMap((cell) => (cell.hits ? [cell.hits] : []));
      return { accuracies: mine.map(accuracyOf), hits };
    };
    return { a: sample(cells), b: sample(others) };
  }

  /**
   * The mean paired difference a - b for each budget that both have.
   * @param {string} a
   * @param {string} b
   * @returns {CurvePoint[]}
   */
  differences(a, b) {
    return this.budgets.flatMap((labels) => {
      const paired = this.#paired(a, b, labels);
      if (paired.a.accuracies.length === 0) return [];
      return [{ labels, ...pairedDifference(paired.a.accuracies, paired.b.accuracies) }];
    });
  }

  /**
   * How mode `a` stands against mode `b`.
   * @param {string} a
   * @param {string} b
   * @param {number} labels
   * @returns {Message}
   */
  verdict(a, b, labels) {
    const paired = this.#paired(a, b, labels);
    return verdict(paired.a, paired.b);
  }

  /** Where a mode stops paying, compared with training from scratch. @param {string} mode */
  stopsPaying(mode) {
    return stopsPaying(
      this.budgets.flatMap((labels) => {
        const { a, b } = this.#paired(mode, BASELINE, labels);
        return a.accuracies.length > 0 ? [{ labels, a: a.accuracies, b: b.accuracies }] : [];
      }),
    );
  }

  /**
   * One point for each checkpoint whose pretext task and probe have both been tested, by seed and epoch.
   * @returns {CheckpointPoint[]}
   */
  get checkpoints() {
    const probes = new Map(
      this.#outcomes
        .filter(({ mode, labels }) => mode === "probe" && labels === CHECKPOINT_LABELS)
        .map((cell) => [`${cell.seed}/${cell.epoch}`, accuracyOf(cell)]),
    );
    return this.#outcomes
      .flatMap(({ mode, seed, epoch, accuracy, psnr = NaN }) => {
        const probe = mode === "pretext" ? probes.get(`${seed}/${epoch}`) : undefined;
        return probe === undefined || epoch === null ? [] : [{ seed, epoch, pretext: accuracy ?? psnr, probe }];
      })
      .sort((a, b) => a.seed - b.seed || a.epoch - b.epoch);
  }

  /** The same, averaged over seeds. */
  get checkpointMeans() {
    const points = this.checkpoints;
    const epochs = [...new Set(points.map(({ epoch }) => epoch))].sort(rising);
    return epochs.map((epoch) => {
      const here = points.filter((point) => point.epoch === epoch);
      return {
        epoch,
        pretext: estimate(here.map(({ pretext }) => pretext)),
        probe: estimate(here.map(({ probe }) => probe)),
      };
    });
  }
}
