import assert from "node:assert/strict";
import { test } from "node:test";
import { createLab, loadData } from "../../../web/api/node.js";
import { presets } from "../../../web/api/spec.js";
import { walk } from "../../../web/tasks/rotation/batch/walk.js";
import { assertClose } from "../support/close.js";

/** @param {number} a @param {number} b @param {string} what */
const close = (a, b, what) => assertClose(a, b, { tolerance: 1e-4, least: 1, what });

for (const preset of ["quick", "notebook"]) {
  test(`the numbers that are walked through are the core's (${preset})`, { timeout: 60_000 }, async (t) => {
    const spec = presets[preset];
    const data = await loadData();
    const lab = createLab({ workers: 1 });
    t.after(() => lab.close());
    await lab.start(spec, data, { paused: true });
    await lab.stepOnce();
    const tensors = await lab.tensors("pretext");
    for (const [row, target] of [
      [0, 1],
      [4, 3],
    ]) {
      const dissection = await lab.dissect("pretext", await data.test.images.read(row), target);
      assert.ok(dissection);
      const seen = walk(spec, tensors, dissection, target);
      close(Math.max(0, seen.place.sum), seen.output, "sum of products after ReLU and pooling");
      const powers = seen.logits.map(Math.exp);
      const total = powers.reduce((a, b) => a + b);
      seen.probabilities.forEach((p, k) => close(p, (powers[k] ?? 0) / total, "softmax"));
      close(seen.loss, -Math.log(seen.probabilities[target] ?? 0), "loss");
      seen.byLogits.forEach((g, k) => close(g, (seen.probabilities[k] ?? 0) - Number(k === target), "dL/dlogits"));
      assert.equal(seen.weight.gradient, dissection.gradients[0]?.values[seen.weight.index]);
    }
  });
}
