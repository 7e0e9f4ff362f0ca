import { table } from "table";

/** @import {Arm, Result, Score} from "../web/api/protocol.js" */

/** @type {Record<Arm, string>} */
const NAMES = {
  self_supervised: "self-supervised: linear probe",
  supervised: "supervised: from scratch",
  random: "control: linear probe on an untrained encoder",
};

/** @param {Score} score */
const percent = ({ accuracy }) => `${(100 * accuracy).toFixed(2)}%`;

/**
 * The comparison as text.
 * @param {Result} result
 */
export function resultTable({ spec, seed, pretext, results, digest, seconds }) {
  const arms = Object.entries(results).map(([arm, result]) => [
    NAMES[/** @type {Arm} */ (arm)],
    String(result.trainable),
    String(result.epochs),
    percent(result),
    percent(result.full),
  ]);
  const head = [
    "",
    "trained weights",
    "epochs",
    `${results.random.n} test images`,
    `${results.random.full.n} test images`,
  ];
  const rows = table([head, ...arms], {
    columns: [1, 2, 3, 4].reduce((columns, i) => ({ ...columns, [i]: { alignment: "right" } }), {}),
    drawHorizontalLine: (line, count) => line < 2 || line === count,
  });
  return [
    `${spec.name}, seed ${seed}: pretext accuracy ${(100 * pretext.test_accuracy).toFixed(2)}% on ${pretext.test_n} turned test images`,
    rows.trimEnd(),
    `${pretext.steps} pretext steps of ${pretext.ms_per_step?.toFixed(2) ?? "?"} ms; ${seconds.toFixed(1)} s in all`,
    `digest ${digest}`,
  ].join("\n");
}
