/**
 * The transfer modes and controls of a study, under the names that the field gives them: the one table that scripts, page and
 * documentation follow. The core has its own half of it (what it needs to run them), which a test compares with this one.
 *
 * @typedef {object} Mode
 * @property {string} name
 * @property {string} title
 * @property {"pretrained" | "random" | "none"} encoder  where the encoder's weights come from
 * @property {"pretext_test" | "neighbours" | "probe" | "train" | "probe_then_train"} method
 * @property {"pixels" | "first_block" | "encoder" | "head"} features  what a frozen encoder hands on
 * @property {number} frozen  blocks that a training of the network leaves alone
 * @property {boolean} control  whether it is there to be compared with, without any pretraining
 * @property {string} description
 */

/** @type {Mode[]} */
export const MODES = [
  {
    name: "pretext",
    title: "pretext task",
    encoder: "pretrained",
    method: "pretext_test",
    features: "encoder",
    frozen: 0,
    control: false,
    description: "the pretext task itself, on all turned test images; learns no labels",
  },
  {
    name: "knn",
    title: "k nearest neighbours",
    encoder: "pretrained",
    method: "neighbours",
    features: "encoder",
    frozen: 0,
    control: false,
    description: "weighted vote of the 20 labelled images with the most similar features; nothing is trained",
  },
  {
    name: "probe",
    title: "linear probe",
    encoder: "pretrained",
    method: "probe",
    features: "encoder",
    frozen: 0,
    control: false,
    description: "a linear classifier on the frozen encoder's output",
  },
  {
    name: "lp_ft",
    title: "linear probe, then fine-tuning",
    encoder: "pretrained",
    method: "probe_then_train",
    features: "encoder",
    frozen: 0,
    control: false,
    description: "the probe first, then all weights from there with a tenth of the learning rate",
  },
  {
    name: "probe_block1",
    title: "linear probe after block 1",
    encoder: "pretrained",
    method: "probe",
    features: "first_block",
    frozen: 0,
    control: false,
    description: "a linear classifier on the output of the frozen encoder's first block (pool 1)",
  },
  {
    name: "probe_head",
    title: "linear probe in the pretext head",
    encoder: "pretrained",
    method: "probe",
    features: "head",
    frozen: 0,
    control: false,
    description: "a linear classifier on the pretext head's last hidden layer (conv 3), frozen",
  },
  {
    name: "fine_tune",
    title: "fine-tuning",
    encoder: "pretrained",
    method: "train",
    features: "encoder",
    frozen: 0,
    control: false,
    description: "all weights, from the pretrained encoder and a new linear classifier",
  },
  {
    name: "partial",
    title: "fine-tuning, block 1 frozen",
    encoder: "pretrained",
    method: "train",
    features: "encoder",
    frozen: 1,
    control: false,
    description: "as fine-tuning, but the encoder's first block stays as it is",
  },
  {
    name: "supervised",
    title: "supervised from scratch",
    encoder: "random",
    method: "train",
    features: "encoder",
    frozen: 0,
    control: true,
    description: "all weights, from a random start",
  },
  {
    name: "probe_random",
    title: "linear probe, random encoder",
    encoder: "random",
    method: "probe",
    features: "encoder",
    frozen: 0,
    control: true,
    description: "a linear classifier on the output of an encoder that has learned nothing",
  },
  {
    name: "lp_ft_random",
    title: "linear probe, then fine-tuning, random encoder",
    encoder: "random",
    method: "probe_then_train",
    features: "encoder",
    frozen: 0,
    control: true,
    description: "as linear probe, then fine-tuning, from an encoder that has learned nothing",
  },
  {
    name: "probe_pixels",
    title: "linear probe on pixels",
    encoder: "none",
    method: "probe",
    features: "pixels",
    frozen: 0,
    control: true,
    description: "a linear classifier on the pixels, 0 to 1, as they are",
  },
];

/** @param {string} name */
export const modeNamed = (name) => MODES.find((mode) => mode.name === name);

/** How many labelled images a study learns from. */
export const BUDGETS = [10, 20, 50, 100, 200, 500, 1000, 5000];

/** The labels of the probes that checkpoints of pretraining are compared by. */
export const CHECKPOINT_LABELS = 1000;

const KEPT_EPOCHS = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];

/**
 * The epochs of pretraining whose weights the core keeps.
 * @param {import("../spec.js").Spec} spec
 */
export function keptEpochs({ pretext: { epochs } }) {
  return [...new Set([...KEPT_EPOCHS.filter((epoch) => epoch <= epochs), epochs])].sort((a, b) => a - b);
}
