// The promise of the project: one spec and seed, one digest, whoever computes it and with however many workers.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { presets } from "../../web/api/spec.js";
import { nativeDigest } from "./support/programs.js";
import { mnist, observedLab } from "./support/runs.js";

const spec = { ...presets.quick, seed: 1 };

/** @type {string} */
let expected;
before(async () => {
  expected = await nativeDigest(spec);
});

test("the native program gives the same digest again and again", async () => {
  assert.match(expected, /^[0-9a-f]{64}$/);
  for (let again = 0; again < 2; again += 1) assert.equal(await nativeDigest(spec), expected);
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
