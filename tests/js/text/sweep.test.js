import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readCells } from "../../../scripts/cells.mjs";
import { Summary } from "../../../web/api/study/summary.js";
import { cell, folderOf, lines } from "../support/cells.js";
import { SMALL, TABLE } from "../support/own-texts.js";
import { inTemporaryFolder, script } from "../support/programs.js";

const MODES = ["pretext", "probe", "fine_tune", "lp_ft", "supervised", "probe_random", "naive_bayes", "tf_idf", "lsa"];

/** @param {string} folder  @param {...string} more */
function sweep(folder, ...more) {
  const file = join(folder, "own.csv");
  writeFileSync(file, TABLE);
  const sets = ["task=next_token", ...SMALL].flatMap((set) => ["--set", set]);
  return script("sweep.mjs", "--data", file, ...sets, "--seeds", "1,2", "--workers", "2", ...more);
}

test("a sweep of texts has their modes, goes on where it was, and its report tells of texts", async () => {
  await inTemporaryFolder(async (folder) => {
    const out = join(folder, "cells.jsonl");
    const first = await sweep(folder, "--budgets", "16", "--out", out);
    assert.equal(first.code, 0, first.stderr);
    const found = readCells(out).found.map((one) => one.cell);
    assert.deepEqual(
      new Set(found.map(({ mode, seed }) => `${mode} ${seed}`)),
      new Set([1, 2].flatMap((seed) => MODES.map((mode) => `${mode} ${seed}`))),
    );
    for (const { mode, task } of found)
      assert.equal(task, ["naive_bayes", "tf_idf", "lsa"].includes(mode) ? null : "next_token", mode);
    for (const one of found.filter(({ mode }) => mode === "pretext"))
      assert.ok(Number(one.bits_per_character) > 0 && one.n > 100, JSON.stringify(one));
    // Seeds draw other labels, and pairs of modes the same ones.
    const [{ mean, n }] = new Summary(found.map((one) => ({ ...one, hits: undefined }))).differences("lp_ft", "tf_idf");
    assert.ok(Number.isFinite(mean) && n === 2);

    const whole = readFileSync(out, "utf8");
    const kept = whole.trimEnd().split("\n").slice(0, 11);
    writeFileSync(out, `${kept.join("\n")}\n${whole.split("\n")[11].slice(0, 30)}`);
    const again = await sweep(folder, "--budgets", "16", "--out", out);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stderr, /18 cells, 11 of them finished already/);
    assert.deepEqual(readFileSync(out, "utf8").trimEnd().split("\n").sort(), whole.trimEnd().split("\n").sort());

    const report = await script("report.mjs", out, "--out", join(folder, "report"));
    assert.equal(report.code, 0, report.stderr);
    const text = readFileSync(join(folder, "report", "report.md"), "utf8");
    assert.match(text, /2 seeds \(1, 2\), 20 test texts/);
    assert.match(text, /\| linear probe, LSA +\| +\d+\.\d ± \d+\.\d \|/);
    assert.match(text, /\| bits per character +\| +\d+\.\d{3} ± \d+\.\d{3} \|/);
    assert.doesNotMatch(text, /images|epochs of pretraining/);
  });
});

test("a sweep refuses modes that its data do not have", async () => {
  await inTemporaryFolder(async (folder) => {
    const { code, stderr } = await sweep(folder, "--modes", "knn", "--out", join(folder, "cells.jsonl"));
    assert.equal(code, 1);
    assert.match(stderr, /'knn' is no mode of texts; expected all, or some of pretext, probe, .*, lsa\.\n$/);
    const images = await script("sweep.mjs", "--modes", "lsa", "--list");
    assert.match(images.stderr, /'lsa' is no mode of images; expected all, or some of /);
  });
});

test("a control with an encoder has a task of texts, and no other", (t) => {
  const write = folderOf(t);
  const control = cell({ task: "masked_tokens", mode: "probe_random" });
  assert.equal(readCells(write("texts.jsonl", lines(control))).found.length, 1);
  assert.throws(
    () => readCells(write("counted.jsonl", lines({ ...control, mode: "tf_idf" }))),
    /'task' must be null for the mode tf_idf/,
  );
  assert.throws(
    () => readCells(write("images.jsonl", lines({ ...control, task: "jigsaw" }))),
    /'task' must be null for the mode probe_random/,
  );
});
