import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../../scripts/command.mjs";
import { cell, folderOf, lines } from "../support/cells.js";
import { run } from "../support/programs.js";

/** Those that are called, not imported. */
const SCRIPTS = ["scripts", "bench"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".mjs") && name !== "run.mjs")
    .map((name) => join(folder, name))
    .filter((path) => /^ *await main(WithoutOptions)?\(/m.test(readFileSync(join(ROOT, path), "utf8"))),
);

test("--help prints what a script does, and does nothing else", async () => {
  assert.ok(SCRIPTS.length > 12);
  for (const path of SCRIPTS) {
    const { code, stdout, stderr } = await run(process.execPath, path, "--help");
    assert.deepEqual([code, stderr], [0, ""], path);
    assert.match(stdout, /^Usage: (npm|node|pretext) /, path);
  }
});

test("an option that is not known is a sentence and a failure, everywhere", async () => {
  for (const path of SCRIPTS) {
    const { code, stdout, stderr } = await run(process.execPath, path, "--no-such-option");
    assert.deepEqual([code, stdout], [1, ""], path);
    assert.match(stderr, /unknown option '--no-such-option'/i, path);
    assert.doesNotMatch(stderr, /\n {4}at /, path);
  }
});

test("help asked for by way of npm's command builds nothing", async () => {
  const { code, stdout, stderr } = await run(
    process.execPath,
    "scripts/run.mjs",
    "data",
    "wasm",
    "--",
    "scripts/experiment.mjs",
    "--preset",
    "quick",
    "--help",
  );
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^Usage: npm run --silent experiment/);
});

test("a script does its work when it is called through a symbolic link", async (t) => {
  const link = join(dirname(folderOf(t)("file", "")), "link.mjs");
  symlinkSync(join(ROOT, "scripts/data.mjs"), link);
  assert.match((await run(process.execPath, link, "--help")).stdout, /^Usage: /);
});

/** The project in another folder, built but for a benchmark that is over at once. */
function clone(/** @type {string} */ folder) {
  for (const name of ["scripts", "web", "bench", "tests/browser/support", "package.json", "package-lock.json"])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "build/wasm"), { recursive: true });
  mkdirSync(join(folder, "build/data/raw"), { recursive: true });
  for (const name of ["check-spec.mjs", "wasm/pretext.mjs"])
    cpSync(join(ROOT, "build", name), join(folder, "build", name));
  writeFileSync(join(folder, "build/data/raw/test-images.idx"), "");
  const output = { workloads: ["peak", "step"].map((name) => ({ name, flop: 1e6, ms: [1, 2, 3] })) };
  writeFileSync(
    join(folder, "build/wasm/pretext_bench.mjs"),
    `export default ({ print }) => print(${JSON.stringify(JSON.stringify(output))});`,
  );
}

test("relative paths mean the reader's folder, also by way of npm", async (t) => {
  const reader = dirname(folderOf(t)("cells.jsonl", lines(cell())));
  const project = join(reader, "project");
  clone(project);
  for (const command of [
    `cd ${reader} && node project/scripts/run.mjs -- scripts/report.mjs cells.jsonl`,
    `cd ${project} && INIT_CWD=${reader} node scripts/run.mjs -- scripts/report.mjs cells.jsonl`,
  ]) {
    const { code, stdout, stderr } = await run("bash", "-c", command);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /\| supervised from scratch \| 75\.0 /);
  }
});

test("the project may lie in a folder with # and % in its name", async (t) => {
  const folder = join(dirname(folderOf(t)("file", "")), "a #1 50%20?");
  clone(folder);
  const { code, stdout, stderr } = await run("bash", "-c", `cd "${folder}" && node bench/bench.mjs --quick`);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /step +│ +2\.000/);
});

test("a clone that can't be written to is a sentence", async (t) => {
  const folder = join(dirname(folderOf(t)("file", "")), "clone");
  clone(folder);
  writeFileSync(join(folder, ".toolchain"), "in the way: root may write to any folder");
  const command = `cd "${folder}" && node scripts/run.mjs -- scripts/report.mjs x.jsonl`;
  const { code, stderr } = await run("bash", "-c", command);
  assert.equal(code, 1);
  assert.match(stderr, /^error: Set-up and builds are kept in .*clone, which must be yours to write to \(E.*\)\.\n$/);
});
