// One digest: `quick`, seed 1, in three browser engines, in Node and natively, with one worker and with two.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { ROOT } from "../../../scripts/command.mjs";
import { createLab, loadData } from "../../../web/api/node.js";
import { presets } from "../../../web/api/spec.js";
import { engines } from "../support/engines.js";
import { until } from "../support/page.js";
import { serveTestPages } from "../support/pages.js";

/** @typedef {{pretext: {run: (options: {workers: number}) => Promise<{digest: string}>}}} TestPage */

/** @type {import("../support/server.js").Server} */
let server;
/** @type {string} */
let expected;

before(async () => {
  server = await serveTestPages();
  expected = await native();
});
after(() => server.close());

/** The digest of the program without JavaScript. */
async function native() {
  const folder = await mkdtemp(join(tmpdir(), "pretext-"));
  const [program, spec, data] = ["build/native/experiment", "web/presets/quick.json", "build/data/raw"].map((path) =>
    join(ROOT, path),
  );
  await promisify(execFile)(program, [spec, data, join(folder, "weights")]);
  const weights = await readFile(join(folder, "weights"));
  await rm(folder, { recursive: true });
  return createHash("sha256").update(weights).digest("hex");
}

/**
 * @param {number} workers
 * @returns {Promise<string>}
 */
async function inNode(workers) {
  const data = await loadData();
  return new Promise((resolve, reject) => {
    const lab = createLab({
      workers,
      onResult(result) {
        lab.close();
        resolve(result.digest);
      },
      onFailure: (failure) => reject(new Error(failure.message)),
    });
    lab.start(presets.quick, data);
  });
}

for (const workers of [1, 2]) {
  test(`Node with ${workers} gives the native digest`, async () => assert.equal(await inNode(workers), expected));
}

for (const [name, launch] of Object.entries(engines)) {
  test(`${name} gives the native digest with 1 and with 2 workers`, async () => {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(`${server.origin}/lab.html`);
      await until(page, 10_000, () => "pretext" in globalThis);
      for (const workers of [1, 2]) {
        const { digest } = await page.evaluate(
          (count) => /** @type {TestPage} */ (/** @type {unknown} */ (globalThis)).pretext.run({ workers: count }),
          workers,
        );
        assert.equal(digest, expected, `${workers} workers`);
      }
      assert.deepEqual(page.messages, []);
    } finally {
      await browser.close();
    }
  });
}
