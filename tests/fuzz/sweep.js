// Any text as the file of a sweep, in UTF-16 if it begins with two byte order marks: refused with a sentence, or its cells written and read again are the same, and the
// file can be added to.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eachOnce, hitsIn, readCells } from "../../scripts/cells.mjs";
import { Failure } from "../../scripts/command.mjs";
import { digestOf, openSweep } from "../../scripts/sweep-file.mjs";
import { MODES } from "../../web/api/study/modes.js";
import { presets } from "../../web/api/spec.js";
import { keyOf } from "../../web/api/study/study.js";
import { assertRefusal, fuzz } from "./support/mutations.js";

const folder = mkdtempSync(join(tmpdir(), "pretext-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "cells.jsonl");

/** A file that is opened stays open: only some are. */
let openings = 200;

/** @param {string} text */
function check(text) {
  const wide = text.startsWith("\ufeff\ufeff");
  writeFileSync(file, wide ? text.slice(1) : text, wide ? "utf16le" : "utf8");
  try {
    const { found, wide: asked } = readCells(file);
    assert.equal(asked, wide, "its mark tells what a file is encoded in");
    const cells = eachOnce(found);
    assert.equal(new Set(cells.map(keyOf)).size, cells.length, "each cell is there once");
    for (const cell of cells.filter(({ hits }) => hits !== ""))
      assert.equal(
        hitsIn(cell).reduce((sum, hit) => sum + hit, 0),
        cell.correct,
        "as many hits as are correct",
      );
    if (!wide && openings-- > 0) checkOpened(cells);
    writeFileSync(file, cells.map((cell) => `${JSON.stringify(cell)}\n`).join(""));
    const again = readCells(file);
    assert.equal(again.cut, "");
    assert.deepEqual(eachOnce(again.found), cells, "what was read can be written and read");
  } catch (error) {
    assertRefusal(error, Failure);
  }
}

/** @param {import("../../scripts/cells.mjs").Line[]} cells */
function checkOpened(cells) {
  const { done } = openSweep(file, presets.quick);
  assert.deepEqual([...done].sort(), cells.map(keyOf).sort(), "what is done is not done again");
  const mended = readCells(file);
  assert.equal(mended.cut, "", "a line that was cut off is gone");
  assert.deepEqual(eachOnce(mended.found), cells, "and nothing else");
}

const fields = [
  "preset",
  "spec",
  "seed",
  "task",
  "mode",
  "labels",
  "epoch",
  "accuracy",
  "psnr",
  "loss",
  "n",
  "correct",
];
const words = [
  ...[...fields, "trainable", "updates", "hits"].map((name) => `"${name}":`),
  ...MODES.map(({ name }) => `"${name}"`),
  ...[
    "{",
    "}",
    ",",
    ":",
    "\n",
    "\n\n",
    '"rotation"',
    '"jigsaw"',
    "0.5",
    "1.5",
    '"AAAA"',
    '"AA=="',
    digestOf(presets.quick),
  ],
];

await fuzz("sweep", words, check);
