// Somebody's own images in the place of MNIST: here MNIST's, mirrored along the diagonal, so that the numbers differ.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { LONG, drop, open, start } from "./harness.js";

const { server, browser } = await start();

/** @param {string} name */
const packed = (name) =>
  gunzipSync(readFileSync(fileURLToPath(new URL(`../../../build/data/${name}.idx.gzip`, import.meta.url))));

/** The first rows of an IDX file, with a header of their own. @param {Buffer} idx @param {number} header @param {number} rows */
function cut(idx, header, rows) {
  const part = Buffer.from(idx.subarray(0, header + (rows * (idx.length - header)) / idx.readUInt32BE(4)));
  part.writeUInt32BE(rows, 4);
  return part;
}

/** @param {Buffer} images */
function transposed(images) {
  const to = Buffer.from(images);
  for (let at = 16; at < images.length; at += 784)
    for (let r = 0; r < 28; r++) for (let c = 0; c < 28; c++) to[at + 28 * c + r] = images[at + 28 * r + c] ?? 0;
  return to;
}

/** @param {string} name @param {Buffer} buffer */
const file = (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer });

const own = {
  trainImages: file("train-images-idx3-ubyte.gz", gzipSync(transposed(cut(packed("train-images"), 16, 2000)))),
  trainLabels: file("train-labels-idx1-ubyte", cut(packed("train-labels"), 8, 2000)),
  testImages: file("t10k-images-idx3-ubyte", transposed(cut(packed("test-images"), 16, 800))),
  testLabels: file("t10k-labels-idx1-ubyte.gz", gzipSync(cut(packed("test-labels"), 8, 800))),
};
const hash =
  "#preset=quick&data.unlabelled.count=600&data.labelled.from=1000&pretext.epochs=1&transfer.epochs=2&supervised.epochs=1";

/** @param {import("playwright-core").Page} page @param {string} name */
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** The digit on show, as it looks in a figure. @param {import("playwright-core").Page} page @param {RegExp} name */
async function pictureOf(page, name) {
  const picture = page.getByRole("figure", { name }).locator("canvas").first();
  await picture.scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  return (await picture.screenshot()).toString("base64");
}

test("the experiment runs on files of the reader's own, and goes back to MNIST", { timeout: 120_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash });
  await page.getByText("labelled 7").waitFor();
  const figures = [/Ask all three/, /four turns/, /Turn it yourself/];
  /** @type {string[]} */
  const mnist = [];
  for (const name of figures) mnist.push(await pictureOf(page, name));
  await page.getByText("Data: MNIST", { exact: true }).click();
  const files = page.getByLabel("Files of your own");

  await files.setInputFiles([own.trainImages, own.testLabels]);
  await page.getByText("Still missing: training labels and test images.").waitFor();
  await files.setInputFiles([own.trainLabels, file("t10k-images-idx3-ubyte", Buffer.from("no images at all"))]);
  await page.getByText("Not taken: t10k-images-idx3-ubyte: expected an IDX file of bytes with 3 dimensions.").waitFor();
  await page.getByText("Data: MNIST", { exact: true }).waitFor();
  await files.setInputFiles([own.trainLabels, own.testImages]);
  await page.getByText("Data: your own files, 2,000 images to train on, 800 to test").waitFor();
  for (const [i, name] of figures.entries()) assert.notEqual(await pictureOf(page, name), mnist[i], String(name));

  await page.getByLabel("Its classes").selectOption({ label: "Clothes of Fashion-MNIST" });
  await page.getByRole("figure", { name: /Ask all three/ }).scrollIntoViewIfNeeded();
  await page.getByText("labelled 7 (sneaker)").waitFor();

  await button(page, "Start").click();
  await page.getByText(/^Done in/).waitFor({ timeout: 90_000 });
  await page.getByRole("columnheader", { name: "800 images" }).waitFor();
  await page.getByRole("status").filter({ hasText: "Accuracy on 800 test images" }).waitFor();
  await button(page, "Report (JSON)").scrollIntoViewIfNeeded();
  await page.getByText(/^[0-9a-f]{64}$/).waitFor();
  const download = page.waitForEvent("download");
  await button(page, "Report (JSON)").click();
  const report = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  assert.equal(report.data.name, "own files");
  assert.match(report.data.sha256.train_images, /^[0-9a-f]{64}$/);

  await page.reload();
  await page.getByText("Data: MNIST", { exact: true }).waitFor();
  assert.equal(await button(page, "Go on with it").count(), 0, "a run on files that are gone is not offered");
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("own files dropped while a run is under way wait for the next start", { timeout: 60_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: LONG });
  await button(page, "Start").click();
  await page.getByText(/Pretraining, epoch/).waitFor();
  await drop(
    page,
    "body",
    Object.values(own).map(({ name, buffer }) => ({ name, bytes: buffer })),
  );
  await page.getByText("Data: MNIST; your own files at the next start").waitFor();
  await button(page, "Stop").click();
  await button(page, "Reset").click();
  await page.getByText("Data: your own files, 2,000 images").waitFor();
  await button(page, "Back to MNIST").click();
  await page.getByText("Data: MNIST", { exact: true }).waitFor();
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("fewer images than the experiment asks for are explained", { timeout: 60_000 }, async () => {
  const { page, context } = await open(browser, server.origin, { hash: "#preset=quick" });
  await page.getByText("Data: MNIST", { exact: true }).click();
  await page.getByLabel("Files of your own").setInputFiles(Object.values(own));
  await page.getByText("Data: your own files").waitFor();
  await button(page, "Start").click();
  await page
    .getByRole("main")
    .getByText(/'data.labelled' asks for rows 10000 to 11000, but the train split has 2000/)
    .waitFor();
  await context.close();
});
