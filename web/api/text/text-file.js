// Texts as the core reads them: one safetensors file with the vocabulary, the tokens of all splits and their labels.

/** @import {Vocabulary} from "./bpe.js" */

/**
 * @typedef {{tokens: ArrayLike<number>, label: number}} TextRow  label: 0 where there are no classes
 * @typedef {{name: string, classes: string[], vocabulary: Vocabulary, splits: TextRow[][]}} TextSet  splits: pretext,
 *   validation and test
 */

/** Tokens of a text beyond these are left out. */
export const MOST_TOKENS = 255;

/**
 * @param {TextSet} set
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function writeTexts({ name, classes, vocabulary, splits }) {
  const rows = splits.flat();
  const tokens = rows.map(({ tokens }) => Array.from(tokens).slice(0, MOST_TOKENS));
  return writeFile(
    {
      format: "pretext texts 1",
      name,
      classes: JSON.stringify(classes),
      splits: JSON.stringify(splits.map((split) => split.length)),
      vocabulary: JSON.stringify(vocabulary.tokens),
      ...(vocabulary.bytes && { tokenizer: "bytes" }),
    },
    {
      labels: bytesOf(rows.map(({ label }) => label)),
      lengths: bytesOf(tokens.map((text) => text.length)),
      merges: wordsOf(vocabulary.merges.flat()),
      tokens: wordsOf(tokens.flat()),
    },
  );
}

/** @param {number[]} values */
const bytesOf = (values) => ({ shape: [values.length], bytes: Uint8Array.from(values) });

/** Numbers of two bytes, the lower one first. @param {number[]} values */
function wordsOf(values) {
  const bytes = new Uint8Array(2 * values.length);
  values.forEach((value, i) => {
    bytes[2 * i] = value & 0xff;
    bytes[2 * i + 1] = value >> 8;
  });
  return { shape: [values.length, 2], bytes };
}

/**
 * @param {Record<string, string>} metadata
 * @param {Record<string, {shape: number[], bytes: Uint8Array}>} tensors
 */
function writeFile(metadata, tensors) {
  /** @type {Record<string, unknown>} */
  const header = { __metadata__: metadata };
  let at = 0;
  for (const [name, { shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype: "U8", shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + padded + at).fill(0x20, 8, 8 + padded);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(text, 8);
  let end = 8 + padded;
  for (const { bytes } of Object.values(tensors)) {
    file.set(bytes, end);
    end += bytes.length;
  }
  return file;
}
