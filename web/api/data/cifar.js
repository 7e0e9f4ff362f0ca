// CIFAR-10's binary form (Krizhevsky, "Learning multiple layers of features from tiny images", 2009): batches of records, each
// a label and the planes of red, green and blue; beside them the names of the classes. As files, or as the archive in which
// they are handed out.

import { createTarDecoder } from "modern-tar";
import { isPretextError } from "../error.js";
import { contentOf, idxOf, joined, partsOf } from "./contents.js";
import { badFile, checkLabels, dimensionsOf, MOST_KEPT } from "./data.js";
import { sha256 } from "./digest.js";
import { readIdx } from "./idx.js";
import { ARCHIVE, BATCH, CLASS_NAMES } from "./own-data.js";

/** @import {About, IdxFile, Role} from "./data.js" */
/** @typedef {AsyncIterable<Uint8Array>} Parts */

const SIDE = 32;
const PLANE = SIDE * SIDE;
const RECORD = 1 + 3 * PLANE;
const MOST_NAMES_BYTES = 65_536;
/** What an archive may unpack to: CIFAR-10's has 184 MB. */
const MOST_UNPACKED = 2 ** 28;

/**
 * @param {{name: string, file: Blob}[]} files  the batches with their names, or one archive of them
 * @returns {Promise<{files: Record<Role, IdxFile>, about: About}>}
 */
export async function readBatches(files) {
  const batches = new Batches();
  const archive = files.find(({ name }) => ARCHIVE.test(name));
  if (!archive) {
    for (const { name, file } of files) await batches.take(name, file.size, partsOf(name, file));
  } else if (files.length > 1) {
    throw badFile(archive.name, "expected the archive alone, or the batches that are in it");
  } else {
    await readArchive(archive.name, archive.file, batches);
  }
  return batches.finish(archive?.name ?? "CIFAR-10");
}

/** @param {string} name @param {Blob} file @param {Batches} batches */
async function readArchive(name, file, batches) {
  const content = await contentOf(name, file, "a tar archive");
  const entries = streamOf(bounded(name, content))
    .pipeThrough(createTarDecoder({ strict: true }))
    .getReader();
  try {
    for (;;) {
      const { done, value } = await entries.read();
      if (done) return;
      const { name: path, size, type } = value.header;
      if (path.startsWith("/") || path.split("/").includes(".."))
        throw badFile(name, `expected paths within the archive, found ${path.slice(0, 80)}`);
      const own = path.slice(path.lastIndexOf("/") + 1);
      if (type === "file" && (BATCH.test(own) || own === CLASS_NAMES))
        await batches.take(own, size, partsOfStream(value.body));
      else await value.body.cancel();
    }
  } catch (error) {
    if (isPretextError(error)) throw error;
    throw badFile(name, "it is damaged; expected a tar archive, plain or as .gz");
  } finally {
    entries.cancel().catch(() => {});
  }
}

/** @param {string} name @param {Parts} parts */
async function* bounded(name, parts) {
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > MOST_UNPACKED) throw badFile(name, `expected at most ${MOST_UNPACKED} bytes unpacked, found more`);
    yield part;
  }
}

/** @param {AsyncGenerator<Uint8Array>} parts @returns {ReadableStream<Uint8Array>} */
function streamOf(parts) {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await parts.return(undefined)),
  });
}

