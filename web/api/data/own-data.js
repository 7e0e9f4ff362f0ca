// IDX files of the reader's own in the place of MNIST's: named and laid out as those are, plain or gzipped.

import { PretextError } from "../error.js";
import { badFile, dataOf } from "./data.js";
import { sha256 } from "./digest.js";
import { counted, kindOf } from "./foreign.js";
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
 * The files that are meant where some were chosen, or a folder was: not what systems leave beside them, such as ._NAME, and
 * of a file that is there unpacked and as .gz the unpacked one.
 * @template {{name: string}} T
 * @param {T[]} files
 * @returns {T[]}
 */
export function meantOf(files) {
  const named = files.filter(({ name }) => !name.startsWith("."));
  const plain = new Set(named.map(({ name }) => name));
  return named.filter(({ name }) => !(/\.gz$/i.test(name) && plain.has(name.slice(0, -3))));
}

/**
 * The refusal of a folder, or of files chosen together, for what they have in one role.
 * @param {string} where
 * @param {Role} role
 * @param {string[]} names
 * @param {string} [folder]  that has such a name
 */
export function notOne(where, role, names, folder) {
  const some = names.slice(0, 4).join(" and ") + (names.length > 4 ? ` and ${names.length - 4} more` : "");
  const found = some || (folder ? `only a folder named ${folder}` : "none");
  return badFile(where, `expected one file with its ${role.replace("_", " ")}, found ${found}`);
}

/** Of a file's first bytes, so many are kept to tell what it is. */
const START = 64;

/**
 * Reads a file as it streams in, so that what its header claims is checked before room is made for it.
 * @param {string} name
 * @param {Blob} file
 * @returns {Promise<OwnFile>}
 */
export async function readOwnFile(name, file) {
  const role = roleOf(name);
  let start = new Uint8Array(0);
  /** @type {ReturnType<typeof headerOf> | null} */
  let found = null;
  let kept = start;
  let size = 0;
  const place = (/** @type {Uint8Array} */ part) => {
    if (size < kept.length) kept.set(part.subarray(0, kept.length - size), size);
    size += part.length;
    if (found && size > found.header + found.promised) throw brokenPromise(name, found.sizes, "more bytes");
  };
  const begin = () => {
    found = checkedHeader(name, role, start);
    kept = roomFor(role, found);
    place(start);
    return found;
  };
  for await (const part of await contentOf(name, file)) {
    if (found) place(part);
    else {
      start = joined(start, part);
      if (start.length >= START) begin();
    }
  }
  const header = found ?? begin();
  if (size < header.header + header.promised) throw brokenPromise(name, header.sizes, size - header.header);
  if (role.endsWith("labels")) checkLabels(name, kept.subarray(header.header));
  new DataView(kept.buffer).setUint32(4, keptRows(role, header.sizes));
  const dimensions = role.endsWith("images") ? 3 : 1;
  return { name, role, rows: header.sizes[0] ?? 0, ...readIdx(name, kept, dimensions, await sha256(kept)) };
}

/**
 * @param {Uint8Array} a
 * @param {Uint8Array} b
 */
function joined(a, b) {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/**
 * What is in a file, unpacked if it is packed.
 * @param {string} name
 * @param {Blob} file
 * @returns {Promise<AsyncIterable<Uint8Array>>}
 */
async function contentOf(name, file) {
  const [a, b] = new Uint8Array(await file.slice(0, 2).arrayBuffer().catch(unreadable(name)));
  return a === 0x1f && b === 0x8b ? unpacked(name, file) : partsOf(name, file);
}

/** @param {string} name @param {Blob} file */
async function* unpacked(name, file) {
  const { gunzip } = await import("./gunzip.js"); // not loaded before the first packed file
  try {
    yield* gunzip(partsOf(name, file));
  } catch (error) {
    if (error instanceof PretextError) throw error;
    throw badFile(name, "it is damaged; expected an IDX file, plain or as .gz");
  }
}

/** @param {string} name @param {Blob} file */
async function* partsOf(name, file) {
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

/**
 * @param {string} name
 * @param {Role} role
 * @param {Uint8Array} bytes
 */
function checkedHeader(name, role, bytes) {
  const images = role.endsWith("images");
  const dimensions = images ? 3 : 1;
  const short = isIdx(bytes, dimensions) && bytes.length < 4 + 4 * dimensions;
  if (short || !isIdx(bytes, dimensions)) {
    const found = short ? "the beginning of one" : kindOf(bytes);
    throw badFile(name, `expected an IDX file of bytes with ${counted(dimensions)}, found ${found}`);
  }
  const swapped = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  if (bytes[4] !== 0 && swapped <= MOST_ROWS)
    throw badFile(name, "expected an IDX file in big-endian byte order, found little-endian sizes");
  const header = headerOf(name, bytes, dimensions);
  const [rows = 0, height, width] = header.sizes;
  if (rows < 1 || rows > MOST_ROWS) {
    throw badFile(name, `expected 1 to ${MOST_ROWS} ${images ? "images" : "labels"}, but its header claims ${rows}`);
  }
  if (images && (height !== SIDE || width !== SIDE)) {
    throw badFile(name, `expected images of ${SIDE} x ${SIDE} pixels, found ${height} x ${width}`);
  }
  return header;
}

/** @param {Uint8Array} start @param {number} dimensions */
const isIdx = ([a, b, type, found], dimensions) => a === 0 && b === 0 && type === 8 && found === dimensions;

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
