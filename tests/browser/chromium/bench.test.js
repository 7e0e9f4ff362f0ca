import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, emptyPictures, open, start } from "./harness.js";

const { server, browser } = await start();

/** A run that takes little. */
const SMALL = "&data.unlabelled.count=400&pretext.epochs=3&encoder.0.filters=8&encoder.1.filters=8";

for (const [width, height, screens] of [
  [320, 740, 2.3],
  [360, 740, 2],
  [768, 1024, 1.2],
  [1280, 800, 1],
]) {
  test(`the bench at ${width} x ${height}, idle: real answers, nothing to the side, ${screens} screens`, async () => {
    const options = /** @type {const} */ ({ viewport: { width, height } });
    const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#/masked", options });
    await page.getByText(/^Untrained: these are its real answers/).waitFor();
    await page.getByRole("button", { name: /^Example 8: / }).waitFor();
    assert.equal(await emptyPictures(page), 0);
    const [scrollWidth, scrollHeight] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight,
    ]);
    assert.equal(scrollWidth, width);
    assert.ok(scrollHeight <= screens * height, `${scrollHeight} px`);
    if (width === 1280) assert.deepEqual(await complaints(page), []);
    await page.getByRole("button", { name: "Answer it yourself" }).click();
    await page.getByRole("button", { name: "Answer 1" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText(/^Right: you [01] of 1$/).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    if (width === 1280) assert.deepEqual(await complaints(page), []);
    assert.deepEqual(misdeeds, []);
    await context.close();
  });
}

test("a task is trained, weighed at another number of labels, and gone back on by keyboard", async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: `#/inpainting${SMALL}` });
  const says = page.locator(".stage-large .triptych-says .picture");
  const look = () => says.evaluate((canvas) => /** @type {any} */ (canvas).toDataURL());
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByText(/^Done in/).waitFor();
  await page.getByText(/^After epoch 3/).waitFor();
  const trained = await look();
  await page.getByRole("slider", { name: "Go back to an epoch" }).focus();
  await page.keyboard.press("Home");
  await page.waitForFunction(
    (before) =>
      /** @type {any} */ (document.querySelector(".stage-large .triptych-says .picture")).toDataURL() !== before,
    trained,
  );
  await page.locator(".bought-row.own .dot:not(.hollow)").waitFor({ state: "attached" });
  await page.getByRole("slider", { name: "Labels afterwards" }).focus();
  await page.keyboard.press("End");
  const row = page.getByRole("row", { name: /^Inpainting/ });
  await row.getByText(/%$/).waitFor({ state: "attached" });
  await page.getByRole("button", { name: /^Example 3: / }).click();
  assert.equal(await page.getByRole("button", { name: /^Example 3: / }).getAttribute("aria-pressed"), "true");
  await page.getByText("Inside", { exact: true }).click();
  await page.getByRole("figure").first().waitFor();
  // Another task keeps the settings, and has answers of its own.
  await page.getByRole("link", { name: "Rotation", exact: true }).click();
  await page.getByRole("heading", { name: "Rotation", level: 2 }).waitFor();
  assert.match(page.url(), /#\/rotation&.*count=400/);
  await page.getByText(/^Untrained: these are its real answers/).waitFor();
  assert.deepEqual(misdeeds, []);
  await context.close();
});
