// Records what models of texts say while they learn, for the screen of texts to show before anybody has pressed anything.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLab, loadTexts } from "../web/api/node.js";
import { presets } from "../web/api/spec.js";
import { createSpeaker } from "../web/api/text/model.js";
import { GUESSES, PROMPT, SAMPLING, SENTENCE, writes } from "../web/app/texts/tasks.js";
import { ROOT, isMain, mainWithoutOptions, say } from "./command.mjs";

/** @import {Spec} from "../web/api/spec.js" */

/** After how many steps they are asked; the last ones are the preset's. */
const STEPS = [0, 25, 100, 400, 1600, 3162];
const TASKS = ["next_token", "masked_tokens", "next_sentence"];

/**
 * What a model says after each of some numbers of steps.
 * @param {Spec} spec
 * @param {number[]} steps
 * @param {number} [workers]  the result is the same for any number
 */
export async function said(spec, steps, workers = 2) {
  const data = await loadTexts();
  const lab = createLab({ workers });
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
      if (found.length === steps.length) return found;
      await lab.stepOnce();
    }
  } finally {
    lab.close();
  }
}

if (isMain(import.meta.url))
  await mainWithoutOptions(
    "Usage: node scripts/record-texts.mjs\n\nWrites web/recorded/texts.json, which takes some minutes.",
    async () => {
      /** @type {Record<string, unknown>} */
      const recorded = {};
      for (const task of TASKS) recorded[task] = await said({ ...presets.definitions, task }, STEPS);
      writeFileSync(join(ROOT, "web/recorded/texts.json"), `${JSON.stringify(recorded, null, 2)}\n`);
    },
  );
