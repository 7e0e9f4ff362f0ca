// Data sets: four IDX files each. The page never touches what is in them: workers read them, and what crosses to other
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
 * @typedef {{rows: number, height: number, width: number, images: Images, labels: Uint8Array}} Split
 * @typedef {{files: Record<Role, Blob>, train: Split, test: Split, sha256: Record<Role, string>, own?: boolean}} Data  own:
 *   the reader's, not MNIST
 */

/** @type {Role[]} */
export const ROLES = ["train_images", "train_labels", "test_images", "test_labels"];

/**
 * @param {Record<Role, IdxFile>} files
 * @returns {Data}
 */
export function dataOf(files) {
  /** @type {<T>(value: (file: IdxFile) => T) => Record<Role, T>} */
  const each = (value) => /** @type {any} */ (Object.fromEntries(ROLES.map((role) => [role, value(files[role])])));
  return {
    files: each(({ file }) => file),
    sha256: each(({ sha256 }) => sha256),
    train: splitOf("train", files.train_images, files.train_labels),
    test: splitOf("test", files.test_images, files.test_labels),
  };
}

/**
 * @param {string} name
 * @param {IdxFile} images
 * @param {IdxFile} answers
 * @returns {Split}
 */
function splitOf(name, { file, sizes: [rows = 0, height = 0, width = 0] }, { labels = new Uint8Array() }) {
  if (labels.length !== rows) {
    throw badFile(`${name} labels`, `expected a label for each of the ${rows} images, found ${labels.length}`);
  }
  return { images: new Images(file, rows, height * width), labels, rows, height, width };
}

/**
 * @param {string} name
 * @param {string} what
 */
export function badFile(name, what) {
  return new PretextError({ code: "bad_file", message: `${name}: ${what}.` });
}
