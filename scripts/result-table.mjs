import { table } from "table";
import { grammar } from "../web/api/grammar.js";
import { textOf } from "../web/api/task-text.js";

/** @import {Arm, Result, Score} from "../web/api/protocol.js" */

/** @type {Record<Arm, string>} */
const NAMES = {
  self_supervised: "self-supervised: linear probe",
  supervised: "supervised: from scratch",
  random: "control: linear probe on an untrained encoder",
};

/**
 * How well the pretext task was solved.
 * @param {Result} result
 */
function taskScore({ spec, pretext: { test_accuracy: accuracy, test_loss: loss, test_psnr: psnr, test_n: n } }) {
  const task = textOf(spec.task);
  const score =
    accuracy === null
      ? `squared error ${loss.toPrecision(3)}, PSNR ${psnr?.toFixed(2)} dB,`
      : `accuracy ${(100 * accuracy).toFixed(2)}%`;
  return `pretext task ${task}: ${score} on ${n} test examples`;
}

/** @param {Pick<Score, "accuracy">} score */
const percent = ({ accuracy }) => `${(100 * accuracy).toFixed(2)}%`;

/**
 * The comparison as text.
 * @param {Result} result
 */
export function resultTable(result) {
  const { spec, seed, pretext, results, digest, seconds } = result;
  const arms = Object.entries(results).map(([arm, result]) => [
    NAMES[/** @type {Arm} */ (arm)],
    String(result.trainable),
    String(result.epochs),
    percent(result),
    percent(result.full),
    ...(result.full.balanced === undefined ? [] : [percent({ accuracy: result.full.balanced })]),
  ]);
  const head = [
    "",
    "trained weights",
    "epochs",
    `${results.random.n} test images`,
    `${results.random.full.n} test images`,
    ...(results.random.full.balanced === undefined ? [] : ["mean over classes"]),
  ];
  const rows = table([head, ...arms], {
    columns: Object.fromEntries(head.slice(1).map((_, i) => [i + 1, { alignment: "right" }])),
    drawHorizontalLine: (line, count) => line < 2 || line === count,
  });
  return [
    `${spec.name}, seed ${seed}; ${taskScore(result)}`,
    rows.trimEnd(),
    `${pretext.steps} pretext steps of ${pretext.ms_per_step?.toFixed(2) ?? "?"} ms; ${seconds.toFixed(1)} s in all`,
    `digest ${digest}`,
  ].join("\n");
}

/** What finds an image on its canvas. @type {Record<string, string>} */
const FINDERS = {
  network: "the network",
  untrained: "control: untrained",
  centre: "control: a box in the middle",
  random: "control: a box anywhere",
};

/**
 * Where images are found, as text.
 * @param {Result & {localisation: Record<string, import("../web/api/study/localisation.js").Measures>}} result
 */
export function placesTable(result) {
  const { spec, seed, pretext, localisation, digest, seconds } = result;
  const rows = Object.entries(localisation).map(([finder, { pointing, overlap, localised }]) => [
    FINDERS[finder],
    percent({ accuracy: pointing }),
    overlap.toFixed(3),
    percent({ accuracy: localised }),
  ]);
  return [
    `${spec.name}, seed ${seed}; ${taskScore(result)}`,
    table([["", "pointing", "mean IoU", "IoU of 0.5 or more"], ...rows], {
      columns: { 1: { alignment: "right" }, 2: { alignment: "right" }, 3: { alignment: "right" } },
      drawHorizontalLine: (line, count) => line < 2 || line === count,
    }).trimEnd(),
    `${pretext.steps} steps of ${pretext.ms_per_step?.toFixed(2) ?? "?"} ms; ${seconds.toFixed(1)} s in all`,
    `digest ${digest}`,
  ].join("\n");
}

/** The named tasks with the questions that they ask. */
export function taskTable() {
  const rows = grammar.tasks.map(({ name, what, measure, description: { predict } }) => [name, what, predict, measure]);
  return table([["task", "question", "predict", "measure"], ...rows], {
    columns: { 1: { width: 64, wrapWord: true } },
    drawHorizontalLine: (line, count) => line < 2 || line === count,
  }).trimEnd();
}