/** @param {ReadableStream<Uint8Array>} stream */
async function* partsOfStream(stream) {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** What has been found so far. */
class Batches {
  /** @type {Map<string, {labels: Uint8Array, pixels: Uint8Array}>} by file name */
  #found = new Map();
  /** @type {string[]} */
  #names = [];
  #rows = { train: 0, test: 0 };

  /**
   * @param {string} name
   * @param {number} size  as it is claimed: no room is made for more than comes
   * @param {Parts} parts
   */
  async take(name, size, parts) {
    if (name === CLASS_NAMES) {
      if (size > MOST_NAMES_BYTES) throw badFile(name, `expected at most ${MOST_NAMES_BYTES} bytes, found ${size}`);
      const text = new TextDecoder().decode(await collected(name, size, parts));
      this.#names = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean); // prettier-ignore
      if (this.#names.length < 2 || this.#names.length > 256)
        throw badFile(name, `expected the names of 2 to 256 classes, one a line, found ${this.#names.length}`);
      return;
    }
    if (!BATCH.test(name))
      throw badFile(name, "expected data_batch_1.bin and so on, test_batch.bin and batches.meta.txt");
    if (this.#found.has(name)) throw badFile(name, "expected one file of that name, found two");
    if (size === 0 || size % RECORD !== 0)
      throw badFile(name, `expected a multiple of ${RECORD} bytes, a label and ${SIDE} x ${SIDE} x 3 pixels for each image, found ${size}`); // prettier-ignore
    const split = name.startsWith("test") ? "test" : "train";
    this.#rows[split] += size / RECORD;
    if (this.#rows[split] > MOST_KEPT[split])
      throw badFile(name, `expected at most ${MOST_KEPT[split]} images to ${split} with, found more`);
    this.#found.set(name, recordsOf(await collected(name, size, parts)));
  }

  /**
   * @param {string} where
   * @returns {Promise<{files: Record<Role, IdxFile>, about: About}>}
   */
  async finish(where) {
    const names = [...this.#found.keys()].sort((a, b) => numberOf(a) - numberOf(b));
    /** @type {[Role, IdxFile][]} */
    const files = [];
    let classes = Math.max(2, this.#names.length);
    for (const split of /** @type {const} */ (["train", "test"])) {
      const mine = names.filter((name) => name.startsWith("test") === (split === "test"));
      if (mine.length === 0)
        throw badFile(where, `expected ${split === "test" ? "test_batch.bin" : "data_batch_1.bin"}, found none`);
      const batches = mine.map(
        (name) => /** @type {{labels: Uint8Array, pixels: Uint8Array}} */ (this.#found.get(name)),
      );
      const labels = joined(...batches.map((batch) => batch.labels));
      if (this.#names.length > 0) checkLabels(mine.join(", "), labels, classes);
      classes = labels.reduce((most, label) => Math.max(most, label + 1), classes);
      const rows = labels.length;
      files.push(await idxFile(`${split}_images`, [rows, SIDE, SIDE, 3], batches.map((batch) => batch.pixels))); // prettier-ignore
      files.push(await idxFile(`${split}_labels`, [rows], [labels]));
    }
    const about = { set: "own", classes, ...(this.#names.length > 0 && { names: { en: this.#names } }) };
    return { files: /** @type {Record<Role, IdxFile>} */ (Object.fromEntries(files)), about };
  }
}

/** Of a batch to train with. @param {string} name */
const numberOf = (name) => Number(BATCH.exec(name)?.[1] ?? 0);

/**
 * @param {Role} role @param {number[]} sizes @param {Uint8Array[]} values
 * @returns {Promise<[Role, IdxFile]>}
 */
async function idxFile(role, sizes, values) {
  const bytes = idxOf(sizes, ...values);
  return [role, readIdx(role, bytes, dimensionsOf(role), await sha256(bytes))];
}

/** @param {string} name @param {number} size @param {Parts} parts */
async function collected(name, size, parts) {
  /** @type {Uint8Array[]} */
  const all = [];
  let read = 0;
  for await (const part of parts) {
    read += part.length;
    if (read > size) break;
    all.push(part);
  }
  if (read !== size) throw badFile(name, `expected ${size} bytes, found ${read > size ? "more" : read}`);
  return joined(...all);
}

/** Labels, and pixels whose channels lie side by side. @param {Uint8Array} bytes */
function recordsOf(bytes) {
  const rows = bytes.length / RECORD;
  const labels = new Uint8Array(rows);
  const pixels = new Uint8Array(rows * 3 * PLANE);
  for (let row = 0, at = 0; row < rows; row++) {
    const from = row * RECORD;
    labels[row] = bytes[from];
    for (let i = from + 1; i < from + 1 + PLANE; i++) {
      pixels[at++] = bytes[i];
      pixels[at++] = bytes[i + PLANE];
      pixels[at++] = bytes[i + 2 * PLANE];
    }
  }
  return { labels, pixels };
}
