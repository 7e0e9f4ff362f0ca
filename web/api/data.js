// MNIST as the build packs it: gzipped IDX files and a manifest with the hash of each.

import { PretextError } from "./channel.js";
import { sha256 } from "./digest.js";

/**
 * @typedef {"train_images" | "train_labels" | "test_images" | "test_labels"} Role
 * @typedef {{images: Uint8Array, labels: Uint8Array, rows: number, height: number, width: number}} Split  views, rows in a row
 * @typedef {{files: Record<Role, Uint8Array<ArrayBuffer>>, train: Split, test: Split, sha256: Record<Role, string>,
 *   own?: boolean}} Data  the IDX files as they are, and what is in them; own: the reader's, not MNIST
 * @typedef {{name: string, role: Role, bytes: number, packed_bytes: number, sha256: string, rows: number}} ManifestFile
 * @typedef {{files: ManifestFile[]}} Manifest
 */

/** @type {Role[]} */
export const ROLES = ["train_images", "train_labels", "test_images", "test_labels"];

const MOST_MANIFEST_BYTES = 65_536;
const MOST_FILE_BYTES = 2 ** 28;

/**
 * Fetches, unpacks and checks the files of a manifest.
 * @param {object} options
 * @param {(name: string) => Promise<ReadableStream<Uint8Array>>} options.open  a file of the data folder
 * @param {(fraction: number) => void} [options.onProgress]
 * @returns {Promise<Data>}
 */
export async function readData({ open, onProgress }) {
  const manifest = await readManifest(open);
  const total = manifest.files.reduce((sum, file) => sum + file.packed_bytes, 0);
  let read = 0;
  const count = (/** @type {number} */ bytes) => onProgress?.(Math.min(1, (read += bytes) / total));
  const entries = await Promise.all(
    manifest.files.map(async (file) => [file.role, await readPacked(file, await open(file.name), count)]),
  );
  const sums = manifest.files.map((file) => [file.role, file.sha256]);
  return dataOf(Object.fromEntries(entries), Object.fromEntries(sums));
}

/**
 * @param {(name: string) => Promise<ReadableStream<Uint8Array>>} open
 * @returns {Promise<Manifest>}
 */
async function readManifest(open) {
  const name = "manifest.json";
  const text = new TextDecoder().decode(await collect(name, await open(name), MOST_MANIFEST_BYTES));
  try {
    const { files } = JSON.parse(text);
    if (files.length === ROLES.length && ROLES.every((role) => files.some(isFileOf(role)))) return { files };
  } catch {
    // said below
  }
  throw badFile(name, `expected JSON that lists the files ${ROLES.join(", ")}, each with its name, sizes and hash`);
}

/** @param {Role} role */
function isFileOf(role) {
  return (/** @type {ManifestFile} */ file) =>
    file.role === role &&
    [file.name, file.sha256].every((text) => typeof text === "string") &&
    [file.bytes, file.packed_bytes].every((size) => Number.isInteger(size) && size > 0 && size <= MOST_FILE_BYTES);
}

/**
 * @param {ManifestFile} file
 * @param {ReadableStream<Uint8Array>} stream
 * @param {(bytes: number) => void} count
 */
async function readPacked({ name, bytes: size, packed_bytes: packedSize, sha256: wanted }, stream, count) {
  const arrived = await collect(name, stream, Math.max(size, packedSize), count);
  const bytes = await unpacked(name, arrived, size);
  if (bytes.length !== size) throw badFile(name, `expected ${size} bytes unpacked, found ${bytes.length}`);
  const sum = await sha256(bytes);
  if (sum !== wanted) throw badFile(name, `its SHA-256 is ${sum}, expected ${wanted}`);
  return bytes;
}

/**
 * What is in a gzip file. Some servers take the name's .gz for an encoding, and it arrives unpacked.
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} most  bytes; reading ends with an error before more are kept
 */
async function unpacked(name, bytes, most) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return collect(name, new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), most);
}

/**
 * @param {string} name
 * @param {ReadableStream<Uint8Array>} stream
 * @param {number} most  bytes; reading ends with an error before more are kept
 * @param {(bytes: number) => void} [count]
 */
async function collect(name, stream, most, count) {
  const reader = stream.getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw badFile(name, "it ends too early or is damaged; expected a whole file");
    });
    if (done) break;
    count?.(value.length);
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => {});
      throw badFile(name, `expected at most ${most} bytes`);
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * @param {Record<Role, Uint8Array<ArrayBuffer>>} files  IDX files
 * @param {Record<Role, string>} sums  SHA-256 of each
 * @returns {Data}
 */
export function dataOf(files, sums) {
  return {
    files,
    sha256: sums,
    train: splitOf("train", files.train_images, files.train_labels),
    test: splitOf("test", files.test_images, files.test_labels),
  };
}

/**
 * @param {string} name
 * @param {Uint8Array} images
 * @param {Uint8Array} labels
 * @returns {Split}
 */
function splitOf(name, images, labels) {
  const [rows, height, width] = sides(`${name} images`, images, 3);
  const [answers] = sides(`${name} labels`, labels, 1);
  if (answers !== rows) {
    throw badFile(`${name} labels`, `expected a label for each of the ${rows} images, found ${answers}`);
  }
  return { images: images.subarray(16), labels: labels.subarray(8), rows, height, width };
}

/**
 * The sizes in the header of a whole file; it must hold exactly what they promise.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {number} dimensions
 */
function sides(name, bytes, dimensions) {
  const { header, sizes, promised } = headerOf(name, bytes, dimensions);
  if (promised !== bytes.length - header) throw brokenPromise(name, sizes, bytes.length - header);
  return sizes;
}

/**
 * What an IDX header says of the bytes that follow it.
 * @param {string} name
 * @param {Uint8Array} bytes  of the header at least
 * @param {number} dimensions
 */
export function headerOf(name, bytes, dimensions) {
  const header = 4 + 4 * dimensions;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < header || view.getUint32(0) !== 0x800 + dimensions) {
    throw badFile(
      name,
      `expected an IDX file of bytes with ${dimensions} ${dimensions === 1 ? "dimension" : "dimensions"}`,
    );
  }
  const sizes = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
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

/**
 * @param {string} name
 * @param {string} what
 */
export function badFile(name, what) {
  return new PretextError({ code: "bad_file", message: `${name}: ${what}.` });
}
