// Images in colour: a set of its own, and files of the reader's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../support/page.js";
import { NOTEBOOK, inOneEngine } from "../support/visit.js";

const NARROW = "encoder.0.filters=8&encoder.1.filters=8&pretext.batch=16";
const SMALL = `${NARROW}&data.unlabelled.count=64&pretext.epochs=400`;
/** Under way for as long as anybody looks. */
const LONG = `${NARROW}&data.unlabelled.count=1000&pretext.epochs=1000`;

/** CIFAR-10's binary form: every image has one colour, of its class. @param {number} rows */
function batch(rows) {
  const bytes = Buffer.alloc(rows * 3073);
  for (let row = 0; row < rows; row++) {
    bytes[row * 3073] = row % 3;
    bytes.fill(250, row * 3073 + 1 + 1024 * (row % 3), row * 3073 + 1 + 1024 * ((row % 3) + 1));
  }
  return bytes;
}

/** Waits until the large pictures on the bench have come in colour: the last task's stay until there are others. @param {import("../support/page.js").Page} page */
const comeInColour = (page) =>
  until(page, () => document.querySelectorAll(".stage-large canvas.picture[data-colour]").length > 0);

inOneEngine((visit) => {
  test("emoji come when they are asked for, with their classes' names and in colour", () =>
    visit(`#preset=emoji&task=colourisation&${LONG}`, async ({ see }) => {
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

  test("a bench is of any set: colours are asked of emoji, rotation of the same, and MNIST has none to ask for", () =>
    visit(`#/colourisation&${SMALL}`, async ({ see, page }) => {
      const pictures = () => see.css(".stage-large canvas.picture[data-colour]").count();
      await see.button(/^Example 8: /).there();
      await comeInColour(page);
      assert.equal(await pictures(), 3, "shown without colour, said and true, all as light");
      assert.equal(await see.text(/^Nothing is said from fewer/).count(), 0);
      await see.text("Of these images nothing is recorded: each dot has been trained here.").seen();
      await see.role("link", "Rotation").press();
      await see.role("heading", "Rotation").seen();
      await until(page, () => location.hash.startsWith("#/rotation&preset=emoji"));
      await see.text(/^\d+°, \d+% [✓✗]$/).seen();
      assert.equal(await pictures(), 3);
      await see.role("link", "Colourisation").press();
      await see.text("Settings").press();
      await see.text("Data: Emoji").press();
      await see
        .text(/^2,616 images to train on, 656 to test, 32 × 32 × 3, 8 classes\. Classes: smileys, .+ CC-BY-4\.0/)
        .seen();
      await see.label("Data set").choose("MNIST");
      await see.text("This task can’t be run: spec: 'task.transform.0': 'lightness' needs images in colour.").seen();
    }));

  test("files dropped on the wall make a bench of their own; what is none is refused there in a sentence", () =>
    visit("", async ({ see, page }) => {
      await see.text("Race all").seen();
      await see
        .css("body")
        .drop({ name: "data_batch_1.bin", bytes: batch(120) }, { name: "test_batch.bin", bytes: batch(30) });
      await until(page, () => location.hash.startsWith("#/rotation&preset=cifar10"));
      await see.button(/^Example 8: /).there();
      await comeInColour(page);
      assert.equal(await see.css(".stage-large canvas.picture[data-colour]").count(), 3);
      await see.css("body").drop({ name: "data_batch_1.bin", bytes: batch(2).subarray(1) });
      await see.text(/^data_batch_1\.bin: expected a multiple of 3073 bytes/).seen();
    }));

  test("files in CIFAR-10's form become a set of their own, whose classes have the names that come with them", () =>
    visit(NOTEBOOK, async ({ see }) => {
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

  test("after a run on emoji every figure has the set's classes, and speaks of images", () =>
    visit(`#preset=emoji&${SMALL}&pretext.epochs=1&transfer.steps=40&supervised.steps=40`, async ({ see }) => {
      await see.css(".controls").bring();
      await see.button("Start").press();
      await see.text(/^Done in /).seen();
      await see.text(/^Labels are expensive; .* looks at 64 images whose labels it is not told/).seen();
      const confusion = see.figure(/Who confuses what/);
      await confusion.bring();
      await confusion.text(/^Each row is a class.* finds \d \((smileys|people|.+)\) hardest/).seen();
      assert.equal(await confusion.css(".matrix.random rect").count(), 8 * 8);
      const map = see.figure(/Feature space/);
      await map.bring();
      await map.text(/^The first 656 test images/).seen();
      assert.equal(await map.role("combobox", "Emphasise a class").css("option").count(), 1 + 8);
      await see.figure(/Draw your own/).bring();
      await see.text(/^What is drawn is grey and has 28 × 28 pixels/).seen();
      assert.equal(
        await see
          .figure(/Draw your own/)
          .button("Clear")
          .count(),
        0,
      );
    }));

  test("what each term of a loss does to pictures stands beside the control, and each can be trained", () =>
    visit("#/super_resolution", async ({ see, page }) => {
      await see.text("What the loss asks for").press();
      const figure = see.figure(/by what the loss asks for/);
      await figure.text(/^Four networks that differ in their loss alone/).seen();
      assert.equal(await figure.css("canvas[data-colour]").count(), 3 * 6);
      assert.equal(await figure.text(/^[\d.]+ dB\s+edges \d+%$/).count(), 4);
      await figure.role("link", "Train it").first.press();
      await until(page, () => location.hash.startsWith("#/own&"));
      await see.button(/^Example 8: /).there();
      await comeInColour(page);
      assert.equal(await see.css(".stage-large canvas.picture[data-colour]").count(), 3);
      await see.css("[data-view=bench]").role("link", "Rotation").press();
      await see.role("heading", "Rotation").seen();
      assert.equal(await see.text("What the loss asks for").count(), 0);
    }));
});
