import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { printed } from "../../../scripts/schema.mjs";
import { PAPERS, TASKS_DOCUMENT, tasksDocument } from "../../../scripts/tasks-doc.mjs";
import { sha256 } from "../../../web/api/data/digest.js";
import { grammar } from "../../../web/api/grammar.js";
import { createLab, loadData } from "../../../web/api/node.js";
import { presets, readSpec, withField } from "../../../web/api/spec.js";
import { BUDGETS, MODES, controlOf, keptEpochs } from "../../../web/api/study/modes.js";
import { Study, gridOf, keyOf } from "../../../web/api/study/study.js";
import { Summary } from "../../../web/api/study/summary.js";
import { measureOf, taskOf, textOf } from "../../../web/api/task-text.js";

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

test("the grammar beside the presets is the core's, and each mode and task has its words", async () => {
  assert.deepEqual(grammar, printed()[0]);
  for (const { name, title, description } of MODES) assert.ok(title && description, name);
  for (const { name } of grammar.tasks)
    assert.ok(name in PAPERS || ["autoencoder", "supervised", "supervised_augmented"].includes(name), name);
  assert.deepEqual(
    ["probe", "knn", "lp_ft", "fine_tune", "pretext"].map((mode) => controlOf(mode)?.name),
    ["probe_random", "knn_random", "lp_ft_random", "supervised", undefined],
  );
});

test("docs/tasks.md is what the grammar says", async () => {
  assert.equal(readFileSync(TASKS_DOCUMENT, "utf8"), await tasksDocument(), "npm run docs brings it up to date");
});

test("a task's text is its name wherever it has one", () => {
  for (const { name, description } of grammar.tasks) {
    for (const task of [name, description, withField(presets.quick, "task", description).task]) {
      const read = readSpec({ ...presets.quick, task });
      assert.ok(read.ok);
      assert.equal(textOf(read.spec.task), name);
    }
  }
  const composed = /** @type {import("../../../web/api/spec.js").Task} */ ({
    transform: [{ op: "flip" }],
    predict: "choice",
  });
  assert.deepEqual(taskOf(textOf(composed)), composed);
  assert.equal(textOf(withField(presets.quick, "task.transform.0.op", "flip").task), textOf(composed));
  assert.deepEqual([measureOf("inpainting"), measureOf(textOf(composed))], ["psnr", "accuracy"]);
});

test("a grid of several tasks has the controls of a seed once, and a task's cells together", () => {
  const grid = { spec: presets.quick, seeds: [1, 2], tasks: ["rotation", "inpainting"], checkpoints: false };
  const cells = gridOf({ ...grid, modes: ["pretext", "probe", "probe_random"], budgets: [10, 20] });
  assert.deepEqual(
    cells.map(({ seed, task, mode }) => `${seed} ${task} ${mode}`),
    [1, 2].flatMap((seed) => [
      `${seed} rotation pretext`,
      ...[0, 1].map(() => `${seed} rotation probe`),
      ...[0, 1].map(() => `${seed} null probe_random`),
      `${seed} inpainting pretext`,
      ...[0, 1].map(() => `${seed} inpainting probe`),
    ]),
  );
  assert.deepEqual(new Set(cells.filter(({ task }) => task === null).map(({ epoch }) => epoch)), new Set([null]));
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
  assert.deepEqual(controls, [{ seed: 1, task: null, mode: "probe_pixels", labels: 10, epoch: null }]);
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
  const cells = [{ seed: 1, task: null, mode: "probe_pixels", labels: 10 ** 6, epoch: null }];
  await assert.rejects(work(cells, 2), /'labels' must be a whole number from 10 to 5000, found 1000000/);
});
