// What the presets come to is pinned: a change of the core that is not meant to change any number changes none of these.

import assert from "node:assert/strict";
import { test } from "node:test";
import { presets, withField } from "../../web/api/spec.js";
import { nativeDigest } from "./support/programs.js";

/** Less to train: whole, fair takes half a minute and notebook several. */
const SHORT = { "data.unlabelled.count": 1000, "pretext.epochs": 1, "supervised.epochs": 1, "transfer.epochs": 5 };

/** @type {[preset: string, changes: Record<string, number>, digest: string][]} */
const PINNED = [
  ["quick", {}, "0c15624d3a1c6bb660a80f1234cbefaa63607cccb35b56cc101086a4849ac0f6"],
  ["fair", SHORT, "099d21bdf6edcbc16af3920dcac4c053f9052c42efe12fe5b3235470c80c8080"],
  ["notebook", SHORT, "3eacc41adff0554cf2095dbe301f416cf48d353d3646470ae641619e486e8bac"],
];

for (const [preset, changes, digest] of PINNED) {
  test(`${preset}${changes === SHORT ? ", shortened," : ""} comes to the same weights as ever`, async () => {
    const spec = Object.entries(changes).reduce((spec, [path, value]) => withField(spec, path, value), {
      ...presets[preset],
      seed: 1,
    });
    assert.equal(await nativeDigest(spec), digest);
  });
}
