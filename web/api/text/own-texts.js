// Texts of the reader's own: a .txt, a text a line, or a .csv of texts and, if there is a second column, their classes.

import { csvParseRows } from "d3-dsv";
import { badFile } from "../data/data.js";
import { sha256 } from "../data/digest.js";
import { byteVocabulary, encoderOf, learn } from "./bpe.js";
import { splitOf } from "./split.js";
import { writeTexts } from "./text-file.js";

export const MOST_BYTES = 20 * 2 ** 20;
const MOST_COLUMNS = 16;
const MOST_CLASSES = 256;
const VOCABULARY = 2048;
const FEWEST_TEXTS = 20;

/** What cuts a text into tokens: learned pairs, or nothing but its bytes. @typedef {"bpe" | "bytes"} Tokenizer */

/** @typedef {{text: string, name: string}} Row  name: of the class; "" where there are none */

/**
 * A set of them, as the build packs its own.
 * @param {string} name
 * @param {Blob} file
 * @param {Tokenizer} [tokenizer]
 * @returns {Promise<{file: Blob, sha256: string}>}
 */
export async function readOwnTexts(name, file, tokenizer = "bpe") {
  if (file.size > MOST_BYTES) throw badFile(name, "expected at most 20 MB");
  const text = decoded(name, new Uint8Array(await file.arrayBuffer()));
  const rows = /\.csv$/i.test(name) ? rowsOfTable(name, text) : rowsOfLines(text);
  if (rows.length < FEWEST_TEXTS) throw badFile(name, `expected ${FEWEST_TEXTS} texts or more, found ${rows.length}`);
  const classes = [...new Set(rows.map(({ name }) => name))].sort();
  checkClasses(name, rows, classes);
  const splits = [0, 1, 2].map((split) => rows.filter(({ text }) => splitOf(text) === split));
  if (splits[0].length === 0 || splits[2].length === 0)
    throw badFile(name, "expected more different texts: some are kept for the test");
  const pretext = splits[0].map(({ text }) => text);
  const vocabulary = tokenizer === "bytes" ? byteVocabulary() : learn(pretext, VOCABULARY);
  const encode = encoderOf(vocabulary);
  const bytes = writeTexts({
    name: "own",
    classes: classes.length > 1 ? classes : [],
    vocabulary,
    splits: splits.map((split) =>
      split
        .map(({ text, name }) => ({ tokens: encode(text), label: classes.length > 1 ? classes.indexOf(name) : 0 }))
        .filter(({ tokens }) => tokens.length > 0),
    ),
  });
  return { file: new Blob([bytes]), sha256: await sha256(bytes) };
}

/**
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function decoded(name, bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // said below
  }
  throw badFile(name, "expected text in UTF-8");
}

/** @param {string} text @returns {Row[]} */
const rowsOfLines = (text) =>
  text
    .split(/\r\n|\r|\n/)
    .map(tidy)
    .filter((line) => line !== "")
    .map((line) => ({ text: line, name: "" }));

/** @param {string} text */
const tidy = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();

/**
 * @param {string} name
 * @param {string} text
 * @returns {Row[]}
 */
function rowsOfTable(name, text) {
  const table = csvParseRows(text);
  const columns = table.reduce((most, row) => Math.max(most, row.length), 0);
  if (columns > MOST_COLUMNS) throw badFile(name, `expected at most ${MOST_COLUMNS} columns, found ${columns}`);
  // A first row that says "text" and "label" names the columns.
  const named = table[0]?.some((cell) => /^(text|label|class)$/i.test(cell.trim()));
  const column = (/** @type {RegExp} */ wanted, /** @type {number} */ otherwise) =>
    named ? table[0].findIndex((cell) => wanted.test(cell.trim())) : otherwise;
  const [texts, labels] = [column(/^text$/i, 0), column(/^(label|class)$/i, 1)];
  if (texts < 0) throw badFile(name, "expected a column 'text'");
  return table
    .slice(named ? 1 : 0)
    .map((row) => ({ text: tidy(row[texts] ?? ""), name: tidy(row[labels] ?? "") }))
    .filter(({ text }) => text !== "");
}

/**
 * @param {string} name
 * @param {Row[]} rows
 * @param {string[]} classes
 */
function checkClasses(name, rows, classes) {
  if (classes.length === 1) {
    if (classes[0] !== "") throw badFile(name, `expected two classes or more, or none, found only '${classes[0]}'`);
    return;
  }
  if (classes.length > MOST_CLASSES)
    throw badFile(name, `expected at most ${MOST_CLASSES} classes, found ${classes.length}`);
  if (classes.includes("")) throw badFile(name, "expected a class in every row, or in none");
  const few = classes.find((one) => rows.filter(({ name }) => name === one).length < 2);
  if (few !== undefined) throw badFile(name, `expected two texts or more of each class, found one of '${few}'`);
}
