// What can be taken along from a run: numbers, pictures, weights, and how to go on with them elsewhere.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { lookAt } from "../support/picture.js";
import { inEachEngine } from "../support/visit.js";

/** @import {Thing} from "../support/person.js" */

/** @param {Thing} see @param {string | RegExp} name @returns {Promise<string[][]>} the rows below the head */
async function numbersOf(see, name) {
  await see.figure(name).bring();
  return (await see.figure(name).numbers()).slice(1);
}

/** The header of a safetensors file. @param {Buffer} bytes */
function headerOf(bytes) {
  const length = Number(bytes.readBigUInt64LE());
  const { __metadata__: about, ...tensors } = JSON.parse(bytes.subarray(8, 8 + length).toString());
  return { spec: JSON.parse(about.spec), tensors, values: bytes.subarray(8 + length) };
}

inEachEngine((visit, engine) => {
  test("what is taken along", (t) =>
    visit({ done: "#preset=quick&seed=3" }, async ({ page, see }) => {
      await t.test("the report has the digest and the numbers on the page", async () => {
        const row = see.figure("Accuracy on unseen digits").role("row", /^Self-supervised.*\d%/);
        const [shown = ""] = /[\d.]+(?=%)/.exec(await row.read()) ?? [];
        await see.button("Report (JSON)").bring();
        const digest = await see.text(/^[0-9a-f]{64}$/).read();
        const { name, bytes } = await see.button("Report (JSON)").download();
        assert.equal(name, "pretext-quick-seed3.json");
        const report = JSON.parse(bytes.toString());
        assert.equal(report.digest, digest);
        assert.equal(
          (100 * report.results.self_supervised.full.accuracy).toFixed(shown.split(".")[1]?.length ?? 0),
          shown,
        );
        await see.text("npm run --silent experiment -- --preset quick --seed 3").seen();
      });

      await t.test("the curves are those of the tables", async () => {
        const { name, bytes } = await see.button("Curves (CSV)").download();
        assert.equal(name, "pretext-quick-seed3.csv");
        const text = bytes.toString();
        assert.ok(text.endsWith("\n"));
        const [head, ...rows] = text
          .trimEnd()
          .split("\n")
          .map((line) => line.split(","));
        assert.equal(head.join(), "fit,epoch,loss,accuracy,validation_loss,validation_accuracy");
        for (const [fit, ...cells] of rows) {
          assert.match(fit, /^(pretext|self_supervised|supervised|random)$/);
          assert.ok(cells.length === 5 && cells.slice(0, 3).every((cell) => cell !== ""), cells.join());
          assert.ok(
            cells.every((cell) => Number.isFinite(Number(cell))),
            cells.join(),
          );
        }
        const pretext = await numbersOf(see, "Guessing the turn");
        const transfer = await numbersOf(see, /^Learning from/);
        assert.equal(rows.length, pretext.length + transfer.length);
        const shown = [...pretext.map((row) => ["", ...row]), ...transfer];
        for (const place of [pretext.length - 1, -1]) {
          const [, epoch, loss, accuracy, heldLoss, heldAccuracy] = rows.at(place) ?? [];
          const said = [
            epoch,
            Number(heldLoss || loss).toFixed(3),
            `${(100 * Number(heldAccuracy || accuracy)).toFixed(1)}%`,
          ];
          assert.deepEqual(said, shown.at(place)?.slice(1));
        }
      });

      await t.test("a figure is saved as it is seen, twice as large", async () => {
        const figure = see.figure("Guessing the turn");
        await figure.bring();
        const width = await figure.one((element) => element.getBoundingClientRect().width);
        await figure.open();
        const { name, bytes } = await figure.button("Save as PNG").download();
        assert.equal(name, "pretext-quick-seed3-pretext-curves.png");
        assert.equal(bytes.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
        const [wide, high] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
        assert.ok(Math.abs(wide - 2 * (width + 32)) <= 2, `${wide} pixels wide`);
        assert.ok(high > 200 && bytes.length > 5000, `${high} pixels high, ${bytes.length} bytes`);
        const look = await lookAt(page, bytes);
        assert.deepEqual(look.corner, [252, 251, 249, 255]);
        assert.ok(look.dark > 0.005 && look.dark < 0.5, `${look.dark} is ink`);
      });

      await t.test("the weights have the names and shapes that the PyTorch program asks for", async () => {
        const { name, bytes } = await see.button("Weights (safetensors)").download();
        assert.equal(name, "pretext-quick-seed3-self_supervised.safetensors");
        const { spec, tensors, values } = headerOf(bytes);
        const layers = await numbersOf(see, "Inside the encoder");
        let end = 0;
        for (const {
          dtype,
          shape,
          data_offsets: [from, to],
        } of Object.values(tensors)) {
          assert.equal(dtype, "F32");
          assert.equal(to - from, 4 * shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1));
          end = Math.max(end, to);
        }
        assert.equal(values.length, end);
        const params = (/** @type {string} */ layer) =>
          (tensors[`${layer}.kernel`].data_offsets[1] - tensors[`${layer}.kernel`].data_offsets[0]) / 4 +
          tensors[`${layer}.bias`].shape[0];
        const shown = layers.map((row) => Number(row[2].replaceAll(",", "")));
        assert.deepEqual([params("conv1"), params("conv2"), params("dense")], [shown[0], shown[1], shown.at(-1)]);
        assert.deepEqual(tensors["conv1.kernel"].shape, [
          spec.encoder[0].kernel,
          spec.encoder[0].kernel,
          1,
          spec.encoder[0].filters,
        ]);

        await see.text("The same accuracy in PyTorch").press();
        const program = await see.role("group", "Python program").css("code").read();
        const file = /^# python evaluate\.py (\S+)$/m.exec(program)?.[1] ?? "";
        assert.equal(file.replace("fair-seed1", "quick-seed3"), name, "the program says which file it wants");
        const asked = [...program.matchAll(/\bw\[f?"([^"]+)"\]/g)].map(([, tensor]) => tensor);
        assert.ok(asked.length >= 4, asked.join());
        const wanted = asked.flatMap((tensor) =>
          spec.encoder.map((/** @type {unknown} */ _, /** @type {number} */ i) => tensor.replace("{i}", String(i + 1))),
        );
        assert.deepEqual([...new Set(wanted)].sort(), Object.keys(tensors).sort(), "all of the file, and nothing else");
        const python = spawnSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], { input: program });
        if (!python.error) assert.equal(python.status, 0, String(python.stderr));
      });

      await t.test("each model has weights of its own to be saved", async () => {
        await see.label("Which model").choose("Pretraining");
        const { name, bytes } = await see.button("Weights (safetensors)").download();
        assert.equal(name, "pretext-quick-seed3-pretext.safetensors");
        assert.deepEqual(headerOf(bytes).tensors["dense.bias"].shape, [4]);
      });

      await t.test("the link is copied, or shown where the browser keeps it from the clipboard", async () => {
        await see.button("Copy link").press();
        const href = await page.evaluate(() => location.href);
        const said = see.css(".takeaway [role=status]").text(/./);
        await said.seen();
        assert.ok(["Link copied.", href].includes(await said.read()), `${engine}: ${await said.read()}`);
        assert.match(href, /#preset=quick&seed=3/);
      });
    }));
});
