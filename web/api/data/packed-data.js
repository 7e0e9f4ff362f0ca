// MNIST as the build packs it: gzipped IDX files and a manifest with the hash of each.

import { badFile, ROLES } from "./data.js";
import { sha256 } from "./digest.js";
import { readIdx } from "./idx.js";

/** @import {IdxFile, Role} from "./data.js" */

/**
 * @typedef {{name: string, role: Role | "texts", bytes: number, packed_bytes: number, sha256: string, rows: number}} ManifestFile
 * @typedef {{files: ManifestFile[]}} Manifest
 */

const MOST_MANIFEST_BYTES = 65_536;
const MOST_FILE_BYTES = 2 ** 28;

/**
 * Fetches, unpacks and checks the files of a manifest.
 * @param {object} options
 * @param {(name: string) => Promise<ReadableStream<Uint8Array>>} options.open  a file of the data folder
 * @param {(fraction: number) => void} [options.onProgress]
 * @returns {Promise<Record<Role, IdxFile>>}
 */
export async function readPacked({ open, onProgress }) {
  const manifest = await readManifest(open);
  const total = manifest.files.reduce((sum, file) => sum + file.packed_bytes, 0);
  let read = 0;
  const count = (/** @type {number} */ bytes) => onProgress?.(Math.min(1, (read += bytes) / total));
  const entries = await Promise.all(
    manifest.files.map(async (file) => [file.role, await readFile(file, await open(file.name), count)]),
  );
  return Object.fromEntries(entries);
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
    if (files.length === 1 && isFileOf("texts")(files[0])) return { files };
  } catch {
    // said below
  }
  throw badFile(name, `expected JSON that lists the files ${ROLES.join(", ")}, each with its name, sizes and hash`);
}

/** @param {Role | "texts"} role */
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
async function readFile({ name, role, bytes: size, packed_bytes: packedSize, sha256: wanted }, stream, count) {
  const arrived = await collect(name, stream, Math.max(size, packedSize), count);
  const bytes = await unpacked(name, arrived, size);
  if (bytes.length !== size) throw badFile(name, `expected ${size} bytes unpacked, found ${bytes.length}`);
  const sum = await sha256(bytes);
  if (sum !== wanted) throw badFile(name, `its SHA-256 is ${sum}, expected ${wanted}`);
  if (role === "texts") return { file: new Blob([bytes]), sizes: [], sha256: sum };
  return readIdx(role.replace("_", " "), bytes, role.endsWith("images") ? 3 : 1, sum);
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
