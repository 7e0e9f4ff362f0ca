// What is recorded for the screen of texts is what a run says.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { eachOnce, readCells } from "../../../scripts/cells.mjs";
import { ROOT } from "../../../scripts/command.mjs";
import { said } from "../../../scripts/record-texts.mjs";
import { recordedTextBoard } from "../../../scripts/recorded-text-board.mjs";
import { createLab, loadTexts } from "../../../web/api/node.js";
import { presets } from "../../../web/api/spec.js";
import { Study } from "../../../web/api/study/study.js";
import recorded from "../../../web/recorded/texts.json" with { type: "json" };

for (const task of /** @type {const} */ (["next_token", "masked_tokens", "next_sentence"])) {
  test(`what is recorded of ${task} is said again after the same steps`, async () => {
    const { said: all, losses } = recorded[task];
    const [first, second] = all;
    assert.deepEqual(await said({ ...presets.definitions, task }, [first.step, second.step], 1), {
      said: [first, second],
      losses: losses.slice(0, second.step / losses[0].x),
    });
  });
}

test("the board of texts is that of the recorded cells, of which some come to the same again", async () => {
  const folder = join(ROOT, "web/recorded/text-cells");
  const shown = JSON.parse(readFileSync(join(ROOT, "web/recorded/text-board.json"), "utf8"));
  assert.deepEqual(shown, recordedTextBoard(folder));
  assert.ok(shown.rows.every(({ points }) => points.every((/** @type {{n: number}} */ { n }) => n === 5)));
  const { cut, found } = readCells(join(folder, "next_token.jsonl"));
  assert.equal(cut, "");
  const wanted = eachOnce(found).filter(
    ({ mode, labels, seed }) => ["probe_random", "tf_idf", "lsa"].includes(mode) && labels === 40 && seed === 2,
  );
  assert.equal(wanted.length, 3);
  /** @type {Record<string, number | null>} */
  const again = {};
  const study = new Study(createLab, { workers: 2, onCell: ({ mode, accuracy }) => (again[mode] = accuracy) });
  await study.run(
    presets.definitions,
    /** @type {any} */ (await loadTexts()),
    wanted.map(({ seed, task, mode, labels, epoch }) => ({ seed, task, mode, labels, epoch })),
  );
  study.close();
  assert.deepEqual(again, Object.fromEntries(wanted.map(({ mode, accuracy }) => [mode, accuracy])));
});
