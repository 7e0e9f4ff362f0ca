// IDX files of the reader's own in the place of MNIST's: named and laid out as those are, plain or gzipped; of any size within
// bounds, grey or in colour.

import { contentOf, idxOf, joined } from "./contents.js";
import { badFile, dataOf, dimensionsOf, MOST_KEPT } from "./data.js";
import { sha256 } from "./digest.js";
import { counted, kindOf } from "./foreign.js";
import { brokenPromise, headerOf, readIdx } from "./idx.js";

/** @import {Data, IdxFile, Role} from "./data.js" */

/**
 * @typedef {IdxFile & {name: string, role: Role, rows: number}} OwnFile  rows: in the file as it was given; the IDX file is
 *   one of those that are kept
 */

const MOST_ROWS = 1_000_000;
const SIDE = { least: 8, most: 64 };

/** Files in CIFAR-10's binary form: a batch by its name, with its number if it has one, and what else may be with them. */
export const BATCH = /^(?:data_batch_(\d{1,2})|test_batch)\.bin$/;
export const CLASS_NAMES = "batches.meta.txt";
export const ARCHIVE = /\.(?:tar|tar\.gz|tgz)$/i;

/** Whether a file is one of these. @param {string} name */
export const isOfBatches = (name) => BATCH.test(name) || name === CLASS_NAMES || ARCHIVE.test(name);

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
  for await (const part of await contentOf(name, file, "an IDX file")) {
    if (found) place(part);
    else {
      start = joined(start, part);
      if (start.length >= START) begin();
    }
  }
  const header = found ?? begin();
  if (size < header.header + header.promised) throw brokenPromise(name, header.sizes, size - header.header);
  new DataView(kept.buffer).setUint32(4, keptRows(role, header.sizes));
  return { name, role, rows: header.sizes[0] ?? 0, ...readIdx(name, kept, dimensionsOf(role), await sha256(kept)) };
}

/**
 * @param {string} name
 * @param {Role} role
 * @param {Uint8Array} bytes
 */
function checkedHeader(name, role, bytes) {
  const images = role.endsWith("images");
  const dimensions = dimensionsOf(role);
  const short = isIdx(bytes, dimensions) && bytes.length < 4 + 4 * bytes[3];
  if (short || !isIdx(bytes, dimensions)) {
    const found = short ? "the beginning of one" : kindOf(bytes);
    throw badFile(name, `expected an IDX file of bytes with ${counted(dimensions)}, found ${found}`);
  }
  const swapped = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  if (bytes[4] !== 0 && swapped <= MOST_ROWS)
    throw badFile(name, "expected an IDX file in big-endian byte order, found little-endian sizes");
  const header = headerOf(name, bytes, dimensions);
  const [rows = 0, height = 0, width = 0, channels = 1] = header.sizes;
  if (rows < 1 || rows > MOST_ROWS) {
    throw badFile(name, `expected 1 to ${MOST_ROWS} ${images ? "images" : "labels"}, but its header claims ${rows}`);
  }
  if (images && [height, width].some((side) => side < SIDE.least || side > SIDE.most)) {
    throw badFile(
      name,
      `expected images with sides of ${SIDE.least} to ${SIDE.most} pixels, found ${height} x ${width}`,
    );
  }
  if (images && channels !== 1 && channels !== 3) throw badFile(name, `expected 1 or 3 channels, found ${channels}`);
  return header;
}

/** @param {Uint8Array} start @param {number[]} dimensions */
const isIdx = ([a, b, type, found], dimensions) => a === 0 && b === 0 && type === 8 && dimensions.includes(found);

/** @param {Role} role @param {number[]} sizes */
function keptRows(role, [rows = 0]) {
  return Math.min(rows, role.startsWith("train") ? MOST_KEPT.train : MOST_KEPT.test);
}

/** @param {Role} role @param {ReturnType<typeof headerOf>} found */
function roomFor(role, { header, sizes, promised }) {
  return new Uint8Array(header + (promised / (sizes[0] ?? 1)) * keptRows(role, sizes));
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
  const [of, others] = [files.train_images, files.test_images].map(({ sizes }) => sizes.slice(1).join(" x "));
  if (of !== others) throw badFile(files.test_images.name, `expected images of ${of} as in training, found ${others}`);
  const { first, classes } = classesOf(files);
  const about = { set: "own", classes, ...namesOf(files.train_labels.name, first, classes) };
  const fromZero = first === 0 ? files : { ...files, ...fromZeroOf(files, first) };
  return { ...dataOf(fromZero, about), own: true };
}

/**
 * The classes that labels tell apart, counted from the lowest one if that is 1: EMNIST's letters begin there.
 * @param {Record<Role, OwnFile>} files
 */
function classesOf({ train_labels: train, test_labels: test }) {
  const all = [train, test].map(({ labels = new Uint8Array() }) => labels);
  const least = Math.min(...all.map((labels) => labels.reduce((a, b) => Math.min(a, b), 255)));
  const most = Math.max(...all.map((labels) => labels.reduce((a, b) => Math.max(a, b), 0)));
  const first = least === 1 ? 1 : 0;
  if (most === first) throw badFile(train.name, `expected labels of 2 to 256 classes, found ${most} alone`);
  return { first, classes: most - first + 1 };
}

/** @param {string} name @param {number} first @param {number} classes @returns {{names?: Record<string, string[]>}} */
function namesOf(name, first, classes) {
  if (first === 0) return {};
  const letters = /letters/i.test(name) && classes === 26;
  const called = (/** @type {number} */ k) => (letters ? String.fromCharCode(65 + k) : String(first + k));
  return { names: { en: Array.from({ length: classes }, (_, k) => called(k)) } };
}

/**
 * The files of labels, counted from 0. Their digests stay those of what was given.
 * @param {Record<Role, OwnFile>} files @param {number} first
 * @returns {Partial<Record<Role, OwnFile>>}
 */
function fromZeroOf(files, first) {
  const roles = /** @type {const} */ (["train_labels", "test_labels"]);
  return Object.fromEntries(
    roles.map((role) => {
      const labels = (files[role].labels ?? new Uint8Array()).map((label) => label - first);
      return [role, { ...files[role], labels, file: new Blob([idxOf([labels.length], labels)]) }];
    }),
  );
}
