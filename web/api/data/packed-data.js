// A data set as the build packs it: gzipped IDX files, or one of texts, and a manifest with the hash of each.

import { badFile, checkLabels, dimensionsOf, ROLES } from "./data.js";
import { sha256 } from "./digest.js";
import { readIdx } from "./idx.js";

/** @import {About, IdxFile, Role} from "./data.js" */

/**
 * @typedef {{name: string, role: Role | "texts", bytes: number, packed_bytes: number, sha256: string, rows: number}} ManifestFile
 * @typedef {About & {shape: [number, number, number], files: ManifestFile[]}} Manifest  shape: of an image; texts have neither
 *   shape nor classes, for their one file says what they are
 */

const MOST_MANIFEST_BYTES = 65_536;
const MOST_FILE_BYTES = 2 ** 28;

/**
 * Fetches, unpacks and checks the files of a manifest.
 * @param {object} options
 * @param {(name: string) => Promise<ReadableStream<Uint8Array>>} options.open  a file of the data folder
 * @param {(fraction: number) => void} [options.onProgress]
 * @returns {Promise<{files: Record<Role | "texts", IdxFile>, about: About}>}  either the four files of images, or that of texts
 */
export async function readPacked({ open, onProgress }) {
  const { files, shape, ...about } = await readManifest(open);
  const total = files.reduce((sum, file) => sum + file.packed_bytes, 0);
  let read = 0;
  const count = (/** @type {number} */ bytes) => onProgress?.(Math.min(1, (read += bytes) / total));
  const entries = await Promise.all(
    files.map(async (file) => [
      file.role,
      checked(await readFile(file, await open(file.name), count), file, shape, about),
    ]),
  );
  return { files: Object.fromEntries(entries), about };
}

/**
 * A file that is what the manifest says; of texts, the core finds out.
 * @param {IdxFile} read @param {ManifestFile} file @param {number[]} shape @param {About} about
 */
function checked(read, { name, role, rows }, shape, { classes }) {
  if (role === "texts") return read;
  const [height, width, channels] = shape;
  const said = role.endsWith("images") ? [rows, height, width, ...(channels === 1 ? [] : [channels])] : [rows];
  if (read.sizes.join() !== said.join())
    throw badFile(
      name,
      `the manifest promises ${said.join(" x ")} values, but its header says ${read.sizes.join(" x ")}`,
    );
  if (read.labels) checkLabels(name, read.labels, classes);
  return read;
}

/**
 * @param {(name: string) => Promise<ReadableStream<Uint8Array>>} open
 * @returns {Promise<Manifest>}
 */
async function readManifest(open) {
  const name = "manifest.json";
  const text = new TextDecoder().decode(await collect(name, await open(name), MOST_MANIFEST_BYTES));
  try {
    const manifest = JSON.parse(text);
    const { files, set } = manifest;
    if (files.length === ROLES.length && ROLES.every((role) => files.some(isFileOf(role))) && saysWhat(manifest))
      return manifest;
    if (files.length === 1 && isFileOf("texts")(files[0]) && typeof set === "string") return manifest;
  } catch {
    // said below
  }
  throw badFile(
    name,
    `expected JSON with set, shape and classes that lists the files ${ROLES.join(", ")}, or with set alone that lists texts, each with its name, sizes and hash`,
  );
}

/** @param {Manifest} manifest */
function saysWhat({ set, shape, classes, names = {}, domains = [] }) {
  const isSide = (/** @type {number} */ n) => Number.isInteger(n) && n >= 8 && n <= 64;
  const isRange = (/** @type {import("./data.js").Rows} */ { from, count }) =>
    [from, count].every((n) => Number.isInteger(n) && n >= 0);
  return (
    typeof set === "string" &&
    shape.length === 3 &&
    isSide(shape[0]) &&
    isSide(shape[1]) &&
    [1, 3].includes(shape[2]) &&
    Number.isInteger(classes) &&
    classes >= 2 &&
    classes <= 256 &&
    Object.values(names).every((list) => list.length === classes && list.every((name) => typeof name === "string")) &&
    domains.every(({ name, train, test }) => typeof name === "string" && isRange(train) && isRange(test))
  );
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
  return readIdx(role.replace("_", " "), bytes, dimensionsOf(role), sum);
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
