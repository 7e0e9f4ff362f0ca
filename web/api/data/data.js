// Data sets: four IDX files each, and what is said about them. The page never touches what is in them: workers read them, and what crosses to other
// threads are blobs, which only say where the bytes are.

import { PretextError } from "../error.js";
import { Images } from "./images.js";

/**
 * @typedef {"train_images" | "train_labels" | "test_images" | "test_labels"} Role
 *
 * @typedef {object} IdxFile  read and checked by a worker
 * @property {Blob} file  as it is
 * @property {number[]} sizes  as its header says
 * @property {string} sha256
 * @property {Uint8Array<ArrayBuffer>} [labels]  what is in a file of labels
 *
 * @typedef {{from: number, count: number}} Rows
 *
 * @typedef {object} About  what is said of a data set
 * @property {string} set  its name, as in a spec's data.set
 * @property {number} classes
 * @property {Record<string, string[]>} [names]  of the classes, by language; English where there are no others
 * @property {boolean} [balanced]  whether accuracy is the mean over classes, for they are not equally frequent
 * @property {{name: string, train: Rows, test: Rows}[]} [domains]  parts that differ in kind, such as styles of drawing
 * @property {string} [licence]
 * @property {string} [source]
 *
 * @typedef {{rows: number, height: number, width: number, channels: number, images: Images, labels: Uint8Array}} Split
 * @typedef {{files: Record<Role, Blob>, train: Split, test: Split, sha256: Record<Role, string>, about: About, own?: boolean}} Data
 *   own: the reader's, none that the build has packed
 */

/** Rows that are kept of the reader's own: as many as a spec can ask for. */
export const MOST_KEPT = { train: 60_000, test: 10_000 };

/** @type {Role[]} */
export const ROLES = ["train_images", "train_labels", "test_images", "test_labels"];

/**
 * @param {Record<Role, IdxFile>} files
 * @param {About} about
 * @returns {Data}
 */
export function dataOf(files, about) {
  /** @type {<T>(value: (file: IdxFile) => T) => Record<Role, T>} */
  const each = (value) => /** @type {any} */ (Object.fromEntries(ROLES.map((role) => [role, value(files[role])])));
  return {
    files: each(({ file }) => file),
    sha256: each(({ sha256 }) => sha256),
    train: splitOf("train", files.train_images, files.train_labels),
    test: splitOf("test", files.test_images, files.test_labels),
    about,
  };
}

/**
 * @param {string} name
 * @param {IdxFile} images
 * @param {IdxFile} answers
 * @returns {Split}
 */
function splitOf(
  name,
  { file, sizes: [rows = 0, height = 0, width = 0, channels = 1] },
  { labels = new Uint8Array() },
) {
  if (labels.length !== rows) {
    throw badFile(`${name} labels`, `expected a label for each of the ${rows} images, found ${labels.length}`);
  }
  return { images: new Images(file, rows, height * width * channels), labels, rows, height, width, channels };
}

/** Whether data are as MNIST is, so that what is made for digits fits them. @param {Data} data */
export const isLikeMnist = ({ about, train }) =>
  about.classes === 10 && train.channels === 1 && train.height === 28 && train.width === 28;

/** How many sides the files of a role may say that they have. @param {Role} role */
export const dimensionsOf = (role) => (role.endsWith("images") ? [3, 4] : [1]);

/**
 * Says which label is not one of the classes, if one is.
 * @param {string} name
 * @param {Uint8Array} labels
 * @param {number} classes
 */
export function checkLabels(name, labels, classes) {
  const row = labels.findIndex((label) => label >= classes);
  if (row >= 0) throw badFile(name, `expected labels 0 to ${classes - 1}, found ${labels[row]} for image ${row}`);
}

/**
 * @param {string} name
 * @param {string} what
 */
export function badFile(name, what) {
  return new PretextError({ code: "bad_file", message: `${name}: ${what}.` });
}
