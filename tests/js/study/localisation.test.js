// Boxes of where a network looks: small cases by hand, and a network on canvases with any number of workers.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  boxOfLargest,
  enlarged,
  findsPlaces,
  foundIn,
  guessed,
  localisation,
  measured,
  overlap,
} from "../../../web/api/study/localisation.js";
import { fewImages, observedLab, tinySpec } from "../support/runs.js";

test("boxes overlap by what they share of what they cover", () => {
  assert.equal(overlap([0, 0, 2, 2], [0, 0, 2, 2]), 1);
  assert.equal(overlap([0, 0, 2, 2], [1, 0, 3, 2]), 2 / 6);
  assert.equal(overlap([0, 0, 4, 4], [1, 1, 3, 3]), 4 / 16);
  assert.equal(overlap([0, 0, 1, 1], [1, 0, 2, 1]), 0);
  assert.equal(overlap([1, 1, 1, 1], [1, 1, 1, 1]), 0);
  assert.equal(overlap([2, 2, 0, 0], [0, 0, 2, 2]), 0);
});

test("a map is enlarged between the middles of its pixels", () => {
  assert.deepEqual([...enlarged([0, 4], 1, 2, 2, 4)], [0, 1, 3, 4, 0, 1, 3, 4]);
  assert.deepEqual([...enlarged([1, 2, 3, 4], 2, 2, 2, 2)], [1, 2, 3, 4]);
});

test("the box is around the largest part whose pixels touch by their sides", () => {
  // prettier-ignore
  const heat = [
    1, 1, 0, 0,
    0, 0, 1, 1, // touches the first part by a corner only
    0, 0, 0, 1,
    1, 0, 0, 1];
  assert.deepEqual(boxOfLargest(heat, 4, 4, 0.5), [0.5, 0.25, 1, 1]);
  assert.deepEqual(boxOfLargest(heat, 4, 4, 2), [0, 0, 1, 1]);
  assert.deepEqual(boxOfLargest([0, 1, 0, 1], 1, 4, 1), [0.25, 0, 0.5, 1]);
});

/** Two canvases of 4 x 4 with an answer each. @param {Partial<import("../../../web/api/protocol.js").Localisation>} more */
const answered = (more) =>
  /** @type {import("../../../web/api/protocol.js").Localisation} */ ({
    canvas: [4, 4, 1],
    shown: new Float32Array(),
    map: [0, 0, 1],
    maps: new Float32Array(),
    told: new Float32Array([0, 0]),
    truths: new Float32Array([0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1]),
    ...more,
  });

test("of a class activation map, what is at least a fifth of its peak is in the box", () => {
  const maps = new Float32Array([10, 2, 1.9, -5, -1, -1, -2, -3]);
  const [one, none] = foundIn(answered({ map: [2, 2, 1], maps }), "label");
  // Enlarged, the first row is 10 8 4 2 and the last one begins with 1.9.
  assert.deepEqual(one.peak, [0.125, 0.125]);
  assert.equal(one.heat?.[0], 1);
  assert.ok(one.heat?.every((value) => value >= 0 && value <= 1));
  assert.deepEqual(one.box, [0, 0, 1, 0.75]);
  assert.deepEqual(none.box, [0, 0, 1, 1]);
  assert.ok(none.heat?.every((value) => value === 0));
  const sharp = new Float32Array([10, -10, -10, -10, -1, -1, -1, 3]);
  assert.deepEqual(foundIn(answered({ map: [2, 2, 1], maps: sharp }), "label")[0].box, [0, 0, 0.5, 0.5]);
});

test("a told box is what it says, and a mask has what is likelier than not", () => {
  const told = new Float32Array([0, 0, 0.5, 1, 0, 0, 0.5, 0.5]);
  const boxes = foundIn(answered({ told }), "box");
  assert.deepEqual(boxes[0].peak, [0.25, 0.5]);
  assert.deepEqual(measured(boxes), { pointing: 0, overlap: 0.25, localised: 0.5 });
  const maps = new Float32Array(32).fill(-4);
  maps[0] = 0;
  maps[1] = 3;
  maps[16 + 15] = -1;
  const [mask, nothing] = foundIn(answered({ map: [4, 4, 1], maps }), "mask");
  assert.deepEqual(mask.box, [0, 0, 0.5, 0.25]);
  assert.deepEqual(mask.peak, [0.375, 0.125]);
  assert.deepEqual(nothing.box, [0, 0, 1, 1]);
});

test("guesses are of the mean size, in the middle or anywhere", () => {
  const found = /** @type {{truth: [number, number, number, number]}[]} */ ([
    { truth: [0.25, 0.25, 0.75, 0.75] },
    { truth: [0, 0, 0.5, 0.5] },
  ]);
  const { centre, random } = guessed(found);
  // In the middle lies all of the first box, and a quarter of the second: 1/16 of 7/16.
  assert.deepEqual(centre, { pointing: 0.5, overlap: (1 + 1 / 7) / 2, localised: 0.5 });
  assert.ok(random.pointing > 0.3 && random.pointing < 0.8 && random.overlap < centre.overlap);
});

test("which tasks find places", () => {
  const clutter = [{ op: "clutter" }];
  assert.equal(findsPlaces({ transform: clutter, predict: "box" }), "box");
  assert.equal(findsPlaces({ transform: [...clutter, { op: "blur" }], predict: "label" }), null);
  assert.equal(findsPlaces({ transform: clutter, predict: "label", head: [{ layer: "dense" }] }), null);
  const head = [{ layer: "average_pool" }, { layer: "dense" }];
  assert.equal(findsPlaces({ transform: clutter, predict: "label", head }), "label");
});

test("any number of workers finds the same, and the weights are the same", async () => {
  const data = await fewImages();
  const seen = new Set();
  for (const workers of [1, 2, 3]) {
    const observed = observedLab({ workers });
    try {
      const { digest } = await observed.run({ ...tinySpec(1), task: "weakly_supervised" }, data);
      const { answer, found, measures } = await localisation(observed.lab, "label", { rows: 20, pictures: 3 });
      assert.equal(answer.shown.length, 3 * 56 * 56);
      assert.equal(found.length, 20);
      assert.equal(found[0].heat?.length, 56 * 56);
      assert.notDeepEqual(measures.network, measures.untrained);
      seen.add(JSON.stringify([digest, measures]));
      await assert.rejects(observed.lab.localise(20, 21), {
        message: /^localise: expected a network, up to 1000 rows/,
      });
    } finally {
      observed.lab.close();
    }
  }
  assert.equal(seen.size, 1);
});
