// IDX files of the reader's own in the place of MNIST's: named and laid out as those are, plain or gzipped.

import { badFile, dataOf } from "./data.js";
import { sha256 } from "./digest.js";
import { brokenPromise, headerOf, readIdx } from "./idx.js";

/** @import {Data, IdxFile, Role} from "./data.js" */

/**
 * @typedef {IdxFile & {name: string, role: Role, rows: number}} OwnFile  rows: in the file as it was given; the IDX file is
 *   one of those that are kept
 */

/** Rows that are kept: as many as MNIST has, and a spec can ask for. */
const MOST_KEPT = { train: 60_000, test: 10_000 };
const MOST_ROWS = 1_000_000;
const CLASSES = 10;
const SIDE = 28;

/**
 * What a file is by its name, if that tells.
 * @param {string} name
 * @returns {Role | null}
 */
export function roleNamed(name) {
  const split = /train/i.test(name) ? "train" : /t10k|test/i.test(name) ? "test" : null;
  const kind = /images|idx3/i.test(name) ? "images" : /labels|idx1/i.test(name) ? "labels" : null;
  return split && kind ? `${split}_${kind}` : null;
}

/** @param {string} name */
function roleOf(name) {
  const role = roleNamed(name);
  if (role) return role;
  throw badFile(
    name,
    "expected a name with train or t10k in it, and images or labels, such as t10k-labels-idx1-ubyte.gz",
  );
}

/**
 * Reads a file as it streams in, so that what its header claims is checked before room is made for it.
 * @param {string} name
 * @param {Blob} file
 * @returns {Promise<OwnFile>}
 */
export async function readOwnFile(name, file) {
  const role = roleOf(name);
  const dimensions = role.endsWith("images") ? 3 : 1;
  const reader = (await unpackedStream(file)).getReader();
  let kept = new Uint8Array(4 + 4 * dimensions);
  /** @type {ReturnType<typeof headerOf> | null} */
  let found = null;
  let size = 0;
  const place = (/** @type {Uint8Array} */ part) => {
    if (size < kept.length) kept.set(part.subarray(0, kept.length - size), size);
  };
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw badFile(name, "it is damaged; expected an IDX file, plain or as .gz");
      });
      if (done) break;
      place(value);
      if (!found && size + value.length >= kept.length) {
        found = checkedHeader(name, role, kept);
        const start = kept;
        kept = roomFor(role, found);
        kept.set(start); // the header may have come in parts
        place(value);
      }
      size += value.length;
      if (found && size > found.header + found.promised) throw brokenPromise(name, found.sizes, "more bytes");
    }
  } finally {
    reader.cancel().catch(() => {});
  }
  if (!found) found = checkedHeader(name, role, kept.subarray(0, size));
  if (size < found.header + found.promised) throw brokenPromise(name, found.sizes, size - found.header);
  if (dimensions === 1) checkLabels(name, kept.subarray(found.header));
  new DataView(kept.buffer).setUint32(4, keptRows(role, found.sizes));
  return { name, role, rows: found.sizes[0] ?? 0, ...readIdx(name, kept, dimensions, await sha256(kept)) };
}

/** @param {Blob} file @returns {Promise<ReadableStream<Uint8Array>>} */
async function unpackedStream(file) {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  return packed ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream();
}

/**
 * @param {string} name
 * @param {Role} role
 * @param {Uint8Array} bytes
 */
function checkedHeader(name, role, bytes) {
  const images = role.endsWith("images");
  const header = headerOf(name, bytes, images ? 3 : 1);
  const [rows = 0, height, width] = header.sizes;
  if (rows < 1 || rows > MOST_ROWS) {
    throw badFile(name, `expected 1 to ${MOST_ROWS} ${images ? "images" : "labels"}, but its header claims ${rows}`);
  }
  if (images && (height !== SIDE || width !== SIDE)) {
    throw badFile(name, `expected images of ${SIDE} x ${SIDE} pixels, found ${height} x ${width}`);
  }
  return header;
}

/** @param {Role} role @param {number[]} sizes */
function keptRows(role, [rows = 0]) {
  return Math.min(rows, role.startsWith("train") ? MOST_KEPT.train : MOST_KEPT.test);
}

/** @param {Role} role @param {ReturnType<typeof headerOf>} found */
function roomFor(role, { header, sizes, promised }) {
  return new Uint8Array(header + (promised / (sizes[0] ?? 1)) * keptRows(role, sizes));
}

/** @param {string} name @param {Uint8Array} labels */
function checkLabels(name, labels) {
  const row = labels.findIndex((label) => label >= CLASSES);
  if (row < 0) return;
  throw badFile(name, `expected labels 0 to ${CLASSES - 1}, found ${labels[row]} for image ${row}`);
}

/**
 * The data set that four files make.
 * @param {Record<Role, OwnFile>} files
 * @returns {Data}
 */
export function dataOfOwn(files) {
  for (const split of /** @type {const} */ (["train", "test"])) {
    const [images, labels] = [files[`${split}_images`], files[`${split}_labels`]];
    if (labels.rows !== images.rows) {
      throw badFile(
        labels.name,
        `expected a label for each of the ${images.rows} images of ${images.name}, found ${labels.rows}`,
      );
    }
  }
  return { ...dataOf(files), own: true };
}
