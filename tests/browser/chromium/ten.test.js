import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, open, start, watchShifts } from "./harness.js";

const { server, browser } = await start();

test("labelling by hand on a narrow screen: nothing moves or overflows, and axe finds nothing", async () => {
  const options = /** @type {const} */ ({ viewport: { width: 360, height: 800 }, reducedMotion: "reduce" });
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#/ten", options });
  const ten = page.locator("#ten");
  await watchShifts(page);
  await ten.getByRole("button", { name: "Pretrain without labels" }).click();
  await ten.getByText(/^Learning: step [1-9]/).waitFor();
  assert.deepEqual(await complaints(page, "#ten"), [], "training");
  await ten.getByText("Pretrained, with no label").waitFor();
  await ten.getByRole("button", { name: "Image 2, not labelled" }).click();
  await ten.getByRole("button", { name: "4", exact: true }).click();
  await ten.getByText("You have only shown a 4, so every image is called 4.").waitFor();
  await ten.getByRole("button", { name: "One more" }).click();
  await ten.getByRole("button", { name: "Image 11, not labelled" }).waitFor();
  await ten.locator(".ten-ballot[data-resting]").waitFor();
  await ten.getByRole("status").getByText("Labels given: 1.").waitFor({ state: "attached" });
  assert.deepEqual(await complaints(page, "#ten"), [], "labelling");
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).shifts), []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  assert.deepEqual(misdeeds, []);
  await context.close();
});
