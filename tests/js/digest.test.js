// The promise of the project: one spec and seed, one digest, whoever computes it and with however many workers.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { ROLES } from "../../web/api/data/data.js";
import { grammar } from "../../web/api/grammar.js";
import { loadTexts } from "../../web/api/node.js";
import { namedTasks, presets, withField } from "../../web/api/spec.js";
import { EMOJI, inTemporaryFolder, nativeDigest, nativePredictions, nativeTextDigest } from "./support/programs.js";
import { FEW_TEXTS, SMALL, emoji, fewImages, mnist, needsColour, observedLab, tinySpec } from "./support/runs.js";

const spec = { ...presets.quick, seed: 1 };

/** @type {string} */
let expected;
before(async () => {
  expected = await nativeDigest(spec);
});

test("the native program gives the same digest again", async () => {
  assert.match(expected, /^[0-9a-f]{64}$/);
  assert.equal(await nativeDigest(spec), expected);
});

for (const workers of [1, 2, 3, 8]) {
  test(`Node with ${workers} ${workers === 1 ? "worker gives" : "workers gives"} the native digest`, async () => {
    const observed = observedLab({ workers });
    try {
      assert.equal((await observed.run(spec, mnist())).digest, expected);
    } finally {
      observed.lab.close();
    }
  });
}

/** Rows that both sets have. */
const ROWS = { ...SMALL, "data.labelled.from": 500 };
const small = Object.entries(ROWS).reduce((so, [path, value]) => withField(so, path, value), presets.quick);

/** A task that is nowhere in the core's table, with every kind of loss term. */
const composed = /** @type {import("../../web/api/spec.js").Task} */ ({
  transform: [{ op: "blur" }, { op: "erase", least: 8 }],
  predict: "changed",
  loss: [{ term: "squared" }, { term: "content" }, { term: "adversarial" }],
});

for (const [index, task] of [...namedTasks, composed].entries()) {
  const workers = [1, 2, 3, 8][index % 4];
  test(`${typeof task === "string" ? task : "a composed task"}: Node with ${workers} gives the native digest`, async () => {
    const observed = observedLab({ workers });
    try {
      const colour = needsColour(task);
      const { digest } = await observed.run({ ...small, task }, colour ? emoji() : mnist());
      assert.equal(digest, await nativeDigest({ ...small, task }, colour ? EMOJI : undefined));
    } finally {
      observed.lab.close();
    }
  });
}

test("texts: Node with 1, 2, 3 and 8 workers gives the native digest, for each task", async () => {
  const texts = await loadTexts();
  for (const { name: task } of grammar.text_tasks) {
    const few = Object.entries({ ...FEW_TEXTS, task }).reduce(
      (so, [path, to]) => withField(so, path, to),
      presets.definitions,
    );
    const native = await nativeTextDigest(few);
    for (const workers of [1, 2, 3, 8]) {
      const observed = observedLab({ workers });
      try {
        const end = observed.end();
        await observed.lab.start(few, /** @type {any} */ (texts), { extent: "pretext" });
        const result = /** @type {{digest?: string}} */ (await end);
        assert.equal(result.digest, native, `${task}, ${workers} workers`);
      } finally {
        observed.lab.close();
      }
    }
  }
});

test("labels propagate, clusters come, and pseudo-labels are taken, to the native predictions with 1, 2, 3 and 8 workers that have located the images together", async () => {
  const contrastive = { ...tinySpec(1), task: "contrastive" };
  const graph = ["propagation", "poisson", "propagation_random", "propagation_pixels"];
  const clusters = ["kmeans", "kmeans_random", "kmeans_pca", "mixture", "mixture_pixels", "probe_pca"];
  const trained = ["self_training", "self_training_scratch", "fixmatch"]; // one worker does all of a cell: seen once
  const modes = [...graph, ...clusters, ...trained];
  const images = await fewImages();
  const expected = await inTemporaryFolder(async (folder) => {
    for (const role of ROLES) {
      const bytes = new Uint8Array(await images.files[role].arrayBuffer());
      await writeFile(join(folder, `${role.replace("_", "-")}.idx`), bytes);
    }
    return Promise.all(modes.map((mode) => nativePredictions(contrastive, mode, 20, folder)));
  });
  assert.equal(new Set(expected).size, modes.length);
  for (const workers of [1, 2, 3, 8]) {
    const observed = observedLab({ workers });
    try {
      const end = observed.end();
      await observed.lab.start(contrastive, images, { extent: "graph" });
      await end;
      for (const [i, mode] of modes.entries()) {
        if (workers !== 2 && trained.includes(mode)) continue;
        const { predictions } = await observed.lab.cell(workers - 1, { mode, labels: 20 });
        assert.equal(createHash("sha256").update(predictions).digest("hex"), expected[i], `${mode}, ${workers}`);
      }
    } finally {
      observed.lab.close();
    }
  }
});
