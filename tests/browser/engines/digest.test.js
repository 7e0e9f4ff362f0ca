// One digest: `quick`, seed 1, in three browser engines and natively, with one worker and with two; and a small experiment
// of each task. Node's are in tests/js/digest.test.js.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { ROOT } from "../../../scripts/command.mjs";
import { namedTasks, presets, withField } from "../../../web/api/spec.js";
import { engines } from "../support/engines.js";
import { until } from "../support/page.js";
import { serveTestPages } from "../support/pages.js";

/**
 * @typedef {{pretext: {run: (options: {workers: number, set?: Record<string, unknown>}) => Promise<{digest: string}>}}}
 *   TestPage
 */

/** What makes an experiment small, and each task's digest quick to come by: scoring 10,000 images takes most of the time. */
const SMALL = {
  "data.unlabelled.count": 200,
  "encoder.0.filters": 8,
  "encoder.1.filters": 8,
  "pretext.epochs": 1,
  "transfer.epochs": 1,
  "supervised.epochs": 1,
};

/** @type {import("../support/server.js").Server} */
let server;
/** @type {string} */
let expected;
/** By task. @type {Record<string, string>} */
const expectedOf = {};

before(async () => {
  server = await serveTestPages();
  expected = await native(presets.quick);
  for (const task of namedTasks) {
    const small = Object.entries({ ...SMALL, task }).reduce((so, [path, to]) => withField(so, path, to), presets.quick);
    expectedOf[task] = await native(small);
  }
});
after(() => server.close());

/**
 * The digest of the program without JavaScript.
 * @param {object} spec
 */
async function native(spec) {
  const folder = await mkdtemp(join(tmpdir(), "pretext-"));
  const [program, data] = ["build/native/experiment", "build/data/raw"].map((path) => join(ROOT, path));
  await writeFile(join(folder, "spec.json"), JSON.stringify(spec));
  await promisify(execFile)(program, [join(folder, "spec.json"), data, join(folder, "weights")]);
  const weights = await readFile(join(folder, "weights"));
  await rm(folder, { recursive: true });
  return createHash("sha256").update(weights).digest("hex");
}

for (const [name, launch] of Object.entries(engines)) {
  test(`${name} gives the native digest with 1 and with 2 workers, and of each task`, async () => {
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
          { ...SMALL, task },
        );
        assert.equal(digest, expectedOf[task], task);
      }
      assert.deepEqual(page.messages, []);
    } finally {
      await browser.close();
    }
  });
}
