// What is in the reader's own files, part by part as they stream in.

import { isPretextError } from "../error.js";
import { badFile } from "./data.js";

/**
 * What is in a file, unpacked if it is packed.
 * @param {string} name
 * @param {Blob} file
 * @param {string} expected  what it should have been, if it is damaged
 * @returns {Promise<AsyncGenerator<Uint8Array>>}
 */
export async function contentOf(name, file, expected) {
  const [a, b] = new Uint8Array(await file.slice(0, 2).arrayBuffer().catch(unreadable(name)));
  return a === 0x1f && b === 0x8b ? unpacked(name, file, expected) : partsOf(name, file);
}

/** @param {string} name @param {Blob} file @param {string} expected */
async function* unpacked(name, file, expected) {
  const { gunzip } = await import("./gunzip.js"); // not loaded before the first packed file
  try {
    yield* gunzip(partsOf(name, file));
  } catch (error) {
    if (isPretextError(error)) throw error;
    throw badFile(name, `it is damaged; expected ${expected}, plain or as .gz`);
  }
}

/** @param {string} name @param {Blob} file */
export async function* partsOf(name, file) {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(unreadable(name));
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** @param {string} name @returns {(error: Error) => never} */
const unreadable = (name) => (error) => {
  throw badFile(name, `it can't be read (${error.message.replace(/\.$/, "")}); expected a file, not a folder`);
};

/** @param {Uint8Array[]} parts */
export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * An IDX file of bytes.
 * @param {number[]} sizes
 * @param {Uint8Array[]} values
 */
export function idxOf(sizes, ...values) {
  const header = new Uint8Array(4 + 4 * sizes.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x800 + sizes.length);
  sizes.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  return joined(header, ...values);
}
