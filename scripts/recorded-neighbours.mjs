// What the page shows of the recorded cells of the other ways to need fewer labels: what each is given, and what it reaches.

import { eachOnce, readCells } from "./cells.mjs";
import { pointsOf } from "./recorded-points.mjs";

/** @import {Line} from "./cells.mjs" */
/** @typedef {"images" | "labels" | "source"} Given  images: without labels; source: labels of other digits */

/** Numbers of labels that are shown. */
const LABELS = [10, 100];

/** All ten digits: what each mode is given beside the few labels. @type {Record<string, Given[]>} */
const METHODS = {
  propagation: ["images"],
  poisson: ["images"],
  fixmatch: ["images"],
  self_training: ["images"],
  probe: ["images"],
  kmeans: ["images"],
  mixture: ["images"],
  fixmatch_scratch: ["images"],
  self_training_scratch: ["images"],
  propagation_pixels: ["images"],
  kmeans_pixels: ["images"],
  supervised_augmented: [],
  supervised: [],
};

/** The digits 5 to 9 after 0 to 4: the pretext task, the mode, and what both are given. @type {[string | null, string, Given[]][]} */
const TRANSFERS = [
  ["supervised", "fine_tune", ["source"]],
  ["supervised", "partial", ["source"]],
  ["supervised", "probe", ["source"]],
  ["contrastive", "fine_tune", ["images"]],
  ["contrastive", "partial", ["images"]],
  ["contrastive", "probe", ["images"]],
  [null, "supervised_augmented", []],
  [null, "supervised", []],
];

/** @param {Line[]} cells @param {string | null | undefined} task @param {string} mode @param {Given[]} given */
const row = (cells, task, mode, given) => ({
  mode,
  task: task ?? null,
  given: [...given, "labels"],
  points: pointsOf(cells, task, mode, LABELS),
});

/**
 * @param {string} file  of cells on all ten digits
 * @param {string} transfers  of cells on the digits 5 to 9
 */
export function recordedNeighbours(file, transfers) {
  const [all, five] = [file, transfers].map((name) => eachOnce(readCells(name).found));
  return {
    labels: LABELS,
    methods: Object.entries(METHODS).map(([mode, given]) => row(all, undefined, mode, given)),
    transfers: TRANSFERS.map(([task, mode, given]) => row(five, task, mode, given)),
  };
}
