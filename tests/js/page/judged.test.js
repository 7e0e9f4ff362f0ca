import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../../scripts/command.mjs";
import { readSpec } from "../../../web/api/spec.js";
import { LOSSES, judgedName, judgedSpec, judgedTasks } from "../../../web/app/judged.js";
import { packPixels, unpackPixels } from "../../../web/app/recorded-file.js";

const losses = Object.keys(LOSSES);

for (const name of judgedTasks) {
  test(`${name} is trained with losses that differ in what they add to the control, and in nothing else`, () => {
    const [control, ...others] = losses.map((loss) => judgedSpec(name, loss));
    for (const spec of [control, ...others]) {
      assert.ok(readSpec(spec).ok);
      assert.equal(judgedName(spec.task), name);
      assert.deepEqual(
        { ...spec, task: { .../** @type {object} */ (spec.task), loss: null } },
        { ...control, task: { .../** @type {object} */ (control.task), loss: null } },
      );
    }
    assert.equal(new Set(losses.map((loss) => JSON.stringify(judgedSpec(name, loss)))).size, losses.length);
    assert.equal(judgedName(name), name);
  });

  test(`what was recorded of ${name} has all losses, whole pictures, and an original that the worst blur has fewer edges than`, () => {
    /** @type {import("../../../web/app/judged.js").JudgedTask} */
    const recorded = JSON.parse(readFileSync(join(ROOT, "web/recorded/judged", `${name}.json`), "utf8"));
    assert.deepEqual(
      recorded.losses.map(({ loss }) => loss),
      losses,
    );
    assert.ok(recorded.losses.every(({ psnr, edges }) => psnr > 5 && edges > 0));
    assert.ok(recorded.losses[0].edges < 1);
    assert.ok(recorded.examples.length > 0);
    for (const { shown, original, said } of recorded.examples) {
      assert.equal(said.length, losses.length);
      for (const pixels of [shown, original, ...said]) assert.equal(unpackPixels(pixels).length, 32 * 32 * 3);
    }
  });
}

test("a task of another op, or that asks for something else, has no such record", () => {
  assert.equal(judgedName("denoising"), undefined);
  assert.equal(judgedName({ transform: [{ op: "shrink" }, { op: "turn" }], predict: "source" }), undefined);
  assert.equal(judgedName({ transform: [{ op: "erase" }], predict: "source" }), undefined);
});

test("pixels are packed as bytes, and what lies outside 0 to 1 as the nearer end", () => {
  assert.deepEqual([...unpackPixels(packPixels([0, 0.5, 1, -2, 7]))], [0, 128, 255, 0, 255]);
});
