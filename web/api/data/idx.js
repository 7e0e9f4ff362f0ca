// IDX files: a header with the sizes, then bytes.

import { badFile } from "./data.js";
import { counted } from "./foreign.js";

/** @import {IdxFile} from "./data.js" */

/**
 * A whole file, checked: it must hold exactly what its header promises.
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number[]} dimensions  those that it may have: 1 for labels
 * @param {string} sha256
 * @returns {IdxFile}
 */
export function readIdx(name, bytes, dimensions, sha256) {
  const { header, sizes, promised } = headerOf(name, bytes, dimensions);
  if (promised !== bytes.length - header) throw brokenPromise(name, sizes, bytes.length - header);
  return {
    file: new Blob([bytes]),
    sizes,
    sha256,
    ...(sizes.length === 1 && { labels: bytes.slice(header) }),
  };
}

/**
 * What an IDX header says of the bytes that follow it.
 * @param {string} name
 * @param {Uint8Array} bytes  of the header at least
 * @param {number[]} dimensions
 */
export function headerOf(name, bytes, dimensions) {
  const found = dimensions.find((n) => n === bytes[3]) ?? dimensions[0];
  const header = 4 + 4 * found;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < header || view.getUint32(0) !== 0x800 + found) {
    throw badFile(name, `expected an IDX file of bytes with ${counted(dimensions)}`);
  }
  const sizes = Array.from({ length: found }, (_, i) => view.getUint32(4 + 4 * i));
  return { header, sizes, promised: sizes.reduce((product, size) => product * size, 1) };
}

/**
 * @param {string} name
 * @param {number[]} sizes
 * @param {number | string} found  bytes
 */
export function brokenPromise(name, sizes, found) {
  return badFile(name, `the header promises ${sizes.join(" x ")} bytes, but ${found} follow it`);
}
