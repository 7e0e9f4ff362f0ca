// For those who listen instead of look, and for a tab that nobody looks at.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, runToEnd, start } from "./harness.js";

const { server, browser } = await start();
const RUN = "#preset=quick&pretext.epochs=20";

test("phases and each tenth of the way are said once, politely", { timeout: 120_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: RUN });
  await page.evaluate(() => {
    const region = /** @type {HTMLElement} */ (document.getElementById("announcements"));
    /** @type {string[]} */
    const said = [];
    Object.assign(globalThis, { said });
    new MutationObserver(() => said.push(region.textContent ?? "")).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await runToEnd(page);
  /** @type {string[]} */
  const said = await page.evaluate(() => /** @type {any} */ (globalThis).said);
  assert.equal(said[0], "The run has started.");
  assert.match(said.at(-1) ?? "", /^Done\. Accuracy on 10,000 test images: self-supervised/);
  const whole = said.join(" ");
  const stages = [...whole.matchAll(/Stage (\d)/g)].map(([, stage]) => stage);
  assert.deepEqual(stages, ["1", "2", "3"].slice(0, stages.length), "in order, each once");
  const tenths = [...whole.matchAll(/(\d+)% done/g)].map(([, percent]) => Number(percent));
  assert.deepEqual(
    tenths,
    [...new Set(tenths)].sort((a, b) => a - b),
  );
  assert.ok(tenths.length >= 5 && tenths.every((percent) => percent % 10 === 0), tenths.join());
  assert.ok(said.length <= 2 + stages.length + tenths.length, "nothing else is said");
  assert.equal(await page.locator("#announcements").getAttribute("role"), "status", "politely");
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("a hidden tab goes on training, draws nothing, and catches up", { timeout: 120_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: RUN });
  const status = page.locator(".status");
  /** Tells the page what a browser tells it when its tab is left or returned to. @param {boolean} hidden */
  const hide = (hidden) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { get: () => value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByText(/^Pretraining, epoch/).waitFor();
  await hide(true);
  await page.waitForTimeout(200);
  const before = await status.innerText();
  const region = page.locator("#announcements", { hasText: /^Done\. Accuracy on 10,000 test images/ });
  await region.waitFor({ state: "attached", timeout: 90_000 });
  assert.equal(await status.innerText(), before, "nothing is drawn");
  await hide(false);
  await page.getByText(/^Done in/).waitFor({ timeout: 2000 });
  assert.deepEqual(misdeeds, []);
  await context.close();
});
