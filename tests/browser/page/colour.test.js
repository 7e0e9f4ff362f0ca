// Images in colour: a set of its own, and files of the reader's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inOneEngine } from "../support/visit.js";

const SMALL = "data.unlabelled.count=64&encoder.0.filters=8&encoder.1.filters=8&pretext.epochs=40&pretext.batch=16";

/** CIFAR-10's binary form: every image has one colour, of its class. @param {number} rows */
function batch(rows) {
  const bytes = Buffer.alloc(rows * 3073);
  for (let row = 0; row < rows; row++) {
    bytes[row * 3073] = row % 3;
    bytes.fill(250, row * 3073 + 1 + 1024 * (row % 3), row * 3073 + 1 + 1024 * ((row % 3) + 1));
  }
  return bytes;
}

inOneEngine((visit) => {
  test("emoji come when they are asked for, with their classes' names and in colour", () =>
    visit(`#preset=emoji&task=colourisation&${SMALL}`, async ({ see }) => {
      await see.figure(/Ask all three/).bring();
      await see.text("labelled 7 (symbols)").seen();
      const { pixels } = await see
        .figure(/Ask all three/)
        .css("canvas")
        .first.picture();
      assert.ok(pixels.length > 0);
      await see.button("Start").press();
      await see.figure(/live/).bring();
      await see.text(/^Left what the network is shown, then what it draws/).seen();
      await see.button("Stop").press();
    }));

  test("files in CIFAR-10's form become a set of their own, whose classes have the names that come with them", () =>
    visit("", async ({ see }) => {
      await see
        .css("body")
        .drop(
          { name: "data_batch_1.bin", bytes: batch(120) },
          { name: "test_batch.bin", bytes: batch(30) },
          { name: "batches.meta.txt", bytes: Buffer.from("red\ngreen\nblue\n") },
        );
      await see.figure(/Ask all three/).bring();
      await see.text("labelled 0 (red)").seen();
      await see.text(/^Data: /).bring(); // what is off the screen is not drawn
      await see.text(/^Data: your own files, 120 images to train on, 30 to test/).seen();
      await see.css("body").drop({ name: "data_batch_1.bin", bytes: batch(2).subarray(1) });
      await see.text(/^Not taken: data_batch_1\.bin: expected a multiple of 3073 bytes/).seen();
      await see.text(/^Data: your own files, 120 images/).seen();
    }));
});
