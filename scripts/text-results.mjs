// What a run on texts came to, as text: the loss by several measures, transfer, and a text that the model writes.

import { table } from "table";
import { bitsPerCharacter } from "../web/api/text/bits.js";
import { createSpeaker } from "../web/api/text/model.js";
import { Failure } from "./command.mjs";

/** @import {Lab} from "../web/api/lab/lab.js" */
/** @import {Result} from "../web/api/protocol.js" */
/** @import {TextData} from "../web/api/text/texts.js" */

/**
 * @param {Result} result
 * @param {TextData} data
 */
export function textResult(result, data) {
  const { spec, seed, pretext, digest, seconds } = result;
  const bits = bitsPerCharacter(result, data);
  const head = /** @type {any} */ (pretext).test_head_accuracy;
  return [
    `${spec.name}, seed ${seed}; pretext task ${typeof spec.task === "string" ? spec.task : "composed"}: ` +
      `${pretext.test_loss.toFixed(4)} nats a token, accuracy ${(100 * (pretext.test_accuracy ?? 0)).toFixed(2)}% of ` +
      `${pretext.test_n} test tokens${
        bits === undefined ? "" : `, ${bits.toFixed(4)} bits per character`
      }${head === undefined ? "" : `; second parts told right: ${(100 * head).toFixed(2)}%`}`,
    `${pretext.steps} steps of ${pretext.ms_per_step?.toFixed(2) ?? "?"} ms; ${seconds.toFixed(1)} s in all`,
    `digest ${digest}`,
  ].join("\n");
}

/**
 * Test accuracy of each mode of transfer for each number of labels.
 * @param {Lab} lab
 * @param {{modes: string[], budgets: number[]}} grid
 */
export async function transfer(lab, { modes, budgets }) {
  const cells = [];
  for (const mode of modes) for (const labels of budgets) cells.push(await lab.cell(0, { mode, labels }));
  return cells.map(({ mode, labels, accuracy, correct, n }) => ({ mode, labels, accuracy, correct, n }));
}

/** @param {{mode: string, labels: number, accuracy: number | null}[]} cells */
export function transferTable(cells) {
  const budgets = [...new Set(cells.map(({ labels }) => labels))];
  const rows = [...new Set(cells.map(({ mode }) => mode))].map((mode) => [
    mode,
    ...budgets.map((labels) => {
      const cell = cells.find((one) => one.mode === mode && one.labels === labels);
      return `${(100 * (cell?.accuracy ?? 0)).toFixed(1)}%`;
    }),
  ]);
  return table([["labels", ...budgets.map(String)], ...rows], {
    drawHorizontalLine: (i, n) => i < 2 || i === n,
  }).trimEnd();
}

/**
 * A prompt and how the model goes on with it.
 * @param {Lab} lab
 * @param {TextData} data
 * @param {{generate: string, tokens: number, temperature: number, topK: number, seed: number}} options
 */
export async function written(lab, { texts: { vocabulary } }, { generate, tokens, temperature, topK, seed }) {
  const speaker = createSpeaker(lab, vocabulary);
  if (generate.trim() !== "" && speaker.lengthOf(generate) === 0)
    throw new Failure("--generate: none of its characters are among those that the model has seen.");
  return speaker.goOn(generate, { most: tokens, temperature, top_k: topK, seed });
}
