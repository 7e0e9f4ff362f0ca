// Writes a set for transfer from a supervised source, from MNIST's files in build/data/raw/: training images of the digits 0
// to 4 come first, as the source, then those of 5 to 9, as the target; test images are the target's. Labels are 0 to 4 in
// both. So `data.unlabelled` is the source, with the task 'supervised' for its labels, and `data.labelled` the target.
//   node scripts/transfer-set.mjs FOLDER

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { idxOf } from "../web/api/data/contents.js";
import { Failure, ROOT, isMain, main, say } from "./command.mjs";

const RAW = join(ROOT, "build", "data", "raw");

/** Digits below it are the source's. */
const FIRST_TARGET = 5;

/**
 * The rows of two IDX files whose digits are the source's, or the target's, with labels that begin at 0.
 * @param {Uint8Array} images
 * @param {Uint8Array} labels
 * @param {("source" | "target")[]} parts  one behind the other
 * @returns {{images: Uint8Array, labels: Uint8Array, sizes: number[]}}  sizes: rows of each part
 */
export function partsOf(images, labels, parts) {
  const [imageHeader, labelHeader] = [16, 8];
  const digits = labels.subarray(labelHeader);
  const size = (images.length - imageHeader) / digits.length;
  const rows = parts.map((part) =>
    [...digits.keys()].filter((row) => digits[row] < FIRST_TARGET === (part === "source")),
  );
  const all = rows.flat();
  const header = new DataView(images.buffer, images.byteOffset);
  const pixels = all.map((row) => images.subarray(imageHeader + row * size, imageHeader + (row + 1) * size));
  return {
    images: idxOf([all.length, header.getUint32(8), header.getUint32(12)], ...pixels),
    labels: idxOf(
      [all.length],
      Uint8Array.from(all, (row) => digits[row] % FIRST_TARGET),
    ),
    sizes: rows.map(({ length }) => length),
  };
}

/** @param {string} folder */
function write(folder) {
  mkdirSync(folder, { recursive: true });
  /** @type {number[][]} */
  const sizes = [];
  for (const split of ["train", "test"]) {
    const [images, labels] = ["images", "labels"].map((kind) => readFileSync(join(RAW, `${split}-${kind}.idx`)));
    const made = partsOf(images, labels, split === "train" ? ["source", "target"] : ["target"]);
    writeFileSync(join(folder, `${split}-images.idx`), made.images);
    writeFileSync(join(folder, `${split}-labels.idx`), made.labels);
    sizes.push(made.sizes);
  }
  const [[source, target], [test]] = sizes;
  say(`${source} images of the source from row 0, ${target} of the target from row ${source}, ${test} test images.`);
}

if (isMain(import.meta.url)) {
  await main(() => {
    const { values, positionals } = parseArgs({
      options: { help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (values.help)
      return console.log("Usage: node scripts/transfer-set.mjs FOLDER\n\nWrites digits 0 to 4 and 5 to 9 as one set.");
    if (positionals.length !== 1) throw new Failure("Expected one folder for the set.");
    write(positionals[0]);
  });
}
