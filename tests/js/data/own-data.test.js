import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { dataOfOwn, readOwnFile } from "../../../web/api/data/own-data.js";

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
  ["a wrong magic number", "train-images", idx([4, 4]), /^train-images: expected an IDX file of bytes with 3 dimen/],
  [
    "an empty file",
    "train-labels",
    Buffer.alloc(0),
    /^train-labels: expected an IDX file of bytes with 1 dimension\.$/,
  ],
  ["images of another size", "train-images", idx([2, 32, 32]), /^train-images: .* 28 x 28 pixels, found 32 x 32\.$/],
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
  ["letters", "t10k-labels", Buffer.concat([idx([3]).subarray(0, 8), Buffer.from([1, 2, 26])]), /0 to 9, found 26 for/],
];

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
