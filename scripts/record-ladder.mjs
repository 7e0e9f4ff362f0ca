// Records what counting comes to on the texts of the data set `definitions`, for the page to show beside a model that
// writes on: bits per character of the test split, and what a 5-gram writes.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLab, loadTexts } from "../web/api/node.js";
import { presets } from "../web/api/spec.js";
import { TEST, bitsPerCharacter } from "../web/api/text/bits.js";
import { SPECIAL, encoderOf, textOf } from "../web/api/text/bpe.js";
import { roomOf } from "../web/api/text/tasks.js";
import { PROMPT, SAMPLING } from "../web/app/texts/tasks.js";
import { ROOT, isMain, mainWithoutOptions, say } from "./command.mjs";
import { NGrams } from "./ngrams.mjs";

/** @import {Texts} from "../web/api/text/texts.js" */

const PRETEXT = 0;
/** Tokens of a text that the preset's model looks at. */
const MOST = roomOf(presets.definitions);
const [START, END] = [SPECIAL.indexOf("[start]"), SPECIAL.indexOf("[end]")];
const NAMES = /** @type {const} */ ({ 1: "unigram", 2: "bigram", 3: "trigram", 5: "fivegram" });

/** @param {Texts} texts @param {number} split */
const rowsOf = (texts, split) => Array.from(texts.rows(split, MOST), (row) => [START, ...row, END]);

/**
 * What n-grams of the pretext split come to on the test split.
 * @param {Texts} texts
 * @param {number} order
 */
export function count(texts, order) {
  const ngrams = new NGrams(rowsOf(texts, PRETEXT), { order, vocabulary: texts.vocabulary.tokens.length });
  let bits = 0;
  for (const row of rowsOf(texts, TEST))
    for (let i = 1; i < row.length; i += 1)
      bits -= Math.log2(ngrams.probability(row.slice(Math.max(0, i - order), i), row[i]));
  return { ngrams, bits: bits / texts.characters(TEST, MOST) };
}

/**
 * How a text goes on, drawn as the model's samples are: the likeliest tokens alone, by temperature.
 * @param {NGrams} ngrams
 * @param {Texts} texts
 */
export function write(ngrams, { vocabulary }) {
  const row = [START, ...encoderOf(vocabulary)(PROMPT)];
  const { most, temperature, top_k } = SAMPLING;
  for (let i = 1; i <= most; i += 1) {
    const likely = Array.from(vocabulary.tokens, (_, token) => ({
      token,
      weight: ngrams.probability(row, token) ** (1 / temperature),
    }))
      .sort((a, b) => b.weight - a.weight || a.token - b.token)
      .slice(0, top_k);
    const all = likely.reduce((sum, { weight }) => sum + weight, 0);
    // Spread evenly rather than drawn: nobody has chosen them.
    let left = (((i * (Math.sqrt(5) - 1)) / 2) % 1) * all;
    const found = likely.find(({ weight }) => (left -= weight) < 0) ?? likely[0];
    if (found.token === END) break;
    row.push(found.token);
  }
  return textOf(row.slice(1), vocabulary);
}

/** Bits per character that the test split adds to the pretext split packed by xz. @param {Texts} texts */
function packed(texts) {
  const text = (/** @type {number} */ split) =>
    Array.from(texts.rows(split, MOST), (row) => `${textOf(row, texts.vocabulary).trim()}\n`).join("");
  const size = (/** @type {string} */ what) =>
    execFileSync("xz", ["-9e", "--stdout"], { input: what, maxBuffer: 1 << 26 }).length;
  const before = text(PRETEXT);
  return (8 * (size(before + text(TEST)) - size(before))) / texts.characters(TEST, MOST);
}

/** What the preset's model comes to, the whole run of it. */
async function trained() {
  const data = await loadTexts();
  const spec = { ...presets.definitions, task: "next_token" };
  /** @type {import("../web/api/protocol.js").Result} */
  const result = await new Promise((resolve, reject) => {
    const lab = createLab({ workers: 2, onResult: (found) => (lab.close(), resolve(found)), onFailure: reject });
    lab.start(spec, /** @type {any} */ (data), { extent: "pretext" });
  });
  return bitsPerCharacter(result, data);
}

/** @param {Texts} texts */
function ladder(texts) {
  /** @type {Record<string, number>} */
  const bits = { xz: packed(texts) };
  let text = "";
  for (const [order, name] of Object.entries(NAMES)) {
    const counted = count(texts, Number(order));
    bits[name] = counted.bits;
    if (name === "fivegram") text = write(counted.ngrams, texts);
    say(`${name}: ${counted.bits.toFixed(3)} bits per character`);
  }
  return { bits, text };
}

if (isMain(import.meta.url))
  await mainWithoutOptions(
    "Usage: node scripts/record-ladder.mjs\n\nWrites web/recorded/ladder.json, which takes some minutes. Needs the program xz.",
    async () => {
      const { texts } = await loadTexts();
      const { bits, text } = ladder(texts);
      const recorded = { bits: { ...bits, model: await trained() }, text };
      writeFileSync(join(ROOT, "web/recorded/ladder.json"), `${JSON.stringify(recorded, null, 2)}\n`);
    },
  );
