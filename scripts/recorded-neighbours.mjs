// What the page shows of the recorded cells of the other ways to need fewer labels: what each is given, and what it reaches.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { estimate } from "../web/api/study/statistics.js";
import { eachOnce, readCells } from "./cells.mjs";
import { pointsOf, slim } from "./recorded-points.mjs";

/** @import {Line} from "./cells.mjs" */
/** @typedef {"images" | "source" | "digits" | "boxes"} Given  images: without labels; source: labels of other digits; digits: of canvases */

/**
 * What is read of `web/recorded/`: cells on all ten digits, probes on networks that make images, cells on the digits 5 to 9, cells that learn
 * boxes, and runs on canvases.
 */
export const NEIGHBOURS = ["neighbours.jsonl", "makers", "transfer.jsonl", "boxes.jsonl", "canvases.jsonl"];

/** Numbers of labels that are shown. */
const LABELS = [10, 100];

/** All ten digits: the mode, and what it is given beside the few labels. @type {[string, Given[]][]} */
const METHODS = [
  ["propagation", ["images"]],
  ["poisson", ["images"]],
  ["fixmatch", ["images"]],
  ["self_training", ["images"]],
  ["probe", ["images"]],
  ["kmeans", ["images"]],
  ["mixture", ["images"]],
];

/** Networks that make images, which are probed like the others. */
const MAKERS = ["gan", "vae"];

/** The same without pretraining. @type {[string, Given[]][]} */
const UNTRAINED = [
  ["fixmatch_scratch", ["images"]],
  ["self_training_scratch", ["images"]],
  ["propagation_pixels", ["images"]],
  ["kmeans_pixels", ["images"]],
  ["supervised_augmented", []],
  ["supervised", []],
];

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

/** Where the digit is on a canvas, learned from few boxes: the mode, and what else it is given. @type {[string, Given[]][]} */
const BOXES = [
  ["fine_tune", ["images"]],
  ["probe", ["images"]],
  ["supervised", []],
  ["probe_random", []],
];

/**
 * The same without boxes, or with those of all images: the task, whose answers, and what they were given.
 * @type {{mode: string, task: string, by: "network" | "untrained", given: Given[], boxes: number}[]}
 */
const CANVASES = [
  { mode: "boxes", task: "box", by: "network", given: ["boxes"], boxes: 10_000 },
  { mode: "cam", task: "weakly_supervised", by: "network", given: ["digits"], boxes: 0 },
  { mode: "cam_random", task: "weakly_supervised", by: "untrained", given: [], boxes: 0 },
];

/**
 * @param {Line[]} cells
 * @param {string | null | undefined} task
 * @param {string} mode
 * @param {Given[]} given
 */
const row = (cells, task, mode, given) => ({
  mode,
  task: task ?? null,
  given,
  points: pointsOf(cells, task, mode, LABELS),
});

/** Runs of the preset `canvas`, as `experiment --json` writes them. @param {string} file @returns {any[]} */
const readRuns = (file) =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** @param {string[]} files  those of NEIGHBOURS */
export function recordedNeighbours(...files) {
  const [file, makers, transfers, boxes, canvases] = files;
  const [all, five, found] = [file, transfers, boxes].map((name) => eachOnce(readCells(name).found));
  // Each has learned for itself, and so has a sweep of its own.
  const made = MAKERS.flatMap((task) => eachOnce(readCells(join(makers, `${task}.jsonl`)).found));
  const runs = readRuns(canvases);
  return {
    labels: LABELS,
    methods: [
      ...METHODS.map(([mode, given]) => row(all, undefined, mode, given)),
      ...MAKERS.map((task) => row(made, task, "probe", ["images"])),
      ...UNTRAINED.map(([mode, given]) => row(all, undefined, mode, given)),
    ],
    transfers: TRANSFERS.map(([task, mode, given]) => row(five, task, mode, given)),
    places: [
      ...BOXES.map(([mode, given]) => row(found, undefined, mode, [...given, "boxes"])),
      ...CANVASES.map(({ mode, task, by, given, boxes: labels }) => {
        const shares = runs
          .filter(({ spec }) => spec.task === task)
          .map(({ localisation }) => localisation[by].localised);
        return { mode, task, given, points: [slim({ labels, ...estimate(shares) })] };
      }),
    ],
  };
}
