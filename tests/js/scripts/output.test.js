import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { appender, checkReplaceable, replaceFile } from "../../../scripts/output.mjs";
import { cell, folderOf, lines } from "../support/cells.js";
import { run, script } from "../support/programs.js";

const LIST = "node scripts/sweep.mjs --list --seeds 1..300";

/** @param {string} command */
const bash = (command) => run("bash", "-c", command);

/**
 * Runs code in a process whose files can't grow beyond 100 bytes: what goes beyond is written in part, then refused.
 * @param {string} code
 */
const onFullDisk = (code) =>
  run(
    "prlimit",
    "--fsize=100",
    process.execPath,
    "--input-type=module",
    "--eval",
    `import * as output from "./scripts/output.mjs";${code}`,
  );

test("results that a full disk does not take are said to be lost", async (t) => {
  const file = folderOf(t)("cells.jsonl", lines(cell()));
  for (const command of [LIST, `node scripts/report.mjs ${file}`, "node scripts/report.mjs --help"]) {
    const { code, stderr } = await bash(`${command} > /dev/full`);
    assert.equal(code, 1, command);
    assert.match(stderr, /^error: the results can't be written \(ENOSPC[^\n]*\)\.\n$/, command);
  }
  const { code, stderr } = await bash(`prlimit --fsize=100 ${LIST} > ${file}`);
  assert.equal(code, 1, "what is cut off is no success");
  assert.match(stderr, /^error: the results can't be written \(EFBIG[^\n]*\)\.\n$/);
});

test("a pipe that nobody reads ends quietly, and standard error may be closed or full", async () => {
  const { stdout, stderr } = await bash(`${LIST} | head -n 1; echo "\${PIPESTATUS[0]}"`);
  assert.match(stdout, /^1\/rotation\/pretext\/0\/.*\n0\n$/);
  assert.equal(stderr, "");
  for (const lost of ["2> /dev/full", "2>&-", "2> >(true)"]) {
    const refused = await bash(`node scripts/report.mjs no-such.jsonl ${lost}`);
    assert.deepEqual([refused.code, refused.stdout], [1, ""], lost);
  }
});

test("a line that does not fit is taken back, and the ones before stay whole", async (t) => {
  const file = folderOf(t)("lines", "");
  const { stdout } = await onFullDisk(`
    const add = output.appender(${JSON.stringify(file)});
    for (const letter of "abc") try { add(letter.repeat(39) + "\\n"); } catch (error) { console.log(error.message); }`);
  assert.equal(readFileSync(file, "utf8"), `${"a".repeat(39)}\n${"b".repeat(39)}\n`);
  assert.match(stdout, /lines can't be written \(EFBIG.*\)\.\n$/);
  appender(file)("d\n");
  assert.match(readFileSync(file, "utf8"), /b\nd\n$/);
});

test("a file is replaced whole or stays as it was, and nothing is left beside it", async (t) => {
  const file = folderOf(t)("state", "old");
  const { stdout } = await onFullDisk(
    `try { output.replaceFile(${JSON.stringify(file)}, "x".repeat(101)); } catch (error) { console.log(error.message); }`,
  );
  assert.match(stdout, /state can't be written \(EFBIG.*\)\.\n$/);
  assert.equal(readFileSync(file, "utf8"), "old");
  replaceFile(file, "new");
  checkReplaceable(file);
  assert.equal(readFileSync(file, "utf8"), "new");
  assert.deepEqual(readdirSync(dirname(file)), ["state"]);
});

test("where a file can't be written is known before the run, and said in a sentence", async (t) => {
  const file = folderOf(t)("cells.jsonl", lines(cell()));
  const folder = join(dirname(file), "folder");
  mkdirSync(folder);
  /** @type {[string, string[], RegExp][]} */
  const cases = [
    ["experiment.mjs", ["--checkpoint", join(folder, "none", "run")], /run can't be written \(ENOENT.*\)\.$/m],
    ["experiment.mjs", ["--checkpoint", folder], /folder can't be written \(it is there and is no file\)\.$/m],
    ["experiment.mjs", ["--checkpoint", "/dev/null"], /null can't be written \(it is there and is no file\)\.$/m],
    ["sweep.mjs", ["--out", join(folder, "none", "x.jsonl")], /x\.jsonl can't be written \(ENOENT.*\)\.$/m],
    ["sweep.mjs", ["--out", folder], /folder can't be read \(EISDIR.*\); expected lines of a sweep\.$/m],
    ["report.mjs", [file, "--out", file], /^error: EEXIST: file already exists, mkdir/],
    ["report.mjs", [file, "--out", join(file, "out")], /^error: ENOTDIR: not a directory, mkdir/],
  ];
  for (const [name, args, words] of cases) {
    const { code, stdout, stderr } = await script(name, ...args);
    assert.deepEqual([code, stdout], [1, ""], stderr);
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /\n {4}at |%/, "no stack, and no run has begun");
  }
});
