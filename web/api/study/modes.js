// The transfer modes and controls of a study, under the names that the field gives them: what the core says of them, and
// words.

import { grammar } from "../grammar.js";

/**
 * @typedef {import("../grammar.js").GrammarMode & {title: string, description: string, control: boolean}} Mode  control:
 *   whether it is there to be compared with, without any pretraining
 */

/** @type {Record<string, {title: string, description: string}>} */
const WORDS = {
  pretext: {
    title: "pretext task",
    description: "the pretext task itself, on test images; learns no labels",
  },
  knn: {
    title: "k nearest neighbours",
    description: "weighted vote of the 20 labelled images with the most similar features; nothing is trained",
  },
  propagation: {
    title: "label propagation",
    description:
      "labels flow along a graph of the unlabelled images (Poisson learning), in equal shares of all classes; test images " +
      "are told by their nearest ones",
  },
  poisson: {
    title: "label propagation, plain",
    description: "the same without the prior knowledge that all classes are as frequent",
  },
  kmeans: {
    title: "k-means",
    description:
      "clusters of the unlabelled images' features, as many as there are classes; labels only name them, each by most of those " +
      "in it",
  },
  mixture: {
    title: "Gaussian mixture",
    description: "as k-means, with Gaussians of diagonal covariance begun from these clusters",
  },
  self_training: {
    title: "self-training",
    description:
      "a linear probe that labels unlabelled images itself and learns from those it is sure of (0.95), for five rounds",
  },
  fixmatch: {
    title: "FixMatch",
    description:
      "fine-tuning that also wants of strongly changed unlabelled images what slightly shifted ones are surely taken for",
  },
  probe: {
    title: "linear probe",
    description: "a linear classifier on the frozen encoder's output",
  },
  probe_adapted: {
    title: "linear probe, adapted",
    description:
      "as linear probe, but the features of each domain of a set are standardised by all its own training images, without labels",
  },
  lp_ft: {
    title: "linear probe, then fine-tuning",
    description: "the probe first, then all weights from there with a tenth of the learning rate",
  },
  probe_block1: {
    title: "linear probe after block 1",
    description: "a linear classifier on the output of the frozen encoder's first block (pool 1)",
  },
  probe_head: {
    title: "linear probe in the pretext head",
    description: "a linear classifier on the pretext head's last hidden layer, frozen",
  },
  fine_tune: {
    title: "fine-tuning",
    description: "all weights, from the pretrained encoder and a new linear classifier",
  },
  partial: {
    title: "fine-tuning, block 1 frozen",
    description: "as fine-tuning, but the encoder's first block stays as it is",
  },
  supervised: {
    title: "supervised from scratch",
    description: "all weights, from a random start",
  },
  supervised_augmented: {
    title: "supervised from scratch, augmented",
    description: "all weights, from a random start, on images that are changed anew in each step",
  },
  knn_random: {
    title: "k nearest neighbours, random encoder",
    description: "as k nearest neighbours, with an encoder that has learned nothing",
  },
  propagation_random: {
    title: "label propagation, random encoder",
    description: "as label propagation, over the features of an encoder that has learned nothing",
  },
  propagation_pixels: {
    title: "label propagation on pixels",
    description: "as label propagation, over the pixels as they are",
  },
  kmeans_random: {
    title: "k-means, random encoder",
    description: "as k-means, with an encoder that has learned nothing",
  },
  kmeans_pixels: {
    title: "k-means on pixels",
    description: "as k-means, on the pixels as they are",
  },
  kmeans_pca: {
    title: "k-means on principal components",
    description: "as k-means, on the 50 principal components of pixels",
  },
  mixture_random: {
    title: "Gaussian mixture, random encoder",
    description: "as Gaussian mixture, with an encoder that has learned nothing",
  },
  mixture_pixels: {
    title: "Gaussian mixture on pixels",
    description: "as Gaussian mixture, on the pixels as they are",
  },
  self_training_random: {
    title: "self-training, random encoder",
    description: "as self-training, with an encoder that has learned nothing",
  },
  self_training_scratch: {
    title: "self-training from scratch",
    description: "as self-training, of all weights from a random start",
  },
  fixmatch_scratch: {
    title: "FixMatch from scratch",
    description: "as FixMatch, from a random start",
  },
  probe_random: {
    title: "linear probe, random encoder",
    description: "a linear classifier on the output of an encoder that has learned nothing",
  },
  probe_adapted_random: {
    title: "linear probe, adapted, random encoder",
    description: "the same, with an encoder that has learned nothing",
  },
  lp_ft_random: {
    title: "linear probe, then fine-tuning, random encoder",
    description: "as linear probe, then fine-tuning, from an encoder that has learned nothing",
  },
  probe_pixels: {
    title: "linear probe on pixels",
    description: "a linear classifier on the pixels, 0 to 1, as they are",
  },
  probe_pca: {
    title: "linear probe on principal components",
    description: "a linear classifier on the 50 principal components of pixels, found without labels",
  },
};

/** The modes that texts alone have: they count tokens. @type {Record<string, {title: string, description: string}>} */
const COUNTING = {
  naive_bayes: {
    title: "naive Bayes, counted tokens",
    description: "how often each token occurs in each class, with one added",
  },
  tf_idf: {
    title: "logistic regression, tf-idf",
    description: "a linear classifier on counts of tokens, weighted by how few texts have them",
  },
  lsa: {
    title: "linear probe, LSA",
    description: "a linear classifier on the 64 latent directions of tf-idf, found on all unlabelled texts",
  },
};

/** @type {Mode[]} */
export const MODES = grammar.modes.map((mode) => ({
  ...mode,
  ...WORDS[mode.name],
  control: mode.encoder !== "pretrained",
}));

/** The modes of texts, and their pretext task. @type {Mode[]} */
export const TEXT_MODES = ["pretext", ...grammar.text_modes].flatMap(
  (name) => MODES.find((mode) => mode.name === name) ?? countingMode(name),
);

/** @param {string} name @returns {Mode} */
function countingMode(name) {
  const nothing = /** @type {const} */ ({ encoder: "none", method: "probe", features: "pixels" });
  return { name, ...nothing, frozen: 0, augmented: false, adapted: false, ...COUNTING[name], control: true };
}

/** Every mode once. */
export const ALL_MODES = [...new Set([...MODES, ...TEXT_MODES])];

/** @param {string} name */
export const modeNamed = (name) => ALL_MODES.find((mode) => mode.name === name);

/**
 * The control that does the same as a mode without pretraining, if there is one: with an encoder that has learned nothing,
 * or from a random start.
 * @param {string} name
 */
export function controlOf(name) {
  const mode = modeNamed(name);
  return MODES.find(
    ({ encoder, method, features, augmented, adapted }) =>
      encoder === "random" &&
      method === mode?.method &&
      features === mode.features &&
      adapted === mode.adapted &&
      !augmented,
  );
}

/** How many labelled images a study learns from. */
export const BUDGETS = grammar.budgets;

/** How many labelled texts. */
export const TEXT_BUDGETS = [16, 40, 80, 160, 400, 800];

/** The labels of the probes that checkpoints of pretraining are compared by. */
export const CHECKPOINT_LABELS = 1000;

/**
 * The epochs of pretraining whose weights the core keeps.
 * @param {import("../spec.js").Spec} spec
 */
export function keptEpochs({ pretext: { epochs } }) {
  return [...new Set([...grammar.kept_epochs.filter((epoch) => epoch <= epochs), epochs])].sort((a, b) => a - b);
}
