import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { numbersIn, shardIn, shardOf } from "../../../scripts/grid.mjs";
import { hitsIn, readCells } from "../../../scripts/cells.mjs";
import { cell, lines } from "../support/cells.js";

const folder = mkdtempSync(join(tmpdir(), "pretext-sweep-"));
const SWEEP = ["scripts/sweep.mjs", "--preset", "quick", "--set", "pretext.epochs=1", "data.unlabelled.count=300"];
const GRID = ["--seeds", "1,2", "--budgets", "10,20", "--modes", "knn,probe_pixels,checkpoints", "--workers", "1"];

/**
 * @param {string} program
 * @param {string[]} args
 */
async function run(program, args) {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  let [out, log] = ["", ""];
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (log += text));
  const [code] = await once(child, "close");
  return { code, out, log };
}
const node = (/** @type {string[]} */ args) => run(process.execPath, args);

/** @param {string} text */
const sorted = (text) => text.trimEnd().split("\n").sort();

test("lists of numbers and shards are read, and refused with a sentence", () => {
  assert.deepEqual(numbersIn("1..3,7,2", 0, 10), [1, 2, 3, 7]);
  assert.throws(() => numbersIn("3..1", 0, 10), /'3\.\.1' runs backwards/);
  assert.throws(() => numbersIn("1,,2", 0, 10), /expected whole numbers such as 1\.\.3,7/);
  assert.throws(() => numbersIn("11", 0, 10), /from 0 to 10, found '11'/);
  assert.deepEqual(shardIn("2/8"), { index: 2, count: 8 });
  for (const text of ["0/8", "9/8", "1", "1/0"]) assert.throws(() => shardIn(text), /expected a part such as/);
});

test("the shards of a list are its pieces, and as equal as can be", () => {
  for (const length of [0, 1, 7, 100]) {
    const list = Array.from({ length }, (_, i) => i);
    for (const count of [1, 2, 3, 8]) {
      const shards = Array.from({ length: count }, (_, i) => shardOf(list, { index: i + 1, count }));
      assert.deepEqual(shards.flat(), list);
      const sizes = shards.map((shard) => shard.length);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
    }
  }
});

const whole = join(folder, "whole.jsonl");

test("a sweep writes one line a cell", async () => {
  const { code, log } = await node([...SWEEP, ...GRID, "--out", whole]);
  assert.equal(code, 0, log);
  const lines = readCells(whole).found.map(({ cell }) => cell);
  assert.equal(lines.length, 16);
  const line = lines.find(({ mode }) => mode === "knn");
  assert.ok(line);
  assert.equal(
    hitsIn(line).reduce((sum, hit) => sum + hit, 0),
    line.correct,
  );
});

test("a sweep that was cut off goes on where it was, to the same lines", async () => {
  const file = join(folder, "cut.jsonl");
  const text = readFileSync(whole, "utf8");
  const first = text.split("\n").slice(0, 9).join("\n");
  writeFileSync(file, `${first}\n${text.split("\n")[9].slice(0, 40)}`);
  const { code, log } = await node([...SWEEP, ...GRID, "--out", file]);
  assert.equal(code, 0, log);
  assert.match(log, /16 cells, 9 of them finished already/);
  assert.deepEqual(sorted(readFileSync(file, "utf8")), sorted(text));
});

test("GNU parallel works out the shards of a grid, to the same lines", async () => {
  const command = [process.execPath, ...SWEEP, ...GRID, "--shard", "{}/3", "--out", join(folder, "shard-{}.jsonl")];
  const { code, log } = await run("parallel", ["--will-cite", "--jobs", "2", ...command, ":::", "1", "2", "3"]);
  assert.equal(code, 0, log);
  const shards = readdirSync(folder).filter((name) => name.startsWith("shard-"));
  assert.equal(shards.length, 3);
  const lines = shards.map((name) => readFileSync(join(folder, name), "utf8")).join("");
  assert.deepEqual(sorted(lines), sorted(readFileSync(whole, "utf8")));
});

