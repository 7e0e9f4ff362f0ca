import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { gunzip } from "../../../web/api/data/gunzip.js";
import { dataOfOwn, readOwnFile } from "../../../web/api/data/own-data.js";
import { loadOwnData } from "../../../web/api/node.js";
import { folderOf } from "../support/cells.js";

/**
 * An IDX file; `claimed` may lie about its sizes.
 * @param {number[]} sides
 * @param {number[]} claimed
 */
function idx(sides, claimed = sides) {
  const header = Buffer.alloc(4 + 4 * sides.length);
  header.writeUInt32BE(0x800 + sides.length);
  claimed.forEach((side, i) => header.writeUInt32BE(side, 4 + 4 * i));
  return Buffer.concat([header, Buffer.alloc(sides.reduce((a, b) => a * b)).map((_, i) => i % 10)]);
}

/** @param {string} name @param {Buffer} bytes */
const readFile = (name, bytes) => readOwnFile(name, new Blob([new Uint8Array(bytes)]));

/** @param {Partial<Record<string, Buffer>>} [changed] */
async function readAll(changed = {}) {
  const all = {
    "train-images-idx3-ubyte": idx([3, 28, 28]),
    "train-labels-idx1-ubyte": idx([3]),
    "t10k-images-idx3-ubyte.gz": gzipSync(idx([2, 28, 28])),
    "emnist-digits-test-labels-idx1-ubyte": idx([2]),
    ...changed,
  };
  const files = await Promise.all(
    Object.entries(all).map(([name, bytes]) => readFile(name, /** @type {Buffer} */ (bytes))),
  );
  return dataOfOwn(/** @type {any} */ (Object.fromEntries(files.map((own) => [own.role, own]))));
}

test("four files, plain or gzipped, make a data set", async () => {
  const data = await readAll();
  assert.deepEqual([data.train.rows, data.test.rows, data.test.height], [3, 2, 28]);
  assert.deepEqual([...data.test.labels], [0, 1]);
  assert.deepEqual(Buffer.from(await data.files.test_images.arrayBuffer()), idx([2, 28, 28]));
  assert.match(data.sha256.train_images, /^[0-9a-f]{64}$/);
});

test("of more rows than MNIST has, the first are kept", async () => {
  const { rows, file } = await readFile("test-labels", gzipSync(idx([40_000])));
  assert.equal(rows, 40_000);
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), idx([10_000]));
});

/** @type {[string, string, Buffer, RegExp][]} */
const SPOILED = [
  ["a name that says nothing", "digits.idx", idx([2]), /^digits\.idx: expected a name with train or t10k in it/],
  [
    "a wrong magic number",
    "train-images",
    idx([4, 4]),
    /^train-images: expected an IDX .* with 3 or 4 dimensions, found/,
  ],
  [
    "an empty file",
    "train-labels",
    Buffer.alloc(0),
    /^train-labels: expected an IDX file of bytes with 1 dimension, found an empty file\.$/,
  ],
  ["too small images", "train-images", idx([2, 7, 32]), /^train-images: .* sides of 8 to 64 pixels, found 7 x 32\.$/],
  ["too large images", "train-images", idx([2, 28, 65]), /^train-images: .* sides of 8 to 64 pixels, found 28 x 65\.$/],
  ["two channels", "train-images", idx([2, 8, 8, 2]), /^train-images: expected 1 or 3 channels, found 2\.$/],
  [
    "10^9 images",
    "train-images.gz",
    gzipSync(idx([1, 28, 28], [1e9, 28, 28])),
    /^train-images\.gz: expected 1 to 1000000 images, but its header claims 1000000000\.$/,
  ],
  ["no image", "train-images", idx([0, 28, 28]), /^train-images: expected 1 to 1000000 images, but .* claims 0\.$/],
  ["too few bytes", "t10k-labels", idx([3], [4]), /^t10k-labels: the header promises 4 bytes, but 3 follow it\.$/],
  [
    "a gz file that unpacks to more than it claims",
    "t10k-images.gz",
    gzipSync(idx([5, 28, 28], [4, 28, 28])),
    /^t10k-images\.gz: the header promises 4 x 28 x 28 bytes, but more bytes follow it\.$/,
  ],
  [
    "a damaged gz file",
    "t10k-images.gz",
    gzipSync(idx([5, 28, 28])).fill(0xff, 12, 20),
    /^t10k-images\.gz: it is damaged; expected an IDX file, plain or as \.gz\.$/,
  ],
];

