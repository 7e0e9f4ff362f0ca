// What counting comes to on texts: by hand on a few tokens, and the recorded numbers once more.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NGrams } from "../../../scripts/ngrams.mjs";
import { count, write } from "../../../scripts/record-ladder.mjs";
import { loadTexts } from "../../../web/api/node.js";
import recorded from "../../../web/recorded/ladder.json" with { type: "json" };

const near = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-12, `${a}, ${b}`);

test("bigrams by hand: what follows many counts for more than what is there often", () => {
  // Behind the start 0: "1 3", "2 3", "1 4", "1 4".
  const rows = [
    [0, 1, 3],
    [0, 2, 3],
    [0, 1, 4],
    [0, 1, 4],
  ];
  const bigrams = new NGrams(rows, { order: 2, vocabulary: 5 });
  // 01 three times, 02, 13 and 23 once, 14 twice: one discount of 3 / (3 + 2) = 0.6. Alone, 1, 2 and 4 follow one
  // token each and 3 follows two: a discount of 3 / (3 + 2) as well.
  const alone = (/** @type {number} */ follows) => (Math.max(0, follows - 0.6) + 0.6 * 4 * (1 / 5)) / 5;
  near(bigrams.probability([0], 1), (3 - 0.6 + 0.6 * 2 * alone(1)) / 4);
  near(bigrams.probability([0, 1], 3), (1 - 0.6 + 0.6 * 2 * alone(2)) / 3);
  near(bigrams.probability([0, 1], 2), (0.6 * 2 * alone(1)) / 3);
  near(bigrams.probability([4], 3), alone(2)); // nothing has followed 4
});

test("whatever stands before, the probabilities of all tokens make one", () => {
  const rows = Array.from({ length: 30 }, (_, i) =>
    Array.from({ length: 9 }, (_, k) => (k === 0 ? 0 : 1 + ((i * k * k + i) % 6))),
  );
  for (const order of [1, 2, 3, 5]) {
    const ngrams = new NGrams(rows, { order, vocabulary: 8 });
    for (const before of [[0], [0, 1], [0, 1, 2, 3], [0, 7, 7], [0, 1, 1, 1, 1, 1]])
      near(
        Array.from({ length: 8 }, (_, token) => ngrams.probability(before, token)).reduce((a, b) => a + b),
        1,
      );
  }
});

test("the recorded ladder is counted again", async () => {
  const { texts } = await loadTexts();
  near(count(texts, 2).bits, recorded.bits.bigram);
  const { bits, ngrams } = count(texts, 5);
  near(bits, recorded.bits.fivegram);
  assert.equal(write(ngrams, texts), recorded.text);
});
