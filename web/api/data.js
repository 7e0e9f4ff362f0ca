// MNIST as the build packs it: gzipped IDX files and a manifest with the hash of each.

import { PretextError } from "./channel.js";
import { sha256 } from "./digest.js";

/**
 * @typedef {"train_images" | "train_labels" | "test_images" | "test_labels"} Role
 * @typedef {{images: Uint8Array, labels: Uint8Array, rows: number, height: number, width: number}} Split  views, rows in a row
 * @typedef {{files: Record<Role, Uint8Array<ArrayBuffer>>, train: Split, test: Split, sha256: Record<Role, string>}} Data  the
 *   IDX files as they are, and what is in them
 * @typedef {{name: string, role: Role, bytes: number, packed_bytes: number, sha256: string, rows: number}} ManifestFile
 * @typedef {{version: number, files: ManifestFile[]}} Manifest
 */

/** @type {Role[]} */
export const ROLES = ["train_images", "train_labels", "test_images", "test_labels"];

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
  const count = (/** @type {number} */ bytes) => onProgress?.((read += bytes) / total);
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
  const text = await new Response(await open("manifest.json")).text();
  try {
    const manifest = JSON.parse(text);
    if (ROLES.every((role) => manifest.files.some((/** @type {ManifestFile} */ file) => file.role === role)))
      return manifest;
  } catch {
    // said below
  }
  throw badFile("manifest.json", `expected JSON that lists the files ${ROLES.join(", ")}`);
}

/**
 * @param {ManifestFile} file
 * @param {ReadableStream<Uint8Array>} stream
 * @param {(bytes: number) => void} count
 */
async function readPacked(file, stream, count) {
  const counted = stream.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        count(chunk.length);
        controller.enqueue(chunk);
      },
    }),
  );
  const bytes = await unpack(file.name, counted, file.bytes);
  if (bytes.length !== file.bytes) {
    throw badFile(file.name, `expected ${file.bytes} bytes unpacked, found ${bytes.length}`);
  }
  const sum = await sha256(bytes);
  if (sum !== file.sha256) throw badFile(file.name, `its SHA-256 is ${sum}, expected ${file.sha256}`);
  return bytes;
}

/**
 * @param {string} name
 * @param {ReadableStream<Uint8Array>} stream  gzipped
 * @param {number} most  bytes; reading ends with an error before more are kept
 */
export async function unpack(name, stream, most) {
  const parts = [];
  let size = 0;
  try {
    const unpacked = stream.pipeThrough(/** @type {any} */ (new DecompressionStream("gzip")));
    for (const reader = unpacked.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > most) break;
      parts.push(value);
    }
  } catch {
    throw badFile(name, "expected a whole gzip file");
  }
  if (size > most) throw badFile(name, `expected at most ${most} bytes unpacked`);
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
 * The sizes in an IDX header; the file must hold exactly what they promise.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {number} dimensions
 */
function sides(name, bytes, dimensions) {
  const header = 4 + 4 * dimensions;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < header || view.getUint32(0) !== 0x800 + dimensions) {
    throw badFile(
      name,
      `expected an IDX file of bytes with ${dimensions} ${dimensions === 1 ? "dimension" : "dimensions"}`,
    );
  }
  const sizes = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const promised = sizes.reduce((product, size) => product * size, 1);
  if (promised !== bytes.length - header) {
    throw badFile(name, `the header promises ${sizes.join(" x ")} bytes, but ${bytes.length - header} follow it`);
  }
  return sizes;
}

/**
 * @param {string} name
 * @param {string} what
 */
function badFile(name, what) {
  return new PretextError({ code: "bad_file", message: `${name}: ${what}.` });
}
