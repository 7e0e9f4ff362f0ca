import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { pairsOf, shallow, toldBy } from "../../../scripts/record-next-sentence.mjs";
import { loadTexts } from "../../../web/api/node.js";

/** Halves of so many tokens each. @param {number} length  @param {number} row */
const halves = (length, row) => ({ first: Array(length).fill(row), second: Array(length).fill(100 + row) });

test("other second parts have the same length where they must, and a trait is told by what most have", () => {
  const texts = Array.from({ length: 60 }, (_, row) => halves(2 + (row % 5), row));
  for (const pair of pairsOf(texts, true)) assert.equal(pair.first.length, pair.second.length);
  const any = pairsOf(texts, false);
  for (const { first, second, follows } of any) assert.equal(second[0] === 100 + first[0], follows);
  const differ = (/** @type {{first: number[], second: number[]}} */ { first, second }) =>
    String(first.length === second.length);
  const away = any.filter(({ follows }) => !follows);
  const alike = away.filter(({ first, second }) => first.length === second.length);
  assert.ok(alike.length < away.length / 2);
  assert.equal(toldBy(any, any, differ), 1 - alike.length / any.length);
});

test("what tells second parts without reading is what stands in the recorded file: lengths, unless they are the same", async () => {
  const { texts } = await loadTexts();
  const recorded = JSON.parse(await readFile("web/recorded/next-sentence.json", "utf8"));
  assert.deepEqual(shallow(texts), recorded);
  assert.ok(recorded.any.lengths > 0.75);
  assert.ok(recorded.same.lengths < 0.53 && recorded.same.overlap < 0.55);
});
