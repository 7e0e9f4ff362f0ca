// The run is in the reader's hands, with the keyboard alone, and nothing is changed without saying when it acts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, start } from "./harness.js";

const { server, browser } = await start();

test("a run is started, paused, stepped, stopped and reset by keyboard", { timeout: 60_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=notebook" });
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await page.getByRole("button", { name: "Start", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByText(/^Pretraining, epoch 1 of 50/).waitFor();
  assert.equal(await focused(), "Pause", "focus stays where it was");
  await page.keyboard.press("Space");
  await page.getByText(/^Paused · Pretraining/).waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Step");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(), "Resume");
  await page.keyboard.press("Enter");
  await page.getByText(/^Pretraining, epoch/).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Stop");
  await page.keyboard.press("Enter");
  await page.getByText(/^Stopped after/).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Ready", { exact: true }).waitFor();
  assert.equal(await focused(), "Reset");
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("whatever is changed during a run says when it acts", { timeout: 60_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=notebook" });
  await page.getByText("More settings").click();
  const fields = page.getByRole("group").filter({ hasText: "More settings" }).locator("input, select");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByText(/^Pretraining, epoch/).waitFor();
  await page.getByText("Changes here wait for the next start.").waitFor();
  assert.equal(await page.getByText("Takes effect at the next start.", { exact: true }).count(), 0);
  for (let i = 0; i < (await fields.count()); i++) {
    const field = fields.nth(i);
    const before = await field.inputValue();
    const choice = await field.evaluate((node) => node instanceof HTMLSelectElement);
    const other = choice ? await field.locator("option:not(:checked)").first().getAttribute("value") : "1";
    if (choice) await field.selectOption(other);
    else await field.fill(other ?? "");
    await field.blur();
    if (before !== other) await page.getByText("Takes effect at the next start.", { exact: true }).waitFor();
    if (choice) await field.selectOption(before);
    else await field.fill(before);
    await field.blur();
    await page.getByText("Takes effect at the next start.", { exact: true }).waitFor({ state: "detached" });
  }
  assert.ok((await fields.count()) > 10);
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("a number of workers that makes no sense is explained and not taken", async () => {
  const { page, context } = await open(browser, server.origin);
  await page.getByText("More settings").click();
  const workers = page.getByLabel("Workers");
  const before = await workers.inputValue();
  await workers.fill("99");
  await workers.press("Enter");
  await page.getByText("Not changed: the number of workers must be a whole number from 1 to 8.").waitFor();
  assert.equal(await workers.inputValue(), before);
  await context.close();
});

test("a run that would take long offers a smaller one, and never switches by itself", { timeout: 90_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=notebook" });
  await page.getByText("More settings").click();
  await page.getByLabel("Workers").fill("1");
  await page.getByLabel("Workers").press("Enter");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  const offer = page.getByText(/^About \d+ min \d+ s on this device/);
  await offer.waitFor({ timeout: 10_000 });
  await page.getByRole("button", { name: "Stay" }).click();
  await offer.waitFor({ state: "hidden" });
  await page.getByText(/^Pretraining, epoch \d+ of 50/).waitFor();
  await page.waitForTimeout(1500);
  assert.equal(await offer.isVisible(), false, "once is enough");

  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("spinbutton", { name: "Seed" }).fill("2");
  await page.getByRole("spinbutton", { name: "Seed" }).press("Enter");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await offer.waitFor({ timeout: 10_000 });
  await page.getByRole("button", { name: "Quick look instead" }).click();
  await page.getByText(/^Pretraining, epoch \d of 2$/).waitFor();
  assert.equal(await offer.isVisible(), false);
  assert.deepEqual(misdeeds, []);
  await context.close();
});