test("a finished sweep does nothing, and cells of another spec are not mixed in", async () => {
  const again = await node([...SWEEP, ...GRID, "--out", whole]);
  assert.match(again.log, /16 cells, 16 of them finished already/);
  const other = await node(["scripts/sweep.mjs", "--preset", "fair", ...GRID, "--out", whole]);
  assert.equal(other.code, 1);
  assert.match(other.log, /holds cells of another spec/);
});

test("options that can't be are refused", async () => {
  for (const [args, part] of /** @type {[string[], RegExp][]} */ ([
    [["--modes", "nonsense"], /'nonsense' is no mode/],
    [["--budgets", "5"], /from 10 to/],
    [["--shard", "3/2"], /expected a part/],
    [["--preset", "nonsense", "--out", "x"], /--preset: expected one of/],
    [[], /--out: expected a file/],
  ])) {
    const { code, log } = await node(["scripts/sweep.mjs", ...args]);
    assert.equal(code, 1, log);
    assert.match(log, part);
  }
});

test("a report has tables with intervals and figures", async () => {
  const out = join(folder, "report");
  const { code, log } = await node(["scripts/report.mjs", whole, "--out", out]);
  assert.equal(code, 0, log);
  const text = readFileSync(join(out, "report.md"), "utf8");
  assert.match(text, /\| labels \| 10 \| 20 \| 1,000 \|/);
  assert.match(text, /\| k nearest neighbours \| \d+\.\d ± \d+\.\d \| \d+\.\d ± \d+\.\d \| {2}\|/);
  assert.match(text, /Does a better pretext score mean better features\?/);
  const figures = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, name]) => name);
  assert.ok(figures.length > 1);
  for (const name of figures) assert.match(readFileSync(join(out, name), "utf8"), /^<svg [^]*<\/svg>\n$/);
});

const tasks = join(folder, "tasks.jsonl");
const BOARD = ["--seeds", "1", "--budgets", "10", "--modes", "pretext,probe", "--tasks", "masked,jigsaw"];

test("a sweep over tasks has the controls once, and goes on where it was", async () => {
  const listed = await node([...SWEEP, ...BOARD, "--list"]);
  assert.deepEqual(listed.out.trimEnd().split("\n"), [
    "1/masked/pretext/0/1",
    "1/masked/probe/10/1",
    ...["probe_random", "supervised", "supervised_augmented"].map((mode) => `1/${mode}/10/-`),
    "1/jigsaw/pretext/0/1",
    "1/jigsaw/probe/10/1",
  ]);
  const { code, log } = await node([...SWEEP, ...BOARD, "--out", tasks, "--workers", "1"]);
  assert.equal(code, 0, log);
  assert.match(log, /seed 1, masked: pretraining, \d+%/);
  assert.match(log, /seed 1, masked, pretext: PSNR \d+\.\d\d dB/);
  assert.match(log, /seed 1, jigsaw, probe, 10 labels: \d+\.\d\d%/);
  assert.doesNotMatch(log, /null|NaN/);

  const text = readFileSync(tasks, "utf8");
  const left = text.split("\n").filter((line) => !(line.includes('"jigsaw"') && line.includes('"probe"')));
  writeFileSync(tasks, left.join("\n"));
  const again = await node([...SWEEP, ...BOARD, "--out", tasks, "--workers", "1"]);
  assert.match(again.log, /7 cells, 6 of them finished already/);
  assert.deepEqual(sorted(readFileSync(tasks, "utf8")), sorted(text));
  const other = await node([...SWEEP, ...BOARD.slice(0, 6), "--set", "task=masked", "--out", tasks, "--list"]);
  assert.equal(other.out, "1/masked/pretext/0/1\n1/masked/probe/10/1\n", "the spec's own task, without controls");
});

test("a report of several tasks is a board, and one of them can be asked for", async () => {
  const { code, out, log } = await node(["scripts/report.mjs", tasks]);
  assert.equal(code, 0, log);
  assert.match(out, /\| `masked` \| \d+\.\d\d dB \| \d+\.\d \(\d+\.\d to \d+\.\d\) \|/);
  assert.match(out, /\| _supervised from scratch, augmented_ \| {2}\| \d/);
  const one = await node(["scripts/report.mjs", tasks, "--task", "masked"]);
  assert.match(one.out, /In one line|pretext PSNR/);
  const none = await node(["scripts/report.mjs", tasks, "--task", "colour"]);
  assert.match(none.log, /--task: expected one of masked, jigsaw, found 'colour'/);
  assert.match(
    (await node(["scripts/report.mjs", tasks, "--mode", "best"])).log,
    /--mode: expected one of pretext, knn/,
  );
});