/** @param {Buffer} packed */
function spoiledChecksum(packed) {
  packed[packed.length - 8] ^= 1;
  return packed;
}

/** What stands in a file's place, and what is said of it. @type {[string, Buffer | string, RegExp][]} */
const OTHERS = [
  ["a web page saved as .gz", '\n<!DOCTYPE html>\n<html lang="en">', /found a web page/],
  ["a server's XML", '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', /found a web page/],
  [
    "a Git LFS pointer",
    "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n",
    /found a Git LFS pointer.* git lfs pull/,
  ],
  ["a file that was packed twice", gzipSync(gzipSync(idx([4]))), /found gzip within gzip: unpack it once/],
  ["32-bit integers", idx([4]).fill(0x0c, 2, 3), /found one of 32-bit integers with 1 dimension/],
  ["images in place of labels", idx([1, 28, 28]), /found one of bytes with 3 dimensions/],
  ["little-endian order", Buffer.from([1, 8, 0, 0, 4, 0, 0, 0, 1, 2, 3, 4]), /found one in little-endian byte order/],
  ["little-endian sizes", Buffer.from([0, 0, 8, 1, 4, 0, 0, 0, 1, 2, 3, 4]), /found little-endian sizes/],
  ["a ZIP archive", "PK\x03\x04 and more", /found a ZIP archive/],
  ["a table", "label,pixel1,pixel2\n5,0,0\n", /found a text/],
  ["a gz file of nothing", gzipSync(""), /found an empty file/],
  ["a gz file that is cut off", gzipSync(idx([4])).subarray(0, -3), /it is damaged/],
  ["a gz file with a wrong checksum", spoiledChecksum(gzipSync(idx([4]))), /it is damaged/],
  ["a gz file with something behind it", Buffer.concat([gzipSync(idx([4])), Buffer.from("more")]), /it is damaged/],
];

for (const [what, content, words] of OTHERS) {
  test(`${what} is said to be that`, async () => {
    const bytes = typeof content === "string" ? Buffer.from(content, "latin1") : content;
    await assert.rejects(readFile("t10k-labels-idx1-ubyte.gz", bytes), { message: words });
  });
}

test("gzip files of several members, and with zeros behind them, are read as whole as others", async () => {
  const whole = idx([600]);
  const members = Buffer.concat(
    [whole.subarray(0, 3), whole.subarray(3, 300), whole.subarray(300)].map((part) => gzipSync(part)),
  );
  for (const packed of [members, Buffer.concat([members, Buffer.alloc(512)]), Buffer.concat([gzipSync(""), members])]) {
    const { file } = await readFile("train-labels.gz", packed);
    assert.deepEqual(Buffer.from(await file.arrayBuffer()), whole);
    for (const size of [1, 7, 100]) {
      const parts = Array.from({ length: Math.ceil(packed.length / size) }, (_, i) =>
        packed.subarray(size * i, size * (i + 1)),
      );
      /** @type {Uint8Array[]} */
      const out = [];
      for await (const part of gunzip(Readable.from(parts))) out.push(part);
      assert.deepEqual(Buffer.concat(out), whole, `in parts of ${size} bytes`);
    }
  }
});

/** The four files of a small data set. @type {[string, Buffer][]} */
const FOUR = [
  ["train-images-idx3-ubyte", idx([3, 28, 28])],
  ["train-labels-idx1-ubyte", idx([3])],
  ["t10k-images-idx3-ubyte", idx([2, 28, 28])],
  ["t10k-labels-idx1-ubyte", idx([2])],
];

test("a folder as torchvision, a Mac or an archive leaves it is read", async (t) => {
  const write = folderOf(t);
  let path = "";
  for (const [name, bytes] of FOUR) {
    path = write(name, bytes);
    write(`${name}.gz`, gzipSync(bytes));
    write(`._${name}`, Buffer.from([0, 5, 0x16, 7]));
  }
  write(".DS_Store", "");
  mkdirSync(join(dirname(path), "train-images.idx3-ubyte"));
  const { train, test: tests } = await loadOwnData(dirname(path));
  assert.deepEqual([train.rows, tests.rows], [3, 2]);
});

