// One digest: `quick`, seed 1, in three browser engines and natively, with one worker and with two; and a small experiment
// of each task. Node's are in tests/js/digest.test.js.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { grammar } from "../../../web/api/grammar.js";
import { createLab, loadTexts } from "../../../web/api/node.js";
import { namedTasks, presets, withField } from "../../../web/api/spec.js";
import { EMOJI, nativeDigest, nativePredictions, nativeTextDigest } from "../../js/support/programs.js";
import { FEW_TEXTS, SMALL, needsColour } from "../../js/support/runs.js";
import { engines } from "../support/engines.js";
import { until } from "../support/page.js";
import { serveTestPages } from "../support/pages.js";

/**
 * @typedef {{pretext: {
 *   run: (options: {workers: number, set?: Record<string, unknown>}) => Promise<{digest: string}>,
 *   runTexts: (options: object) => Promise<{digest: string, written?: number[]}>,
 *   propagate: (options: {workers: number, set?: Record<string, unknown>}, modes: string[]) => Promise<string[]>}}} TestPage
 */

/** @type {import("../support/server.js").Server} */
let server;
/** @type {string} */
let expected;
/** By task. @type {Record<string, string>} */
const expectedOf = {};
/** Numbers of tokens that a text begins with, and how Node goes on with it. */
const PROMPT = [10, 300, 42];
/** @type {number[]} */
let textWritten;
const TEXT_TASKS = grammar.text_tasks.map(({ name }) => name);
const MODES = [
  "propagation",
  "propagation_pixels",
  "poisson",
  "kmeans",
  "mixture_pixels",
  "self_training",
  "self_training_scratch",
  "fixmatch",
];
/** By mode: what 20 labels come to. @type {string[]} */
let propagated;

/** A small run of a task, on emoji where it needs colours. @param {string} task */
const settingsOf = (task) =>
  needsColour(task) ? { ...SMALL, "data.set": "emoji", "data.labelled.from": 500, task } : { ...SMALL, task };

/** @param {import("../../../web/api/spec.js").Spec} spec  of texts */
async function written(spec) {
  const texts = await loadTexts();
  /** @type {import("../../../web/api/lab/lab.js").Lab | undefined} */
  let lab;
  await new Promise((resolve) => {
    lab = createLab({ workers: 3, onResult: resolve });
    lab.start(spec, /** @type {any} */ (texts), { extent: "pretext" });
  });
  const more = await lab?.generate({ prompt: PROMPT, most: 20, temperature: 1, top_k: 0, seed: 1 });
  lab?.close();
  return more ?? [];
}

before(async () => {
  server = await serveTestPages();
  expected = await nativeDigest(presets.quick);
  for (const task of namedTasks) {
    const small = Object.entries(settingsOf(task)).reduce((so, [path, to]) => withField(so, path, to), presets.quick);
    expectedOf[task] = await nativeDigest(small, needsColour(task) ? EMOJI : undefined);
    if (task === "contrastive") propagated = await Promise.all(MODES.map((mode) => nativePredictions(small, mode, 20)));
  }
  for (const task of TEXT_TASKS) {
    const few = Object.entries({ ...FEW_TEXTS, task }).reduce(
      (so, [path, to]) => withField(so, path, to),
      presets.definitions,
    );
    expectedOf[task] = await nativeTextDigest(few);
    if (task === "next_token") textWritten = await written(few);
  }
});
after(() => server.close());

for (const [name, launch] of Object.entries(engines)) {
  test(`${name} gives the native digest with 1 and with 2 workers, and of each task, of texts too; labels propagate alike`, async () => {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(`${server.origin}/lab.html`);
      await until(page, () => "pretext" in globalThis);
      for (const workers of [1, 2]) {
        const { digest } = await page.evaluate(
          (count) => /** @type {TestPage} */ (/** @type {unknown} */ (globalThis)).pretext.run({ workers: count }),
          workers,
        );
        assert.equal(digest, expected, `${workers} workers`);
      }
      for (const [i, task] of namedTasks.entries()) {
        const { digest } = await page.evaluate(
          (workers, set) => /** @type {TestPage} */ (/** @type {unknown} */ (globalThis)).pretext.run({ workers, set }),
          1 + (i % 2),
          settingsOf(task),
        );
        assert.equal(digest, expectedOf[task], task);
      }
      for (const [i, task] of TEXT_TASKS.entries()) {
        const { digest, written } = await page.evaluate(
          (options) => /** @type {TestPage} */ (/** @type {unknown} */ (globalThis)).pretext.runTexts(options),
          { workers: 1 + (i % 2), set: { ...FEW_TEXTS, task }, prompt: task === "next_token" ? PROMPT : undefined },
        );
        assert.equal(digest, expectedOf[task], task);
        if (task === "next_token") assert.deepEqual(written, textWritten);
      }
      const found = await page.evaluate(
        (set, modes) =>
          /** @type {TestPage} */ (/** @type {unknown} */ (globalThis)).pretext.propagate({ workers: 2, set }, modes),
        { ...SMALL, task: "contrastive" },
        MODES,
      );
      assert.deepEqual(found, propagated);
      assert.deepEqual(page.messages, []);
    } finally {
      await browser.close();
    }
  });
}
