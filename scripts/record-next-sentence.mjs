// Records what tells whether a second part follows without any reading, on the texts of the data set `definitions`: the lengths of
// the two parts alone, and the words that they share; with other parts of any length, and with such of the same length.

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadTexts } from "../web/api/node.js";
import { presets } from "../web/api/spec.js";
import { TEST } from "../web/api/text/bits.js";
import { textOf } from "../web/api/text/bpe.js";
import { roomOf } from "../web/api/text/tasks.js";
import { ROOT, isMain, mainWithoutOptions, say } from "./command.mjs";

/** @import {Texts} from "../web/api/text/texts.js" */

/** @typedef {{first: number[], second: number[]}} Halves  numbers of tokens */
/** @typedef {Halves & {follows: boolean}} Pair */

const PRETEXT = 0;
/** Tokens of both parts together: a separator stands between them. */
const ROOM = roomOf(presets.definitions) - 1;

/** A number that looks drawn, the same each time. @param {number} row */
const hashed = (row) => createHash("sha256").update(String(row)).digest().readUInt32LE();

/**
 * The halves of the texts that have two, cut at the start of a word nearest the middle, as the op `second_part` does.
 * @param {Texts} texts
 * @param {number} split
 * @returns {Halves[]}
 */
export function halvesOf(texts, split) {
  const { tokens } = texts.vocabulary;
  return [...texts.rows(split, Infinity)].flatMap((row) => {
    let [cut, nearest] = [0, row.length];
    row.forEach((token, at) => {
      const away = Math.abs(2 * at - row.length);
      if (at > 0 && tokens[token].startsWith(" ") && away < nearest) [cut, nearest] = [at, away];
    });
    return cut === 0 ? [] : [{ first: Array.from(row.slice(0, cut)), second: Array.from(row.slice(cut)) }];
  });
}

/**
 * Every second one with another's second half, which may have any length or must have the same.
 * @param {Halves[]} halves
 * @param {boolean} matched
 * @returns {Pair[]}
 */
export function pairsOf(halves, matched) {
  /** @type {Map<number, Halves[]>} */
  const alike = new Map();
  for (const one of halves) {
    const { length } = one.second;
    alike.set(length, alike.get(length) ?? []);
    alike.get(length)?.push(one);
  }
  return halves.flatMap(({ first, second }, row) => {
    if (row % 2 === 0) return [cut({ first, second, follows: true })];
    const others = matched ? (alike.get(second.length) ?? []) : halves;
    const other = others[hashed(row) % others.length];
    return other.first === first ? [] : [cut({ first, second: other.second, follows: false })];
  });
}

/** What is too long loses the longer part's outer end. @param {Pair} pair */
function cut({ first, second, follows }) {
  let [a, b] = [first, second];
  while (a.length + b.length > ROOM) {
    if (a.length >= b.length) a = a.slice(1);
    else b = b.slice(0, -1);
  }
  return { first: a, second: b, follows };
}

/**
 * How many of the asked pairs are told right by what most known ones with the same trait are.
 * @param {Pair[]} known
 * @param {Pair[]} asked
 * @param {(pair: Pair) => string} traitOf
 */
export function toldBy(known, asked, traitOf) {
  /** @type {Map<string, number>} */
  const votes = new Map();
  for (const pair of known) {
    const trait = traitOf(pair);
    votes.set(trait, (votes.get(trait) ?? 0) + (pair.follows ? 1 : -1));
  }
  const right = asked.filter((pair) => (votes.get(traitOf(pair)) ?? 0) > 0 === pair.follows);
  return right.length / asked.length;
}

/** The words of both parts that they share, weighted by how few texts have them, in steps. @param {Texts} texts */
function overlapOf(texts) {
  const wordsIn = (/** @type {number[]} */ part) =>
    new Set(
      textOf(part, texts.vocabulary)
        .trim()
        .split(/[^a-z0-9]+/)
        .filter(Boolean),
    );
  /** @type {Map<string, number>} */
  const having = new Map();
  for (const row of texts.rows(PRETEXT, Infinity))
    for (const word of wordsIn(Array.from(row))) having.set(word, (having.get(word) ?? 0) + 1);
  const [all] = texts.splits;
  const idf = (/** @type {string} */ word) => Math.log((1 + all) / (1 + (having.get(word) ?? 0)));
  return (/** @type {Halves} */ { first, second }) => {
    const others = wordsIn(second);
    const shared = [...wordsIn(first)].filter((word) => others.has(word));
    return String(Math.round(shared.reduce((sum, word) => sum + idf(word), 0)));
  };
}

/** Shares of the test pairs that are told right. @param {Texts} texts */
export function shallow(texts) {
  const overlap = overlapOf(texts);
  const [known, asked] = [PRETEXT, TEST].map((split) => halvesOf(texts, split));
  const told = (/** @type {boolean} */ matched) => {
    const [from, of] = [known, asked].map((halves) => pairsOf(halves, matched));
    return {
      lengths: toldBy(from, of, ({ first, second }) => `${first.length} ${second.length}`),
      overlap: toldBy(from, of, overlap),
      n: of.length,
    };
  };
  return { any: told(false), same: told(true) };
}

if (isMain(import.meta.url))
  await mainWithoutOptions(
    "Usage: node scripts/record-next-sentence.mjs\n\nWrites web/recorded/next-sentence.json.",
    async () => {
      const { texts } = await loadTexts();
      const found = shallow(texts);
      say(JSON.stringify(found));
      writeFileSync(join(ROOT, "web/recorded/next-sentence.json"), `${JSON.stringify(found, null, 2)}\n`);
    },
  );
