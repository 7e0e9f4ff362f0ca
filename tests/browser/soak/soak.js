// 200 runs started, stopped and reset in one page: neither the WebAssembly memory nor the JavaScript heap grows.
// `npm run test:soak`; too long for every `npm test`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { launchChromium } from "../support/chromium.js";
import { serveTestPages } from "../support/pages.js";

const RUNS = Number(process.env.SOAK_RUNS ?? 200);
/** After these, whatever is made once has been made. */
const FIRST = 20;

test(`${RUNS} runs in one page leave memory as it was`, async (t) => {
  const server = await serveTestPages();
  const browser = await launchChromium();
  try {
    const page = await (await browser.driver.newContext()).newPage();
    const tools = await page.context().newCDPSession(page);
    await page.goto(`${server.origin}/lab.html`);
    await page.waitForFunction(() => "pretext" in globalThis);
    const soak = async (/** @type {number} */ runs) => {
      const wasm = await page.evaluate(
        (n) => /** @type {any} */ (globalThis).pretext.soak({ workers: 2, runs: n }),
        runs,
      );
      await tools.send("HeapProfiler.collectGarbage");
      const { usedSize } = await tools.send("Runtime.getHeapUsage");
      return { wasm: Math.max(...wasm), heap: usedSize };
    };
    const early = await soak(FIRST);
    const late = await soak(RUNS - FIRST);
    t.diagnostic(`after ${FIRST} runs ${JSON.stringify(early)}, after ${RUNS} ${JSON.stringify(late)}`);
    assert.ok(late.wasm <= 1.05 * early.wasm, "WebAssembly memory");
    assert.ok(late.heap <= 1.05 * early.heap, "JavaScript heap");
  } finally {
    await browser.close();
    await server.close();
  }
});
