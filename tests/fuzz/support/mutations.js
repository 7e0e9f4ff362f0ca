// Fuzzing in JavaScript: texts of a corpus, and what comes of them by edits with words of the format, until time is up.
//   node tests/fuzz/NAME.js SECONDS FOLDER_FOR_WHAT_IS_FOUND [SEED]
// It prints what libFuzzer prints of its runs.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { main, ROOT, say } from "../../../scripts/command.mjs";

/** Words that any text format may trip over. */
const ODD = [
  "",
  "0",
  "-1",
  "1e999",
  "NaN",
  "null",
  "true",
  "{}",
  "[]",
  '"',
  "\\",
  "\0",
  "\ufeff",
  "\ud800",
  "\r\n",
  "__proto__",
];

/**
 * @param {string} text
 * @param {{at: number, remove: number, insert: string}[]} edits
 */
function edited(text, edits) {
  return edits.reduce((before, { at, remove, insert }) => {
    const place = at % (before.length + 1);
    return before.slice(0, place) + insert + before.slice(place + remove);
  }, text);
}

/**
 * @param {string} name  the fuzzer's, and its corpus's
 * @param {string[]} words  of the format
 * @param {(text: string) => void | Promise<void>} check  throws if something does not hold that should for any text
 */
export function fuzz(name, words, check) {
  return main(async () => {
    const [seconds, found, seed = Date.now() % 2 ** 31] = process.argv.slice(2);
    const folder = join(ROOT, "tests", "fuzz", "corpus", name);
    const corpus = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    for (const text of corpus) await check(text);

    const edit = fc.record({
      at: fc.nat(10_000),
      remove: fc.oneof(fc.constant(0), fc.nat(12)),
      insert: fc.oneof(fc.constantFrom(...ODD, ...words), fc.string({ unit: "binary", maxLength: 4 })),
    });
    const texts = fc
      .tuple(fc.constantFrom(...corpus), fc.array(edit, { maxLength: 6 }))
      .map(([text, edits]) => edited(text, edits));
    const { failed, numRuns, counterexample, errorInstance } = await fc.check(
      fc.asyncProperty(texts, async (text) => check(text)),
      {
        seed: Number(seed),
        numRuns: Number.MAX_SAFE_INTEGER,
        interruptAfterTimeLimit: 1000 * Number(seconds),
        markInterruptAsFailure: false,
      },
    );
    say(`stat::number_of_executed_units: ${numRuns}`);
    if (!failed) return;
    const file = join(found, `${name}-${seed}`);
    writeFileSync(file, counterexample?.[0] ?? "");
    say(`seed ${seed}, left in ${file}: ${JSON.stringify(counterexample?.[0])}`);
    throw errorInstance;
  });
}

/**
 * Whether an error is a refusal that a reader can act on; any other is thrown again.
 * @param {unknown} error
 * @param {new (...args: any[]) => Error} Refusal
 */
export function assertRefusal(error, Refusal) {
  if (!(error instanceof Refusal)) throw error;
  assertSentence(error.message);
}

/** @param {string} message */
export function assertSentence(message) {
  assert.ok(message.length > 0 && message.length < 2000, `a refusal is a sentence: ${message}`);
}
