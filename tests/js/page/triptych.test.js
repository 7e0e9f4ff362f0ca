// What a network says is drawn as the image would have been before, if it is right.

import assert from "node:assert/strict";
import { test } from "node:test";
import { candidatesOf } from "../../../web/tasks/candidates.js";
import { createLab } from "../../../web/api/node.js";
import { triptychOf } from "../../../web/tasks/triptych.js";
import { fewImages, tinySpec } from "../support/runs.js";

/** @typedef {Record<string, unknown>} Item */

const words = /** @type {any} */ ({ t: String });

/** @param {Item[]} transform @param {number[]} draws  of one image, each other than before */
async function truths(transform, draws) {
  const task = { transform, predict: "choice" };
  const spec = /** @type {import("../../../web/api/spec.js").Spec} */ ({ ...tinySpec(1), task });
  const data = await fewImages();
  const lab = createLab({ workers: 1 });
  try {
    await lab.start(spec, data, { extent: "pretext", paused: true });
    const { examples_per_row: perRow } = await lab.describe(spec, [28, 28, 1], 10);
    const image = await data.test.images.read(0);
    const found = [];
    for (const draw of draws) {
      const example = await lab.answer("pretext", image.slice(), draw % perRow, draw);
      assert.ok(example);
      const { truth } = triptychOf(example, { spec, words, classes: "digits", data, examples: [example] });
      assert.ok(truth, "there is a picture");
      found.push({ choice: example.choice, truth: Array.from(truth.values), size: truth.shape[0] });
    }
    return { image: Array.from(image, (value) => Math.fround(value / 255)), found };
  } finally {
    lab.close();
  }
}

const DRAWS = Array.from({ length: 16 }, (_, i) => i);

for (const transform of [
  [{ op: "turn" }, { op: "flip" }],
  [{ op: "flip", top_bottom: 1 }, { op: "turn" }],
  [{ op: "flip" }, { op: "tiles", grid: 2, gap: 0, jitter: 0 }, { op: "permute", set: 24 }, { op: "paste" }],
]) {
  test(`${transform.map(({ op }) => op).join(" and ")}: what is true is the image itself`, async () => {
    const { image, found } = await truths(transform, DRAWS);
    assert.ok(new Set(found.map(({ choice }) => choice)).size > 4, "several choices");
    for (const { truth, choice } of found) assert.deepEqual(truth, image, `choice ${choice}`);
  });
}

test("pieces that have lost their edges come back to one picture in whatever order they lay", async () => {
  const transform = [{ op: "tiles", grid: 3, gap: 1, jitter: 0 }, { op: "permute", set: 72 }, { op: "paste" }];
  const { found } = await truths(transform, DRAWS);
  assert.ok(new Set(found.map(({ choice }) => choice)).size > 4);
  for (const { truth } of found) assert.deepEqual(truth, found[0]?.truth);
});

for (const task of ["rotation", "jigsaw", "context", "inpainting", "denoising", "contrastive"]) {
  test(`${task}: whoever answers in the network's place chooses from pictures of which one is true`, async () => {
    const spec = { ...tinySpec(1), task };
    const data = await fewImages();
    const lab = createLab({ workers: 1 });
    try {
      await lab.start(spec, data, { extent: "pretext", paused: true });
      const { examples_per_row: perRow } = await lab.describe(spec, [28, 28, 1], 10);
      const examples = [];
      for (let row = 0; row < 8; row++)
        examples.push(await lab.answer("pretext", (await data.test.images.read(row)).slice(), (3 * row) % perRow, row));
      const around = { spec, words, classes: /** @type {const} */ ("digits"), data, examples };
      const places = examples.map((example) => {
        assert.ok(example);
        const found = candidatesOf(example, around);
        assert.ok(found && found.pictures.length >= 2 && found.pictures.length <= 4);
        const texts = found.pictures.map(({ values }) => Array.from(values).join());
        assert.equal(new Set(texts).size, texts.length, "no two alike");
        const { truth } = triptychOf(example, around);
        assert.equal(texts.indexOf(Array.from(truth?.values ?? []).join()), found.truth);
        return found.truth;
      });
      assert.ok(new Set(places).size > 1, "now here, now there");
    } finally {
      lab.close();
    }
  });
}

test("a box is told and true in the picture that is shown, and right from half of it on", async () => {
  const spec = /** @type {import("../../../web/api/spec.js").Spec} */ ({ ...tinySpec(1), task: "box" });
  const shown = new Float32Array(16);
  /** @param {number[]} outputs @param {number[]} wanted */
  const example = (outputs, wanted) =>
    /** @type {import("../../../web/api/protocol.js").Answered} */ (
      /** @type {unknown} */ ({
        shown,
        input: [4, 4, 1],
        views: 1,
        asked: new Float32Array(),
        outputs: Float32Array.from(outputs),
        wanted: Float32Array.from(wanted),
      })
    );
  const examples = [example([0, 0, 0.5, 1], [0, 0, 1, 1]), example([0, 0, 0.25, 1], [0.5, 0, 1, 0.5])];
  const around = { spec, words, classes: /** @type {const} */ ("digits"), data: null, examples };
  const [half, none] = examples.map((one) => triptychOf(one, around));
  assert.deepEqual([half.right, none.right], [true, false]);
  assert.deepEqual(Array.from(half.says?.box ?? []), [0, 0, 0.5, 1]);
  assert.deepEqual(Array.from(half.truth?.box ?? []), [0, 0, 1, 1]);
  // Whoever answers in its place chooses among true boxes, in the same picture.
  const found = candidatesOf(examples[0], around);
  assert.ok(found);
  assert.deepEqual(
    found.pictures.map(({ box }) => Array.from(box ?? [])).toSorted((a, b) => a[0] - b[0]),
    [
      [0, 0, 1, 1],
      [0.5, 0, 1, 0.5],
    ],
  );
  assert.deepEqual(Array.from(found.pictures[found.truth].box ?? []), [0, 0, 1, 1]);
});

test("what is true can be said where it cannot be drawn", () => {
  const spec = /** @type {import("../../../web/api/spec.js").Spec} */ ({ ...tinySpec(1), task: "supervised" });
  const example = /** @type {import("../../../web/api/protocol.js").Answered} */ (
    /** @type {unknown} */ ({
      shown: new Float32Array(16),
      input: [4, 4, 1],
      views: 1,
      choice: 7,
      outputs: Float32Array.from({ length: 10 }, (_, k) => (k === 2 ? 1 : 0)),
    })
  );
  const three = triptychOf(example, { spec, words, classes: "digits", data: null, examples: [example] });
  assert.equal(three.truth, null);
  assert.equal(three.right, false);
  assert.match(three.answer ?? "", /7/);
});
