import assert from "node:assert/strict";
import { test } from "node:test";
import loadModule from "#core";
import { BUDGETS, MODES, keptEpochs } from "../../../web/api/study/modes.js";
import { createLab, loadData } from "../../../web/api/node.js";
import { presets, withField } from "../../../web/api/spec.js";
import { Study, gridOf, keyOf } from "../../../web/api/study/study.js";
import { Summary } from "../../../web/api/study/summary.js";
import { sha256 } from "../../../web/api/data/digest.js";

/** @import {GridCell, StudyResult} from "../../../web/api/study/study.js" */

let small = withField(presets.quick, "data.unlabelled.count", 300);
small = withField(small, "pretext.epochs", 1);

/**
 * @param {GridCell[]} cells
 * @param {number} workers
 * @param {(study: Study) => void} [each]  after each cell
 */
async function work(cells, workers, each = () => {}) {
  /** @type {StudyResult[]} */
  const results = [];
  const study = new Study(createLab, {
    workers,
    onCell(result) {
      results.push(result);
      each(study);
    },
  });
  try {
    await study.run(small, await loadData(), cells);
  } finally {
    study.close();
  }
  return results;
}

test("page, scripts and core know the same modes", async () => {
  const known = JSON.parse((await loadModule()).transferModes());
  const table = MODES.map(({ name, encoder, method, features, frozen }) => ({
    name,
    encoder,
    method,
    features,
    frozen,
  }));
  assert.deepEqual(known, table);
});

test("a grid has each cell once, seed by seed", () => {
  const cells = gridOf({ spec: presets.fair, seeds: [1, 2] });
  assert.equal(new Set(cells.map(keyOf)).size, cells.length);
  const learned = cells.filter(({ seed, mode, epoch }) => seed === 1 && mode !== "pretext" && epoch !== 3);
  assert.ok(learned.length >= BUDGETS.length * (MODES.length - 1));
  assert.deepEqual(keptEpochs(presets.fair), [0, 1, 2, 3, 5, 10]);
  assert.deepEqual(
    cells.filter(({ seed, mode }) => seed === 2 && mode === "pretext").map(({ epoch }) => epoch),
    [10, 0, 1, 2, 3, 5],
  );
  const controls = gridOf({
    spec: presets.fair,
    seeds: [1],
    modes: ["probe_pixels"],
    budgets: [10],
    checkpoints: false,
  });
  assert.deepEqual(controls, [{ seed: 1, mode: "probe_pixels", labels: 10, epoch: null }]);
});

test("a cell's result is the same for any number of workers", async () => {
  const modes = ["knn", "probe", "probe_head", "probe_random"];
  const cells = gridOf({ spec: small, seeds: [7], modes, budgets: [10, 50] });
  const [one, three] = [await work(cells, 1), await work(cells, 3)];
  const sorted = async (/** @type {StudyResult[]} */ results) => {
    const lines = results.map(async (result) => `${keyOf(result)} ${await sha256(result.predictions.slice())}`);
    return (await Promise.all(lines)).sort();
  };
  assert.equal(one.length, cells.length);
  assert.deepEqual(await sorted(three), await sorted(one));
  const summary = new Summary(one);
  assert.deepEqual(summary.seeds, [7]);
  assert.equal(summary.checkpoints.length, 2);
  assert.equal(summary.curve("probe").points[0].half, null); // one seed has no interval
});

test("controls need no pretraining, and a stopped study tells no more cells", async () => {
  const cells = gridOf({ spec: small, seeds: [1], modes: ["probe_pixels"], budgets: [10, 20, 50], checkpoints: false });
  const results = await work(cells, 1, (study) => study.stop());
  assert.equal(results.length, 1);
});

test("a refused cell ends the study with its sentence", async () => {
  const cells = [{ seed: 1, mode: "probe_pixels", labels: 10 ** 6, epoch: null }];
  await assert.rejects(work(cells, 2), /'labels' must be a whole number from 10 to 5000, found 1000000/);
});
