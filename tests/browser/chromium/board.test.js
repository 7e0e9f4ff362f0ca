import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, open, start } from "./harness.js";

const { server, browser } = await start();

for (const [width, height] of [
  [320, 740],
  [360, 740],
  [1280, 800],
]) {
  test(`the board at ${width} px: recorded results of all tasks, in the dark, nothing to the side`, async () => {
    const options = /** @type {const} */ ({ viewport: { width, height }, colorScheme: "dark" });
    const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#/board", options });
    await page.getByRole("link", { name: "Contrastive" }).waitFor();
    assert.equal(await page.locator(".board-list > li").count(), 11 + 6);
    assert.equal(await page.locator(".board-dot.hollow:visible").count(), 11 + 6);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    assert.deepEqual(await complaints(page), []);
    assert.deepEqual(misdeeds, []);
    await context.close();
  });
}

test("what is no pretext task stands beside them on the board, with as many labels, the best first", async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#/board" });
  const rows = page.locator(".board-others .board-row");
  await rows.getByRole("link", { name: "Poisson learning" }).waitFor();
  const written = async () => {
    const all = (await rows.allTextContents()).map((row) => /^(.*?) ?(\d+\.\d) ± \d+\.\d%$/.exec(row.trim()) ?? []);
    const means = all.map(([, , mean]) => Number(mean));
    assert.deepEqual(
      means,
      means.toSorted((a, b) => b - a),
    );
    return Object.fromEntries(all.map(([, name, mean]) => [name, Number(mean)]));
  };
  const fifty = await written();
  assert.equal(Object.keys(fifty).length, 6);
  await page.getByRole("slider", { name: "Labels afterwards" }).focus();
  await page.keyboard.press("Home");
  await page.locator(".board-key, output").getByText("10", { exact: true }).first().waitFor();
  const ten = await written();
  assert.ok(
    Object.entries(ten).every(([name, mean]) => mean < fifty[name]),
    JSON.stringify({ ten, fifty }),
  );
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("a bet is judged at each number of labels, by keyboard, and outlives the page", async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#/board" });
  await page.getByText("Which one wins? Press its star.").waitFor();
  await page.getByRole("button", { name: "Bet on Rotation" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText(/^With 50 labels your bet, Rotation, is \d+\.\d points behind Contrastive\.$/).waitFor();
  await page.getByRole("slider", { name: "Labels afterwards" }).focus();
  await page.keyboard.press("End");
  await page.getByText(/^With 1,000 labels your bet, Rotation, is \d+\.\d points behind Contrastive\.$/).waitFor();
  await page.reload();
  await page.getByText(/^With 50 labels your bet, Rotation/).waitFor();
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("tasks are raced one after another: queued, running, a dot, and no interval from one seed", async () => {
  const small = "data.unlabelled.count=300&pretext.epochs=1&encoder.0.filters=8&encoder.1.filters=8";
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: `#/rotation&${small}` });
  await page.getByRole("link", { name: "Board", exact: true }).click();
  await page.getByRole("button", { name: "Train Rotation here" }).click();
  await page.getByRole("button", { name: "Train Denoising here" }).click();
  await page.locator(".board-state").getByText("queued").waitFor();
  await page.locator(".board-state").getByText("1 trained here").nth(1).waitFor();
  for (const name of ["Rotation", "Denoising"]) {
    const row = page.locator(".board-row", { has: page.getByRole("link", { name, exact: true }) });
    assert.equal(await row.locator(".board-dot.small").count(), 1, name);
    assert.equal(await row.locator(".board-dot.hollow").count(), 1, `${name}: the recorded one stays`);
  }
  assert.deepEqual(misdeeds, []);
  await context.close();
});
