// Records what models of texts say while they learn, and their loss, for the screen of texts to show before anybody has pressed anything.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLab, loadTexts } from "../web/api/node.js";
import { presets } from "../web/api/spec.js";
import { createSpeaker } from "../web/api/text/model.js";
import { GUESSES, PROMPT, SAMPLING, SENTENCE, writes } from "../web/app/texts/tasks.js";
import { meansSince } from "../web/app/trace.js";
import { ROOT, isMain, mainWithoutOptions, say } from "./command.mjs";

/** @import {Spec} from "../web/api/spec.js" */

/** After how many steps they are asked; the last ones are the preset's. */
const STEPS = [0, 25, 100, 400, 1600, 3162];
/** Over so many steps a loss is the mean. */
const WINDOW = 25;
const TASKS = ["next_token", "masked_tokens", "next_sentence"];

/**
 * What a model says after each of some numbers of steps, and its loss in nats a token on the way there.
 * @param {Spec} spec
 * @param {number[]} steps
 * @param {number} [workers]  the result is the same for any number
 */
export async function said(spec, steps, workers = 2) {
  const data = await loadTexts();
  /** Of each step. @type {number[]} */
  const losses = [];
  /** @type {import("../web/api/protocol.js").Progress | null} */
  let before = null;
  const lab = createLab({
    workers,
    onProgress(now) {
      const means = meansSince(before, now);
      if (means) losses.push(means.loss);
      before = now;
    },
  });
  try {
    const speaker = createSpeaker(lab, data.texts.vocabulary);
    await lab.start(spec, /** @type {any} */ (data), { extent: "pretext", paused: true });
    const found = [];
    for (let step = 0; ; step += 1) {
      if (steps.includes(step)) {
        const what = writes(spec)
          ? { text: await speaker.goOn(PROMPT, SAMPLING) }
          : { guesses: await speaker.guess(SENTENCE, GUESSES) };
        found.push({ step, ...what });
        say(`${spec.task}, ${step} steps: ${JSON.stringify(what)}`);
      }
      if (found.length === steps.length) return { said: found, losses: means(losses) };
      await lab.stepOnce();
    }
  } finally {
    lab.close();
  }
}

/** The mean of each window, behind its last step. @param {number[]} losses */
function means(losses) {
  return Array.from({ length: Math.floor(losses.length / WINDOW) }, (_, i) => {
    const some = losses.slice(i * WINDOW, (i + 1) * WINDOW);
    const mean = some.reduce((sum, loss) => sum + loss, 0) / WINDOW;
    return { x: (i + 1) * WINDOW, y: Number(mean.toFixed(3)) };
  });
}

if (isMain(import.meta.url))
  await mainWithoutOptions(
    "Usage: node scripts/record-texts.mjs\n\nWrites web/recorded/texts.json, which takes some minutes.",
    async () => {
      /** @type {Record<string, unknown>} */
      const recorded = {};
      for (const task of TASKS) recorded[task] = await said({ ...presets.definitions, task }, STEPS);
      writeFileSync(join(ROOT, "web/recorded/texts.json"), `${JSON.stringify(recorded)}\n`);
    },
  );
