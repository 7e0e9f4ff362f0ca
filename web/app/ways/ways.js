// The other ways to need fewer labels that `#/neighbours` works out: each is a few cells of the study, controls among them. What is
// added here gets a figure in web/screens/neighbours/, and words.

import { nothingMade } from "./makers.js";

/** @typedef {"clusters" | "rounds" | "graph" | "consistency"} Way */

/** The modes of each; one worker works out those of a list one after another, for they share features. @type {Record<Way, string[][]>} */
export const WAYS = {
  clusters: [
    ["kmeans", "mixture"],
    ["kmeans_random", "mixture_random"],
    ["kmeans_pixels", "mixture_pixels"],
  ],
  rounds: [
    ["self_training_scratch", "supervised"],
    ["probe", "self_training"],
    ["probe_random", "self_training_random"],
  ],
  graph: [["propagation", "poisson"], ["propagation_random"], ["propagation_pixels"]],
  consistency: [["fixmatch"], ["fixmatch_scratch"], ["supervised_augmented"]],
};

/** How many labels there are to choose from: one a digit, and ten. */
export const LABELS = [10, 100];

/** What the cells were, and are, pretrained with. */
export const WAYS_PRESET = "ten_labels";

/** @param {string} mode @param {number} labels */
export const cellName = (mode, labels) => `${mode}/${labels}`;

/** Before the reader has tried one. @type {import("./control.js").Ways} */
export const noWays = {
  phase: "idle",
  progress: null,
  labels: LABELS[0],
  cells: {},
  left: [],
  running: [],
  message: null,
  made: nothingMade,
};
