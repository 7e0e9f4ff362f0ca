// Records what each term of a loss does to pictures in colour: super-resolution and inpainting of emoji by networks that differ
// in their loss alone. `node scripts/record-judged.mjs` after a build; web/recorded/judged/ has them.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import { LOSSES, judgedSpec, judgedTasks, packPixels } from "../web/app/judged.js";
import { createLab, loadData } from "../web/api/node.js";
import { readSpec } from "../web/api/spec.js";
import { Failure, ROOT, main, say } from "./command.mjs";
import { program } from "./program.mjs";

/** @import {Answered} from "../web/api/protocol.js" */
/** @import {Spec} from "../web/api/spec.js" */

/** Test images that are measured, every so many of all, and the places among them of those that are shown. */
const EVERY = 4;
const SHOWN = [7, 40, 101];

const command = program("record-judged")
  .description("Records super-resolution and inpainting of emoji, trained with each of the losses that are compared.")
  .option("--out <folder>", "where they go", join(ROOT, "web/recorded/judged"))
  .option("--epochs <number>", "of pretraining", whole, 12)
  .option("--workers <number>", "threads", whole, 2);

/** @param {string} text */
function whole(text) {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a whole number from 1 on.");
}

/** The original with what the network has drawn where it was asked. @param {Answered} example */
const saidOf = ({ wanted, outputs, asked }) =>
  asked.length === 0 ? outputs : wanted.map((value, i) => (asked[i] > 0 ? outputs[i] : value));

/** Mean squared error of what is asked. @param {Answered} example */
function errorOf({ wanted, outputs, asked }) {
  let error = 0;
  for (const [i, value] of wanted.entries())
    error += (asked.length > 0 ? asked[i] : 1 / wanted.length) * (outputs[i] - value) ** 2;
  return error;
}

/** What neighbours in a row and in a column differ by, where the right or lower one is asked. @param {Answered} example @param {ArrayLike<number>} image */
function edgesOf({ asked, target: [height, width, channels] }, image) {
  let sum = 0;
  for (let y = 1; y < height; y++)
    for (let x = 1; x < width; x++)
      for (let k = 0; k < channels; k++) {
        const at = (y * width + x) * channels + k;
        if (asked.length > 0 && !(asked[at] > 0)) continue;
        sum += Math.abs(image[at] - image[at - channels]) + Math.abs(image[at] - image[at - width * channels]);
      }
  return sum;
}

/**
 * All examples as a network answers them that has been trained so.
 * @param {Spec} spec
 * @param {import("../web/api/data/data.js").Data} data
 * @param {number} workers
 */
async function answersOf(spec, data, workers) {
  /** @type {import("../web/api/lab/lab.js").Lab} */
  const lab = await new Promise((resolve, reject) => {
    const made = createLab({
      workers,
      onResult: () => resolve(made),
      onFailure: ({ message }) => reject(new Failure(message)),
    });
    made.start(spec, data, { extent: "pretext" }).catch(reject);
  });
  const answers = [];
  for (let row = 0; row < data.test.rows; row += EVERY)
    answers.push(
      /** @type {Answered} */ (await lab.answer("pretext", (await data.test.images.read(row)).slice(), 0, row)),
    );
  lab.close();
  return answers;
}

await main(async () => {
  const { out, epochs, workers } = command.parse().opts();
  mkdirSync(out, { recursive: true });
  const data = await loadData("emoji");
  for (const name of judgedTasks) {
    /** @type {import("../web/app/judged.js").Judged[]} */
    const losses = [];
    /** @type {Answered[][]} */
    const shown = [];
    for (const loss of Object.keys(LOSSES)) {
      const spec = judgedSpec(name, loss);
      const read = readSpec({ ...spec, pretext: { ...spec.pretext, epochs } });
      if (!read.ok) throw new Failure(read.error.message);
      const answers = await answersOf(read.spec, data, workers);
      const error = answers.reduce((sum, one) => sum + errorOf(one) / answers.length, 0);
      const edges = (/** @type {(one: Answered) => ArrayLike<number>} */ of) =>
        answers.reduce((sum, one) => sum + edgesOf(one, of(one)), 0);
      const judged = {
        loss,
        psnr: Number((-10 * Math.log10(error)).toFixed(2)),
        edges: Number((edges(saidOf) / edges(({ wanted }) => wanted)).toFixed(3)),
      };
      say(`${name}, ${loss}: ${judged.psnr} dB, edges ${judged.edges}`);
      losses.push(judged);
      shown.push(SHOWN.map((i) => answers[i]));
    }
    const examples = SHOWN.map((_, i) => ({
      shown: packPixels(shown[0][i].shown),
      original: packPixels(shown[0][i].wanted),
      said: shown.map((ofLoss) => packPixels(saidOf(ofLoss[i]))),
    }));
    const images = Math.ceil(data.test.rows / EVERY);
    writeFileSync(join(out, `${name}.json`), `${JSON.stringify({ epochs, images, losses, examples })}\n`);
  }
});
