import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { drop, open, runToEnd, start } from "./harness.js";

const { server, browser } = await start();
/** @type {Uint8Array} */
let saved;
let percent = "";

/** @param {import("playwright-core").Page} page @param {string} name @param {Uint8Array} bytes */
async function give(page, name, bytes) {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open weights" }).click();
  await (await choosing).setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
}

/** @param {import("playwright-core").Page} page */
async function drawOne(page) {
  const pad = page.getByRole("img", { name: /Square to draw/ });
  await pad.scrollIntoViewIfNeeded();
  await pad.focus();
  for (const key of ["Delete", ...Array(6).fill("ArrowUp"), " ", ...Array(12).fill("ArrowDown"), " "])
    await page.keyboard.press(key);
}

test("weights that were saved after a run are opened beside it, and given back", { timeout: 180_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=quick" });
  await runToEnd(page);
  await page.getByText("SHA-256 of all final weights").scrollIntoViewIfNeeded();
  await page.getByText(/^[0-9a-f]{64}$/).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Weights (safetensors)" }).click();
  saved = new Uint8Array(await readFile(await (await download).path()));
  const reporting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Report (JSON)" }).click();
  const report = JSON.parse(await readFile(await (await reporting).path(), "utf8"));
  percent = `${(report.results.self_supervised.full.accuracy * 100).toFixed(2)}%`;

  await give(page, "mine.safetensors", saved);
  await page.getByText(`Self-supervised, from mine.safetensors: ${percent} of 10,000 test images right.`).waitFor();
  await drawOne(page);
  const pad = page.getByRole("figure", { name: "Draw your own" });
  await pad.getByText("Self-supervised comes from mine.safetensors.").waitFor();
  await pad
    .getByText(/^1, \d+%$/)
    .nth(1)
    .waitFor();

  // Anything else is refused in a sentence, and nothing is lost.
  const cut = saved.slice(0, -40);
  const other = saved.slice();
  other.set(new TextEncoder().encode("conv9"), Buffer.from(saved).indexOf("conv1"));
  const nan = saved.slice();
  nan.fill(255, nan.length - 8);
  for (const [bytes, sentence] of /** @type {[Uint8Array, RegExp][]} */ ([
    [new TextEncoder().encode("<script>"), /^weights: expected a \.safetensors file that Pretext has saved\.$/],
    [new Uint8Array(), /^weights: expected a \.safetensors file/],
    [cut, /^weights: .*lies outside the file.*\.$/],
    [other, /^weights: .*\.$/],
    [nan, /^weights: every value must be a finite number\.$/],
  ])) {
    await give(page, "bad.safetensors", bytes);
    await page.getByText(sentence).waitFor();
    await page.getByText(`Self-supervised, from mine.safetensors: ${percent}`).waitFor();
  }

  await page.getByRole("button", { name: "Back to this page’s models" }).click();
  await page.getByText(/or drop it here/).waitFor();
  await pad.scrollIntoViewIfNeeded();
  await pad.getByText(/^Your digit is scaled and centred/).waitFor();
  await pad
    .getByText(/^1, \d+%$/)
    .nth(1)
    .waitFor();
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("weights are opened without a run", { timeout: 60_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin);
  await give(page, "mine.safetensors", saved);
  await page.getByText(`Self-supervised, from mine.safetensors: ${percent} of 10,000 test images right.`).waitFor();
  await drawOne(page);
  await page
    .getByRole("figure", { name: "Draw your own" })
    .getByText(/^1, \d+%$/)
    .waitFor();
  const inside = page.getByRole("figure", { name: "Inside the encoder" });
  await inside.scrollIntoViewIfNeeded();
  await inside.getByText(/comes from mine\.safetensors\. Ink is positive/).waitFor();
  await page.getByRole("button", { name: "Back to this page’s models" }).click();
  await inside.scrollIntoViewIfNeeded();
  await inside.getByText("Filters and feature maps appear when training begins.").waitFor();
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("weights are opened by dropping them, and are not taken for images", { timeout: 60_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin);
  await page.getByText(/or drop it here/).scrollIntoViewIfNeeded();
  await drop(page, ".load", [{ name: "mine.safetensors", bytes: saved }]);
  await page.getByText(`Self-supervised, from mine.safetensors: ${percent} of 10,000 test images right.`).waitFor();
  await page.getByText("Data: MNIST", { exact: true }).waitFor();
  assert.equal(await page.getByLabel("Files of your own").isVisible(), false, "nothing is said about images");
  assert.deepEqual(misdeeds, []);
  await context.close();
});