test("a board compares tasks with controls pair by pair", async () => {
  const file = join(folder, "board.jsonl");
  const made = (/** @type {object} */ who, /** @type {number[]} */ accuracies) =>
    accuracies.map((accuracy, i) =>
      cell({ labels: 100, seed: i + 1, accuracy, correct: 1000 * accuracy, n: 1000, ...who }),
    );
  const own = cell({
    task: "inpainting",
    mode: "pretext",
    labels: 0,
    epoch: 5,
    accuracy: null,
    psnr: 10.25,
    correct: 0,
  });
  const cells = [
    ...made({ task: "rotation", mode: "probe", epoch: 5 }, [0.9, 0.91, 0.92]),
    ...made({ task: "inpainting", mode: "probe", epoch: 5 }, [0.92, 0.94, 0.93]),
    own,
    ...made({ mode: "probe_random" }, [0.9, 0.91, 0.92]),
    ...made({ mode: "supervised" }, [0.95, 0.96, 0.97]),
  ];
  writeFileSync(file, lines(...cells));
  const { out } = await node(["scripts/report.mjs", file]);
  const at = ["_supervised from scratch_", "`inpainting`", "`rotation`"].map((name) => out.indexOf(`| ${name} |`));
  assert.deepEqual(
    at,
    at.toSorted((a, b) => a - b),
    "the best first",
  );
  assert.match(out, /\| `inpainting` \| 10\.25 dB \| 93\.0 ± 2\.5 \|/); // t.test(c(.92, .94, .93)): half width 0.02484
  assert.match(out, /minus linear probe, random encoder.*\n\n.*\n.*\n\| `inpainting` \| \+2\.0 ± 2\.5 \|/);

  const board = JSON.parse((await node(["scripts/report.mjs", file, "--json"])).out);
  assert.deepEqual([board.mode, board.seeds, board.budgets], ["probe", [1, 2, 3], [100]]);
  assert.deepEqual(
    board.controls.map((/** @type {{mode: string}} */ { mode }) => mode),
    ["probe_random", "supervised"],
  );
  assert.ok(Math.abs(board.tasks[0].ahead.supervised[0].mean + 0.03) < 1e-12);
});

test("a report compares modes pair by pair and says what that amounts to", async () => {
  const file = join(folder, "made-up.jsonl");
  const cells = [
    { mode: "lp_ft", epoch: 10, accuracies: [0.92, 0.94, 0.93] },
    { mode: "supervised", epoch: null, accuracies: [0.9, 0.91, 0.92] },
  ];
  const line = (/** @type {object} */ cell) =>
    `${JSON.stringify({ preset: "fair", spec: "0123456789ab", labels: 100, updates: 1, hits: "", ...cell })}\n`;
  const lines = cells.flatMap(({ mode, epoch, accuracies }) =>
    accuracies.map((accuracy, i) =>
      line({ mode, epoch, accuracy, seed: i + 1, trainable: 21994, correct: 10000 * accuracy, n: 10000 }),
    ),
  );
  writeFileSync(file, lines.join(""));
  const { out } = await node(["scripts/report.mjs", file]);
  assert.match(out, /fine-tuning − supervised from scratch \| \+2\.0 ± 2\.5 \|/); // t.test(c(.02, .03, .01)): 0.02, half width 0.02484
  assert.match(out, /- 100 labels: ahead by 2\.0 points, 95% interval -0\.5 to 4\.5: not more than noise with 3 seeds/);
  assert.match(out, /In one line: pretraining is not convincingly ahead with any number of labels\./);
  const mixed = join(folder, "mixed.jsonl");
  writeFileSync(mixed, lines[0] + lines[1].replace("0123456789ab", "ba9876543210"));
  assert.match((await node(["scripts/report.mjs", mixed])).log, /line 2 is of another spec than .*line 1/);
});
