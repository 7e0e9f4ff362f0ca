// A set of texts as the lab takes it: one file, and what its header says.

import { badFile } from "../data/data.js";
import { SPECIAL } from "./bpe.js";

/** @import {Vocabulary} from "./bpe.js" */

/**
 * @typedef {object} TextData  in the place of the four files of images
 * @property {{texts: Blob}} files
 * @property {{texts: string}} sha256
 * @property {Texts} texts
 * @property {boolean} [own]  the reader's
 */

/** What is in a file of texts. */
export class Texts {
  #bytes;
  #at;

  /** @param {Uint8Array} bytes  as text-file.js writes them */
  constructor(bytes) {
    this.#bytes = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + Number(view.getBigUint64(0, true)))));
    const { classes, splits, vocabulary, tokenizer } = header.__metadata__;
    this.#at = (/** @type {string} */ name) => {
      const [from, to] = header[name].data_offsets.map(
        (/** @type {number} */ offset) => 8 + Number(view.getBigUint64(0, true)) + offset,
      );
      return this.#bytes.subarray(from, to);
    };
    /** @type {string[]} */
    this.classes = JSON.parse(classes);
    /** Texts of each split. @type {[pretext: number, validation: number, test: number]} */
    this.splits = JSON.parse(splits);
    const pairs = words(this.#at("merges"));
    /** @type {Vocabulary} */
    this.vocabulary = {
      tokens: JSON.parse(vocabulary),
      merges: Array.from({ length: pairs.length / 2 }, (_, i) => [pairs[2 * i], pairs[2 * i + 1]]),
      ...(tokenizer === "bytes" && { bytes: true }),
    };
  }

  /** The row that a split begins with. @param {number} split */
  #first(split) {
    return this.splits.slice(0, split).reduce((sum, rows) => sum + rows, 0);
  }

  /**
   * The tokens of each text of a split, up to so many.
   * @param {number} split
   * @param {number} most
   */
  *rows(split, most) {
    const lengths = this.#at("lengths");
    const tokens = words(this.#at("tokens"));
    const first = this.#first(split);
    let at = lengths.subarray(0, first).reduce((sum, length) => sum + length, 0);
    for (const length of lengths.subarray(first, first + this.splits[split])) {
      yield tokens.subarray(at, at + Math.min(length, most));
      at += length;
    }
  }

  /** The class of each text of a split, by its place in `classes`. @param {number} split */
  labels(split) {
    const first = this.#first(split);
    return this.#at("labels").slice(first, first + this.splits[split]);
  }

  /**
   * Characters of the texts of a split, of which up to so many tokens are looked at, the space before each text included:
   * what bits per character are counted by.
   * @param {number} split
   * @param {number} most
   */
  characters(split, most) {
    const { tokens, bytes } = this.vocabulary;
    // Of a character's bytes, its first one counts.
    const lengths = tokens.map((token) => (bytes ? Number((token.charCodeAt(0) & 0xc0) !== 0x80) : [...token].length));
    let characters = 0;
    for (const row of this.rows(split, most)) for (const token of row) characters += lengths[token];
    return characters;
  }
}

/** Numbers of two bytes, the lower one first, as wherever WebAssembly runs. @param {Uint8Array} bytes */
const words = (bytes) => new Uint16Array(bytes.slice().buffer);

/**
 * @param {{file: Blob, sha256: string}} read  by a worker
 * @returns {Promise<TextData>}
 */
export async function textDataOf({ file, sha256 }) {
  try {
    const texts = new Texts(new Uint8Array(await file.arrayBuffer()));
    if (texts.vocabulary.tokens.length > SPECIAL.length)
      return { files: { texts: file }, sha256: { texts: sha256 }, texts };
  } catch {
    // said below
  }
  throw badFile("texts", "it is no file of texts");
}
