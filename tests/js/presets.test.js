// What the presets come to is pinned: a change of the core that is not meant to change any number changes none of these.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eachOnce, readCells } from "../../scripts/cells.mjs";
import { presets, withField } from "../../web/api/spec.js";
import { join } from "node:path";
import { inTemporaryFolder, nativeDigest, script } from "./support/programs.js";

/** Less to train: whole, fair takes half a minute and notebook several. */
const SHORT = { "data.unlabelled.count": 1000, "pretext.epochs": 1, "supervised.epochs": 1, "transfer.epochs": 5 };

/** @type {[preset: string, changes: Record<string, number>, digest: string][]} */
const PINNED = [
  ["quick", {}, "3509922eb5c327d6adc4987329cf11fd6adac4c37f2a1aa2d6ef329472626f24"],
  ["fair", SHORT, "b743bd0a394a86add35d2dc51ea8d80fc211f4917651e2fd50945bc3c119b344"],
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

test("a run of quick and a study of it tell the same of each model: there is one protocol", () =>
  inTemporaryFolder(async (folder) => {
    const cells = join(folder, "cells.jsonl");
    const modes = ["probe", "supervised", "probe_random"];
    const study = ["--preset", "quick", "--seeds", "1", "--budgets", "1000", "--modes", modes.join(), "--out", cells];
    assert.equal((await script("sweep.mjs", ...study)).code, 0);
    /** @type {Record<string, number>} */
    const correct = Object.fromEntries(eachOnce(readCells(cells).found).map((cell) => [cell.mode, cell.correct]));
    const run = await script("experiment.mjs", "--preset", "quick", "--json");
    const { results } = JSON.parse(run.stdout);
    assert.deepEqual(
      [results.self_supervised, results.supervised, results.random].map(({ full }) => full.correct),
      modes.map((mode) => correct[mode]),
    );
  }));
