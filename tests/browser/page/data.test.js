// Somebody's own images in the place of MNIST: here MNIST's, mirrored along the diagonal, so that the numbers differ.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { LONG, SMALL, inOneEngine, runToEnd } from "../support/visit.js";

/** @import {Thing} from "../support/person.js" */

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

const own = {
  trainImages: {
    name: "train-images-idx3-ubyte.gz",
    bytes: gzipSync(transposed(cut(packed("train-images"), 16, 2000))),
  },
  trainLabels: { name: "train-labels-idx1-ubyte", bytes: cut(packed("train-labels"), 8, 2000) },
  testImages: { name: "t10k-images-idx3-ubyte", bytes: transposed(cut(packed("test-images"), 16, 800)) },
  testLabels: { name: "t10k-labels-idx1-ubyte.gz", bytes: gzipSync(cut(packed("test-labels"), 8, 800)) },
};
const hash = `${SMALL}&data.labelled.from=1000`;

/** The digit on show, as it looks in a figure. @param {Thing} see @param {RegExp} name */
async function pictureOf(see, name) {
  const picture = see.figure(name).css("canvas").first;
  await picture.bring();
  await sleep(500);
  return (await picture.picture()).pixels;
}

inOneEngine((visit) => {
  test("the experiment runs on files of the reader's own, and goes back to MNIST", () =>
    visit(hash, async ({ page, see }) => {
      await see.figure(/Ask all three/).bring(); // what is far below the screen is not drawn yet
      await see.text("labelled 7").seen();
      const figures = [/Ask all three/, /four turns/, /Turn it yourself/];
      /** @type {string[]} */
      const mnist = [];
      for (const name of figures) mnist.push(await pictureOf(see, name));
      await see.text("Data: MNIST").press();
      const files = see.label("Files of your own");

      await files.give(own.trainImages, own.testLabels);
      await see.text("Still missing: training labels and test images.").seen();
      await files.give(own.trainLabels, { name: "t10k-images-idx3-ubyte", bytes: Buffer.from("no images at all") });
      await see
        .text(/^Not taken: t10k-images-idx3-ubyte: expected an IDX file of bytes with 3 or 4 dimensions, found .+\.$/)
        .seen();
      await see.text("Data: MNIST").seen();
      await files.give(own.trainLabels, own.testImages);
      await see.text("Data: your own files, 2,000 images to train on, 800 to test").seen();
      for (const [i, name] of figures.entries()) assert.notEqual(await pictureOf(see, name), mnist[i], String(name));

      await see.label("Its classes").choose("Clothes of Fashion-MNIST");
      await see.figure(/Ask all three/).bring();
      await see.text("labelled 7 (sneaker)").seen();

      await runToEnd(see);
      await see.role("columnheader", "800 images").seen();
      await see
        .role("status")
        .text(/Accuracy on 800 test images/)
        .seen();
      await see.button("Report (JSON)").bring();
      await see.text(/^[0-9a-f]{64}$/).seen();
      const report = JSON.parse((await see.button("Report (JSON)").download()).bytes.toString());
      assert.equal(report.data.name, "own files");
      assert.match(report.data.sha256.train_images, /^[0-9a-f]{64}$/);

      await page.reload();
      await see.text("Data: MNIST").seen();
      assert.equal(await see.button("Go on with it").count(), 0, "a run on files that are gone is not offered");
    }));

  test("own files dropped while a run is under way wait for the next start", () =>
    visit(LONG, async ({ see }) => {
      await see.button("Start").press();
      await see.text(/^Pretraining, epoch/).seen();
      await see.css("body").drop(...Object.values(own));
      await see.text("Data: MNIST; your own files at the next start").seen();
      await see.button("Stop").press();
      await see.button("Reset").press();
      await see.text(/^Data: your own files, 2,000 images/).seen();
      await see.label("Data set").choose("MNIST");
      await see.text("Data: MNIST").seen();
    }));

  test("fewer images than the experiment asks for are explained", () =>
    visit("#preset=quick", async ({ see }) => {
      await see.text("Data: MNIST").press();
      await see.label("Files of your own").give(...Object.values(own));
      await see.text(/^Data: your own files/).seen();
      await see.button("Start").press();
      await see
        .role("main")
        .text(/'data.labelled' asks for rows 10000 to 11000, but the train split has 2000/)
        .seen();
    }));
});
