// Nothing moves under the reader's eyes in the course of a run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SMALL } from "../support/visit.js";
import { open, start, watchShifts } from "./harness.js";

const { server, browser } = await start();

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
