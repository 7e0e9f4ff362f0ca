import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { dataOf } from "../../../web/api/data/data.js";
import { readPacked } from "../../../web/api/data/packed-data.js";

/**
 * An IDX file whose values count up.
 * @param {number[]} sides
 */
function idx(...sides) {
  const header = Buffer.alloc(4 + 4 * sides.length);
  header.writeUInt32BE(0x800 + sides.length);
  sides.forEach((side, i) => header.writeUInt32BE(side, 4 + 4 * i));
  const values = Buffer.alloc(sides.reduce((a, b) => a * b)).map((_, i) => i % 10);
  return Buffer.concat([header, values]);
}

const FILES = /** @type {Record<string, Buffer>} */ ({
  train_images: idx(3, 8, 8),
  train_labels: idx(3),
  test_images: idx(2, 8, 8),
  test_labels: idx(2),
});

/**
 * @typedef {{manifest: any, files: Record<string, Buffer>}} Folder
 *
 * A data folder as the build packs it; `change` may spoil it.
 * @param {(folder: Folder) => void} [change]
 * @returns {Folder}
 */
function packed(change) {
  const manifest = {
    version: 1,
    set: "counted",
    shape: [8, 8, 1],
    classes: 10,
    files: Object.entries(FILES).map(([role, bytes]) => ({
      name: `${role}.gz`,
      role,
      bytes: bytes.length,
      packed_bytes: gzipSync(bytes).length,
      rows: bytes.readUInt32BE(4),
      sha256: createHash("sha256").update(bytes).digest("hex"),
    })),
  };
  const files = Object.fromEntries(Object.entries(FILES).map(([role, bytes]) => [`${role}.gz`, gzipSync(bytes)]));
  const folder = { manifest, files };
  change?.(folder);
  return folder;
}

/**
 * @param {Folder} folder
 * @param {(fraction: number) => void} [onProgress]
 */
async function read({ manifest, files }, onProgress) {
  const all = /** @type {Record<string, Buffer>} */ ({
    "manifest.json": Buffer.from(JSON.stringify(manifest)),
    ...files,
  });
  const packed = await readPacked({
    onProgress,
    async open(name) {
      if (!all[name]) throw new Error(`${name} is missing`);
      return new Blob([new Uint8Array(all[name])]).stream();
    },
  });
  return dataOf(packed.files, packed.about);
}

test("the files are unpacked, checked and seen as splits", async () => {
  /** @type {number[]} */
  const fractions = [];
  const data = await read(packed(), (fraction) => fractions.push(fraction));
  assert.deepEqual(Buffer.from(await data.files.train_images.arrayBuffer()), FILES.train_images);
  const { images, labels, ...sizes } = data.train;
  assert.deepEqual(sizes, { rows: 3, height: 8, width: 8, channels: 1 });
  assert.deepEqual([...labels], [0, 1, 2]);
  assert.deepEqual([...(await images.read(2))].slice(0, 4), [8, 9, 0, 1]);
  assert.equal(fractions.at(-1), 1);
});

test("files that a server has unpacked on the way are as good", async () => {
  const folder = packed(({ files }) => {
    for (const role of Object.keys(FILES)) files[`${role}.gz`] = FILES[role];
  });
  /** @type {number[]} */
  const fractions = [];
  const data = await read(folder, (fraction) => fractions.push(fraction));
  assert.deepEqual(Buffer.from(await data.files.test_labels.arrayBuffer()), FILES.test_labels);
  assert.ok(fractions.every((fraction) => fraction <= 1));
});

