// Nothing moves under the reader's eyes in the course of a run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SMALL } from "../support/visit.js";
import { open, start } from "./harness.js";

const { server, browser } = await start();

/** Notes what moves that nobody has just moved. @param {import("playwright-core").Page} page */
const watchShifts = (page) =>
  page.evaluate(() => {
    /** @type {string[]} */
    const shifts = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of /** @type {any[]} */ (list.getEntries())) {
        if (entry.hadRecentInput) continue;
        const what = entry.sources.map((/** @type {any} */ { node, previousRect: a, currentRect: b }) => {
          const name = node?.className || node?.parentElement?.className || node?.nodeName;
          return `${name} from ${a.x},${a.y} ${a.width}x${a.height} to ${b.x},${b.y} ${b.width}x${b.height}`;
        });
        shifts.push(`${entry.value.toFixed(4)}: ${what.join("; ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

for (const [locale, width, done] of /** @type {[string, number, RegExp][]} */ ([
  ["en-GB", 1280, /^Done in/],
  ["ko-KR", 1280, /완료/],
  ["en-GB", 360, /^Done in/],
  ["ko-KR", 360, /완료/],
])) {
  test(`nothing moves in a whole run (${locale}, ${width} px)`, async () => {
    const options = { locale, viewport: { width, height: 900 } };
    const { page, context } = await open(browser, server.origin, { hash: SMALL, options });
    await watchShifts(page);
    await page.locator(".controls button.primary").click();
    await page.locator(".status").getByText(done).waitFor();
    await page.waitForTimeout(500);
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).shifts), []);
    const widest = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(widest, width, "nothing overflows");
    await context.close();
  });
}