test("a folder that holds something else in a file's place is refused with what is there", async (t) => {
  const write = folderOf(t);
  const folder = dirname(FOUR.slice(1).map(([name, bytes]) => write(name, bytes))[0]);
  await assert.rejects(loadOwnData(folder), { message: /expected one file with its train images, found none\.$/ });
  mkdirSync(join(folder, "train-images-idx3-ubyte"));
  await assert.rejects(loadOwnData(folder), { message: /found only a folder named train-images-idx3-ubyte\.$/ });
  const names = Array.from({ length: 6 }, (_, i) => `train-images-${i}.gz`);
  names.forEach((name) => write(name, gzipSync(FOUR[0][1])));
  await assert.rejects(loadOwnData(folder), {
    message: /found train-images-0\.gz and .* and train-images-3\.gz and 2 more\.$/,
  });
});

for (const [what, name, bytes, sentence] of SPOILED) {
  test(`${what} is refused with a sentence`, async () => {
    await assert.rejects(readFile(name, bytes), { message: sentence });
  });
}

test("labels of other images are refused with a sentence", async () => {
  const message =
    "train-labels-idx1-ubyte: expected a label for each of the 3 images of train-images-idx3-ubyte, found 4.";
  await assert.rejects(readAll({ "train-labels-idx1-ubyte": idx([4]) }), { message });
});

test("labels of other images are refused although as many of both are kept", async () => {
  const changed = {
    "emnist-digits-test-labels-idx1-ubyte": idx([10_001]),
    "t10k-images-idx3-ubyte.gz": idx([10_000, 28, 28]),
  };
  await assert.rejects(readAll(changed), { message: /found 10001\.$/ });
});

/** @param {...number} values */
const labels = (...values) => Buffer.concat([idx([values.length]).subarray(0, 8), Buffer.from(values)]);

test("letters, which are counted from 1, become classes from 0 with names", async () => {
  const named = {
    "emnist-letters-train-images-idx3-ubyte": idx([3, 28, 28]),
    "emnist-letters-train-labels-idx1-ubyte": labels(1, 26, 3),
    "emnist-letters-test-images-idx3-ubyte": idx([2, 28, 28]),
    "emnist-letters-test-labels-idx1-ubyte": labels(26, 2),
  };
  const files = await Promise.all(Object.entries(named).map(([name, bytes]) => readFile(name, bytes)));
  const data = dataOfOwn(/** @type {any} */ (Object.fromEntries(files.map((own) => [own.role, own]))));
  assert.equal(data.about.classes, 26);
  assert.deepEqual([data.about.names?.en[0], data.about.names?.en[25]], ["A", "Z"]);
  assert.deepEqual([...data.train.labels], [0, 25, 2]);
  assert.deepEqual(Buffer.from(await data.files.test_labels.arrayBuffer()), labels(25, 1));
});

test("there are as many classes as labels say, and images may be in colour and of any size", async () => {
  const data = await readAll({
    "train-images-idx3-ubyte": idx([3, 16, 24, 3]),
    "t10k-images-idx3-ubyte.gz": gzipSync(idx([2, 16, 24, 3])),
    "train-labels-idx1-ubyte": labels(0, 255, 1),
  });
  const { rows, height, width, channels } = data.train;
  assert.deepEqual([rows, height, width, channels, data.about.classes], [3, 16, 24, 3, 256]);
  assert.equal((await data.train.images.read(2)).length, 16 * 24 * 3);
});

test("images of two sizes, or a single class, make no data set", async () => {
  await assert.rejects(readAll({ "train-images-idx3-ubyte": idx([3, 16, 24]) }), {
    message: "t10k-images-idx3-ubyte.gz: expected images of 16 x 24 as in training, found 28 x 28.",
  });
  const one = { "train-labels-idx1-ubyte": labels(0, 0, 0), "emnist-digits-test-labels-idx1-ubyte": labels(0, 0) };
  await assert.rejects(readAll(one), {
    message: "train-labels-idx1-ubyte: expected labels of 2 to 256 classes, found 0 alone.",
  });
});
