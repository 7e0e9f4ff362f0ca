// What the module weighs and how much memory it takes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Channel } from "../../../web/api/lab/channel.js";
import { loadCore } from "../../../web/api/worker/load-core.js";
import { host } from "../../../web/api/node.js";
import { namedTasks, presets } from "../../../web/api/spec.js";
import { emoji, mnist, needsColour, tinySpec } from "../support/runs.js";

/** @import {Core} from "#core" */
/** @import {Data} from "../../../web/api/data/data.js" */

const MIB = 2 ** 20;

/** @param {Core} core @param {Data} data */
async function fill(core, { files }) {
  for (const [role, file] of Object.entries(files))
    core.file(role, file.size).set(new Uint8Array(await file.arrayBuffer()));
}

for (const [name, most] of [
  // Of the images’ module k-means, mixtures, self-training and FixMatch are 12 kB, variational autoencoders 5, principal components 3,
  // canvases with their boxes and masks 5.
  ["pretext.wasm", 200_000],
  // Of the texts’ latent semantic analysis and what heads look at are 2.4 kB; the ops and losses of canvases, which it shares
  // with images, 2.5.
  ["pretext-texts.wasm", 171_000],
  ["pretext.mjs", 15_000],
]) {
  test(`${name} is under ${Number(most) / 1000} kB gzipped`, async () => {
    const packed = gzipSync(await readFile(new URL(`../../../build/wasm/${name}`, import.meta.url)), { level: 9 });
    assert.ok(packed.length < Number(most), `${packed.length} bytes`);
  });
}

/** One task of each kind, with all of the images that the preset has; the others have less to do. */
const WHOLE = ["rotation", "inpainting", "contrastive", "next_frame"];

/** The memory of a worker that has run a whole experiment with a task, and saved it, in MiB. @param {string} task */
async function memoryOf(task) {
  const colour = needsColour(task);
  const spec = { ...structuredClone(colour ? presets.emoji : presets.fair), task };
  spec.pretext.epochs = 1;
  spec.transfer.epochs = 1;
  spec.supervised.epochs = 1;
  spec.data.unlabelled.count = WHOLE.includes(task) ? 10_000 : 1000;
  /** @type {(value: unknown) => void} */
  let done = () => {};
  const finished = new Promise((resolve) => (done = resolve));
  const worker = new Channel(host.spawn(), ({ event }) => event === "progress" || done(event));
  try {
    const data = await (colour ? emoji() : mnist());
    await worker.ask({ type: "init", wasm: await host.compile("images"), subject: "images" });
    await worker.ask({ type: "load", files: data.files, classes: data.about.classes });
    await worker.ask({ type: "open", spec, extent: "all" });
    await worker.ask({ type: "run" });
    assert.equal(await finished, "done");
    await worker.ask({ type: "save" });
    const { memory } = await worker.ask({ type: "ping" });
    return memory / MIB;
  } finally {
    worker.kill();
  }
}

for (const task of namedTasks) {
  const most = task === "rotation" ? 64 : 96;
  test(`a worker of fair with ${task} stays under ${most} MiB, in pretraining, in every later stage and saved`, async () => {
    const memory = await memoryOf(task);
    assert.ok(memory > 10 && memory < most, `${memory} MiB`);
  });
}

test("a hundred sessions opened, used and closed leave the memory as it was", async () => {
  const module = await loadCore(await host.compile("images"), "images");
  const core = new module.Core();
  const data = await mnist();
  await fill(core, data);
  assert.equal(core.readData(10, [], []).ok, true);
  const spec = JSON.stringify(tinySpec());
  let after = 0;
  for (let session = 0; session < 100; session += 1) {
    assert.equal(core.open(spec, "all").ok, true);
    for (let unit = 0; unit < 3; unit += 1) core.advance();
    const saved = core.save();
    core.close();
    assert.equal(core.resume(saved).ok, true);
    core.advance();
    assert.equal(core.predict("pretext", (await data.test.images.read(0)).slice()).length, 4);
    core.close();
    if (session === 2) after = module.memory();
  }
  assert.equal(module.memory(), after);
  core.delete();
});

test("data that were refused are not half there", async () => {
  const module = await loadCore(await host.compile("images"), "images");
  const core = new module.Core();
  const data = await mnist();
  await fill(core, data);
  assert.equal(core.readData(10, [], []).ok, true);
  core.file("train_images", 16).fill(0);
  const refused = core.readData(10, [], []);
  assert.match(refused.ok ? "" : refused.error.message, /^train images: expected the magic number 0x00000803/);
  const opened = core.open(JSON.stringify(presets.quick), "all");
  assert.match(opened.ok ? "" : opened.error.message, /but the train split has 0\.$/);
  core.delete();
});
