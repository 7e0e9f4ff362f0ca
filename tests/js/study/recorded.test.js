// The recorded results are cells like all others: they keep to their schema, and each can be worked out again.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { eachOnce, readCells } from "../../../scripts/cells.mjs";
import { ROOT, run } from "../../../scripts/command.mjs";
import { recordedBoard } from "../../../scripts/recorded-board.mjs";
import { NEIGHBOURS, recordedNeighbours } from "../../../scripts/recorded-neighbours.mjs";
import { digestOf } from "../../../scripts/sweep-file.mjs";
import { createLab, loadData } from "../../../web/api/node.js";
import { presets, readSpec, withField } from "../../../web/api/spec.js";
import { tasksOf } from "../../../web/api/study/board.js";
import { Study } from "../../../web/api/study/study.js";
import { BETA1, specOf } from "../../../web/app/ways/makers.js";

const FOLDER = join(ROOT, "web/recorded");
const { found, cut } = readCells(join(FOLDER, "board.jsonl"));
const cells = eachOnce(found);

test("the recorded cells are whole, of the preset `board`, and the board that is shown is theirs", () => {
  assert.equal(cut, "");
  assert.deepEqual([...new Set(cells.map(({ spec }) => spec))], [digestOf(presets.board)]);
  const board = JSON.parse(readFileSync(join(FOLDER, "board.json"), "utf8"));
  assert.deepEqual(board, recordedBoard(join(FOLDER, "board.jsonl")));
  assert.ok(board.seeds.length >= 3 && board.tasks.length === 11 && board.controls.length === 4);
});

test("a cell of every third task comes to the recorded number again", async () => {
  const wanted = tasksOf(cells)
    .filter((_, i) => i % 3 === 0)
    .map((task) =>
      cells.find((cell) => cell.task === task && cell.seed === 1 && cell.mode === "probe" && cell.labels === 10),
    );
  const grid = wanted.map((cell) => {
    assert.ok(cell);
    const { seed, task, mode, labels, epoch } = cell;
    return { seed, task, mode, labels, epoch };
  });
  /** @type {Record<string, unknown>} */
  const again = {};
  const study = new Study(createLab, {
    workers: 2,
    onCell: ({ task, accuracy, loss }) => (again[String(task)] = { accuracy, loss }),
  });
  await study.run(presets.board, await loadData(), grid);
  study.close();
  assert.deepEqual(
    again,
    Object.fromEntries(wanted.map((cell) => [cell?.task, { accuracy: cell?.accuracy, loss: cell?.loss }])),
  );
});

test("the other ways that are shown are those of the recorded cells, of which two come to the same again", async () => {
  const [file, ...others] = NEIGHBOURS.map((name) => join(FOLDER, name));
  const shown = JSON.parse(readFileSync(join(FOLDER, "neighbours.json"), "utf8"));
  assert.deepEqual(shown, recordedNeighbours(file, ...others));
  const { cut: rest, found: all } = readCells(file);
  assert.equal(rest, "");
  assert.deepEqual([...new Set(all.map(({ cell }) => cell.spec))], [digestOf(presets.ten_labels)]);
  const wanted = ["kmeans_pixels", "self_training_random"].map((mode) =>
    all.map(({ cell }) => cell).find((cell) => cell.mode === mode && cell.seed === 1 && cell.labels === 10),
  );
  /** @type {Record<string, number | null>} */
  const again = {};
  const study = new Study(createLab, { workers: 2, onCell: ({ mode, accuracy }) => (again[mode] = accuracy) });
  await study.run(
    presets.ten_labels,
    await loadData(),
    wanted.map((cell) => {
      assert.ok(cell);
      const { seed, task, mode, labels, epoch } = cell;
      return { seed, task, mode, labels, epoch };
    }),
  );
  study.close();
  assert.deepEqual(again, Object.fromEntries(wanted.map((cell) => [cell?.mode, cell?.accuracy])));
});

/** Of a spec with its fields in the order in which they are read. @param {unknown} spec */
function digestAsRead(spec) {
  const read = readSpec(spec);
  assert.ok(read.ok);
  return digestOf(read.spec);
}

test("what is recorded of canvases, boxes and networks that make images is of what the page trains", () => {
  const specs = (/** @type {string} */ name) => [
    ...new Set(readCells(join(FOLDER, name)).found.map(({ cell }) => cell.spec)),
  ];
  for (const maker of /** @type {const} */ (["vae", "gan"]))
    assert.deepEqual(specs(`makers/${maker}.jsonl`), [digestAsRead(specOf(maker, BETA1[0]))], maker);
  assert.deepEqual(specs("boxes.jsonl"), [digestAsRead(withField(presets.ten_labels, "downstream", "box"))]);
  const runs = readFileSync(join(FOLDER, "canvases.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(runs.length, 10);
  for (const { spec } of runs) assert.deepEqual(spec, { ...presets.canvas, seed: spec.seed, task: spec.task });
});

test("recorded examples come to the same file again", async () => {
  const out = mkdtempSync(join(tmpdir(), "pretext-recorded-"));
  await run(process.execPath, [join(ROOT, "scripts/record.mjs"), "--tasks", "inpainting", "--out", out]);
  assert.equal(
    readFileSync(join(out, "inpainting.json"), "utf8"),
    readFileSync(join(FOLDER, "inpainting.json"), "utf8"),
  );
  rmSync(out, { recursive: true });
});