/** @type {[string, (folder: Folder) => void, RegExp][]} */
const SPOILED = [
  [
    "a set that is said to be of another size",
    ({ manifest }) => (manifest.shape = [9, 8, 1]),
    /^train_images\.gz: the manifest promises 3 x 9 x 8 values, but its header says 3 x 8 x 8\.$/,
  ],
  [
    "a label out of range",
    ({ manifest }) => (manifest.classes = 2),
    /_labels\.gz: expected labels 0 to 1, found 2 for image 2\.$/,
  ],
  ["too many classes", ({ manifest }) => (manifest.classes = 257), /^manifest\.json: expected JSON with set/],
  [
    "names for some classes",
    ({ manifest }) => (manifest.names = { en: ["a"] }),
    /^manifest\.json: expected JSON with set/,
  ],
  ["a missing file", ({ files }) => delete files["test_labels.gz"], /test_labels\.gz is missing/],
  [
    "a truncated file",
    ({ files }) => (files["train_images.gz"] = files["train_images.gz"].subarray(0, 20)),
    /^train_images\.gz: it ends too early or is damaged; expected a whole file\.$/,
  ],
  [
    "a damaged file",
    ({ files }) => files["train_images.gz"].fill(0xff, 12, 24),
    /^train_images\.gz: it ends too early or is damaged; expected a whole file\.$/,
  ],
  [
    "a page instead of a file, as some servers answer",
    ({ files }) => (files["train_labels.gz"] = Buffer.from("<html></html>".padEnd(40))),
    /^train_labels\.gz: expected at most \d+ bytes\.$/,
  ],
  [
    "other content",
    ({ files }) =>
      (files["test_images.gz"] = gzipSync(Buffer.concat([FILES.test_images.subarray(0, -1), Buffer.from([9])]))),
    /^test_images\.gz: its SHA-256 is [0-9a-f]{64}, expected [0-9a-f]{64}\.$/,
  ],
  [
    "a file that unpacks to more than it should",
    (folder) => replace(folder, "test_images", Buffer.alloc(1e4), 24),
    /^test_images\.gz: expected at most \d+ bytes\.$/,
  ],
  [
    "a file that unpacks to less than it should",
    ({ files }) => (files["test_images.gz"] = gzipSync(Buffer.alloc(10))),
    /^test_images\.gz: expected 144 bytes unpacked, found 10\.$/,
  ],
  [
    "a wrong magic number",
    (folder) => replace(folder, "train_images", idx(3, 4)),
    /^train images: expected an IDX file of bytes with 3 or 4 dimensions\.$/,
  ],
  [
    "10^9 images",
    (folder) => {
      const lying = Buffer.from(FILES.train_images);
      lying.writeUInt32BE(1e9, 4);
      replace(folder, "train_images", lying);
    },
    /^train images: the header promises 1000000000 x 8 x 8 bytes, but 192 follow it\.$/,
  ],
  [
    "labels of other images",
    (folder) => replace(folder, "test_labels", idx(3)),
    /^test_labels\.gz: the manifest promises 2 values, but its header says 3\.$/,
  ],
  [
    "a manifest without a file",
    ({ manifest }) => manifest.files.pop(),
    /^manifest\.json: expected JSON with set, shape and classes that lists/,
  ],
  [
    "a manifest of something else",
    (folder) => (folder.manifest = null),
    /^manifest\.json: expected JSON with set, shape and classes that lists/,
  ],
  [
    "a manifest with a size that is none",
    ({ manifest }) => (manifest.files[0].bytes = "1e99"),
    /^manifest\.json: expected/,
  ],
  [
    "a manifest with a size to fill the memory",
    ({ manifest }) => (manifest.files[0].bytes = 2 ** 40),
    /^manifest\.json: exp/,
  ],
];

/**
 * Puts other bytes in a file's place, manifest and all.
 * @param {Folder} folder
 * @param {string} role
 * @param {Buffer} bytes
 * @param {number} [size]  that the manifest gives
 */
function replace({ manifest, files }, role, bytes, size = bytes.length) {
  files[`${role}.gz`] = gzipSync(bytes);
  const entry = manifest.files.find((/** @type {any} */ file) => file.role === role);
  Object.assign(entry ?? {}, {
    bytes: size,
    packed_bytes: files[`${role}.gz`].length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
}

for (const [what, spoil, sentence] of SPOILED) {
  test(`${what} is refused with a sentence`, async () => {
    await assert.rejects(read(packed(spoil)), { message: sentence });
  });
}

test("a connection that breaks is a sentence, too", async () => {
  const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError("terminated")) });
  await assert.rejects(readPacked({ open: async () => broken }), {
    code: "bad_file",
    message: "manifest.json: it ends too early or is damaged; expected a whole file.",
  });
});
