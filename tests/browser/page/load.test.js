import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTEBOOK, inOneEngine } from "../support/visit.js";

/** @import {Thing} from "../support/person.js" */

/** Opens a file at the press of the button. @param {Thing} see @param {string} name @param {Uint8Array} bytes */
async function open(see, name, bytes) {
  const field = see.css(".load input[type=file]");
  await field.there();
  // No driver but one can answer the browser's own dialog: what matters is that the press would have opened it.
  await field.all(([input]) =>
    input.addEventListener(
      "click",
      (/** @type {Event} */ event) => (event.preventDefault(), (input.dataset.asked = "")),
      {
        once: true,
      },
    ),
  );
  await see.button("Open weights").press();
  await see.css(".load input[data-asked]").there();
  await field.all(([input]) => delete input.dataset.asked);
  await field.give({ name, bytes });
}

/** @param {Thing} see */
async function drawOne(see) {
  const pad = see.role("img", /^Square to draw/);
  await pad.bring();
  await pad.keys("Delete", ...Array(6).fill("ArrowUp"), " ", ...Array(12).fill("ArrowDown"), " ");
}

/** What was saved after a run. @type {Buffer} */
let saved;
let percent = "";

inOneEngine((visit) => {
  test("weights that were saved after a run are opened beside it, and given back", () =>
    visit({ done: "#preset=quick" }, async ({ see }) => {
      await see.text("SHA-256 of all final weights").bring();
      await see.text(/^[0-9a-f]{64}$/).seen();
      saved = (await see.button("Weights (safetensors)").download()).bytes;
      const report = JSON.parse((await see.button("Report (JSON)").download()).bytes.toString());
      percent = `${(report.results.self_supervised.full.accuracy * 100).toFixed(2)}%`;
      const opened = see.text(
        new RegExp(`^Self-supervised, from mine\\.safetensors: ${percent} of 10,000 test images right\\.`),
      );

      await open(see, "mine.safetensors", saved);
      await opened.seen();
      await drawOne(see);
      const drawing = see.figure("Draw your own");
      await drawing.text(/^Self-supervised comes from mine\.safetensors\./).seen();
      await drawing
        .text(/^1, \d+%$/)
        .nth(1)
        .seen();

      // Anything else is refused in a sentence, and nothing is lost.
      const cut = saved.subarray(0, -40);
      const other = Buffer.from(saved);
      other.write("conv9", saved.indexOf("conv1"));
      const nan = Buffer.from(saved);
      nan.fill(255, nan.length - 8);
      for (const [bytes, sentence] of /** @type {[Uint8Array, RegExp][]} */ ([
        [Buffer.from("<script>"), /^weights: expected a \.safetensors file that Pretext has saved\.$/],
        [Buffer.of(), /^weights: expected a \.safetensors file/],
        [cut, /^weights: .*lies outside the file.*\.$/],
        [other, /^weights: .*\.$/],
        [nan, /^weights: every value must be a finite number\.$/],
      ])) {
        await open(see, "bad.safetensors", bytes);
        await see.text(sentence).seen();
        await opened.seen();
      }

      await see.button("Back to this page’s models").press();
      await see.text(/or drop it here/).seen();
      await drawing.bring();
      await drawing.text(/^Your digit is scaled and centred/).seen();
      await drawing
        .text(/^1, \d+%$/)
        .nth(1)
        .seen();
    }));

  test("weights are opened without a run", () =>
    visit(NOTEBOOK, async ({ see }) => {
      await open(see, "mine.safetensors", saved);
      await see.text(new RegExp(`^Self-supervised, from mine\\.safetensors: ${percent} of 10,000 test`)).seen();
      await drawOne(see);
      await see
        .figure("Draw your own")
        .text(/^1, \d+%$/)
        .seen();
      const inside = see.figure("Inside the encoder");
      await inside.bring();
      await inside.text(/comes from mine\.safetensors\. Ink is positive/).seen();
      await see.button("Back to this page’s models").press();
      await inside.bring();
      await inside.text("Filters and feature maps appear when training begins.").seen();
    }));

  test("weights are opened by dropping them, and are not taken for images", () =>
    visit(NOTEBOOK, async ({ see }) => {
      await see.text(/or drop it here/).bring();
      await see.css(".load").drop({ name: "mine.safetensors", bytes: saved });
      await see.text(new RegExp(`^Self-supervised, from mine\\.safetensors: ${percent} of 10,000 test`)).seen();
      await see.text("Data: MNIST").seen();
      assert.equal(await see.label("Files of your own").count(), 0, "nothing is said about images");
    }));
});
