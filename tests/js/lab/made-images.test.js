// Images that a model makes of codes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fewImages, observedLab, tinySpec } from "../support/runs.js";

const ROW = 7;

/** @type {ReturnType<typeof observedLab>} */
let observed;
/** @type {import("../../../web/api/data/data.js").Data} */
let data;
before(async () => {
  data = await fewImages();
  observed = observedLab({ workers: 2 });
  await observed.run({ ...tinySpec(1), task: "vae" }, data);
});
after(() => observed.lab.close());

test("the code of an image decodes to what the model draws of it", async () => {
  const pixels = (await data.test.images.read(ROW)).slice();
  const seen = await observed.lab.dissect("pretext", pixels, 0);
  const code = seen?.layers.find(({ name }) => name === "latent");
  assert.deepEqual(code?.shape, [1, 1, 2]);
  const { shape, values } = await observed.lab.decode([...code.values]);
  assert.deepEqual(shape, [28, 28, 1]);
  const drawn = await observed.lab.answer("pretext", pixels, 0, 0);
  assert.deepEqual(values, drawn?.outputs);
  assert.ok(values.every((value) => value > 0 && value < 1));
});

test("codes are decoded each by itself, and as many as one likes", async () => {
  const codes = Array.from({ length: 2 * 400 }, (_, i) => Math.fround(((i * 37) % 97) / 24 - 2));
  const { values } = await observed.lab.decode(codes);
  assert.equal(values.length, 400 * 784);
  const alone = await observed.lab.decode(codes.slice(-2));
  assert.deepEqual(alone.values, values.slice(-784));
  assert.notDeepEqual(alone.values, values.slice(0, 784));
});

test("samples are those of their seed, the first ones whatever follows", async () => {
  const { values } = await observed.lab.sample(9, 1);
  assert.equal(values.length, 9 * 784);
  assert.deepEqual((await observed.lab.sample(3, 1)).values, values.slice(0, 3 * 784));
  assert.notDeepEqual((await observed.lab.sample(3, 2)).values, values.slice(0, 3 * 784));
});

test("a generator makes images of codes as well", async () => {
  const other = observedLab({ workers: 2 });
  try {
    await other.run({ ...tinySpec(1), task: "gan" }, data);
    const { shape, values } = await other.lab.sample(5, 1);
    assert.deepEqual(shape, [28, 28, 1]);
    assert.equal(values.length, 5 * 784);
    assert.ok(values.every((value) => value > 0 && value < 1));
    assert.deepEqual((await other.lab.decode(Array(32).fill(0))).shape, [28, 28, 1]);
  } finally {
    other.lab.close();
  }
});

test("what is no code, and what makes no images, is refused", async () => {
  await assert.rejects(observed.lab.decode([1, 2, 3]), {
    message: "decode: expected codes of 2 finite numbers each, found 3 numbers.",
  });
  await assert.rejects(observed.lab.decode([NaN, 1]), { code: "bad_data" });
  await assert.rejects(observed.lab.sample(0, 1), { message: "sample: expected 1 to 10000 images, found 0." });
  const other = observedLab({ workers: 1 });
  try {
    await other.run(tinySpec(1), data);
    await assert.rejects(other.lab.decode([0, 0]), {
      message: "decode: expected a model that makes images of codes, such as 'vae' or 'gan'.",
    });
  } finally {
    other.lab.close();
  }
});
