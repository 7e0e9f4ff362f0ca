// Files that the reader names, which may come from any editor, or not be there.

import { readFileSync } from "node:fs";
import { Failure } from "./command.mjs";

/** Byte order marks, by the first two bytes. @type {Map<number, "utf-16le" | "utf-16be">} */
const WIDE = new Map([
  [0xfffe, "utf-16le"],
  [0xfeff, "utf-16be"],
]);

/**
 * @param {string} file
 * @param {string} expected  what the reader was to name, such as "a JSON file"
 * @param {string} [option]  that named it
 */
export function readBytes(file, expected, option) {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const cause = code === "ENOENT" ? "" : ` (${message})`;
    throw new Failure(`${option ? `${option}: ` : ""}${file} can't be read${cause}; expected ${expected}.`);
  }
}

/**
 * A text file in UTF-8 or, as its byte order mark tells, in UTF-16: as UTF-8 without the mark.
 * @param {string} file
 * @param {string} expected
 * @param {string} [option]
 * @returns {{bytes: Buffer, wide: boolean}} wide: whether it was in UTF-16
 */
export function readTextBytes(file, expected, option) {
  const bytes = readBytes(file, expected, option);
  const encoding = bytes.length < 2 ? undefined : WIDE.get(bytes.readUInt16BE(0));
  if (encoding) return { bytes: Buffer.from(new TextDecoder(encoding).decode(bytes)), wide: true };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { bytes: marked ? bytes.subarray(3) : bytes, wide: false };
}

/**
 * @param {string} file
 * @param {string} expected
 * @param {string} [option]
 */
export function readText(file, expected, option) {
  return decoded(readTextBytes(file, expected, option).bytes, file);
}

/**
 * @param {Uint8Array} bytes
 * @param {string} file  what a refusal calls them
 */
export function decoded(bytes, file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(`${file} is no UTF-8 text.`);
  }
}
