// Records what each term of a loss does to pictures in colour: super-resolution and inpainting of emoji by networks that differ
// in their loss alone. `node scripts/record-judged.mjs` after a build; web/recorded/judged/ has them.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import { drawn, squaredError } from "../web/app/drawn.js";
import { LOSSES, judgedSpec, judgedTasks } from "../web/app/judged.js";
import { packPixels } from "../web/app/recorded-file.js";
import { loadData } from "../web/api/node.js";
import { readSpec } from "../web/api/spec.js";
import { Failure, ROOT, main, say } from "./command.mjs";
import { pretrained } from "./pretrained.mjs";
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
  const { lab } = await pretrained(spec, data, workers);
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
      const error = answers.reduce((sum, one) => sum + squaredError(one) / answers.length, 0);
      const edges = (/** @type {(one: Answered) => ArrayLike<number>} */ of) =>
        answers.reduce((sum, one) => sum + edgesOf(one, of(one)), 0);
      const judged = {
        loss,
        psnr: Number((-10 * Math.log10(error)).toFixed(2)),
        edges: Number((edges(drawn) / edges(({ wanted }) => wanted)).toFixed(3)),
      };
      say(`${name}, ${loss}: ${judged.psnr} dB, edges ${judged.edges}`);
      losses.push(judged);
      shown.push(SHOWN.map((i) => answers[i]));
    }
    const examples = SHOWN.map((_, i) => ({
      shown: packPixels(shown[0][i].shown),
      original: packPixels(shown[0][i].wanted),
      said: shown.map((ofLoss) => packPixels(drawn(ofLoss[i]))),
    }));
    const images = Math.ceil(data.test.rows / EVERY);
    writeFileSync(join(out, `${name}.json`), `${JSON.stringify({ epochs, images, losses, examples })}\n`);
  }
});
