import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { packTar } from "modern-tar";
import { readBatches } from "../../../web/api/data/cifar.js";
import { PretextError } from "../../../web/api/error.js";

const RECORD = 3073;

/** Records whose label is the row's number, and whose planes are filled with 1, 2 and 3 more than that. @param {...number} labels */
function batch(...labels) {
  const bytes = new Uint8Array(labels.length * RECORD);
  labels.forEach((label, row) => {
    bytes[row * RECORD] = label;
    for (let plane = 0; plane < 3; plane++)
      bytes.fill(label + 1 + plane, row * RECORD + 1 + 1024 * plane, row * RECORD + 1 + 1024 * (plane + 1));
  });
  return bytes;
}

const NAMES = new TextEncoder().encode("airplane\nautomobile\nbird\n\n");
const FILES = {
  "data_batch_10.bin": batch(2),
  "data_batch_2.bin": batch(0, 1),
  "test_batch.bin": batch(1),
  "batches.meta.txt": NAMES,
};

/** @param {Record<string, Uint8Array<ArrayBuffer>>} files */
const read = (files) => readBatches(Object.entries(files).map(([name, bytes]) => ({ name, file: new Blob([bytes]) })));

/** @param {Record<string, Uint8Array>} files @param {string} [folder] */
const tar = (files, folder = "cifar-10-batches-bin/") =>
  packTar(Object.entries(files).map(([name, body]) => ({ header: { name: folder + name, size: body.length }, body })));

/** @param {Awaited<ReturnType<typeof read>>} set */
async function contentOf({ files, about }) {
  const images = new Uint8Array(await files.train_images.file.arrayBuffer());
  return {
    sizes: files.train_images.sizes,
    first: [...images.subarray(16 + 4, 16 + 4 + 6)],
    labels: files.train_labels.labels,
    about,
  };
}

test("batches become one set in the order of their numbers, with the names of the classes", async () => {
  const { sizes, first, labels, about } = await contentOf(await read(FILES));
  assert.deepEqual(sizes, [3, 32, 32, 3]);
  assert.deepEqual([...(labels ?? [])], [0, 1, 2]);
  assert.deepEqual(first, [1, 2, 3, 1, 2, 3]);
  assert.deepEqual(about, { set: "own", classes: 3, names: { en: ["airplane", "automobile", "bird"] } });
});

test("the archive as it is handed out is the same set, packed or not, whatever else is in it", async () => {
  const plain = await read(FILES);
  const whole = await tar({ "readme.html": new Uint8Array(70_000), ...FILES, "._test_batch.bin": new Uint8Array(3) });
  for (const [name, bytes] of /** @type {const} */ ([
    ["cifar-10-binary.tar", whole],
    ["cifar-10-binary.tar.gz", new Uint8Array(gzipSync(whole))],
  ])) {
    const { files, about } = await read({ [name]: bytes });
    assert.equal(files.train_images.sha256, plain.files.train_images.sha256);
    assert.equal(files.test_labels.sha256, plain.files.test_labels.sha256);
    assert.deepEqual(about, plain.about);
  }
});

const { "test_batch.bin": ofTest, ...withoutTest } = FILES;

/** @type {[string, () => Promise<Record<string, Uint8Array<ArrayBuffer>>> | Record<string, Uint8Array<ArrayBuffer>>, string | RegExp][]} */
const SPOILED = [
  ["no test batch", () => withoutTest, "CIFAR-10: expected test_batch.bin, found none."],
  ["nothing to train with", () => ({ "test_batch.bin": ofTest }), "CIFAR-10: expected data_batch_1.bin, found none."],
  [
    "half a record",
    () => ({ ...FILES, "data_batch_2.bin": batch(1).subarray(0, 3000) }),
    "data_batch_2.bin: expected a multiple of 3073 bytes, a label and 32 x 32 x 3 pixels for each image, found 3000.",
  ],
  [
    "an empty batch",
    () => ({ ...FILES, "data_batch_2.bin": new Uint8Array(0) }),
    /^data_batch_2\.bin: expected a multiple/,
  ],
  [
    "a class without a name",
    () => ({ ...FILES, "test_batch.bin": batch(7) }),
    "test_batch.bin: expected labels 0 to 2, found 7 for image 0.",
  ],
  [
    "more names than classes can be",
    () => ({ ...FILES, "batches.meta.txt": new TextEncoder().encode("name\n".repeat(300)) }),
    "batches.meta.txt: expected the names of 2 to 256 classes, one a line, found 300.",
  ],
  ["an archive among other files", () => ({ ...FILES, "cifar.tar": NAMES }), /^cifar\.tar: expected the archive alone/],
  [
    "a path that leads outside",
    async () => ({ "cifar.tar.gz": new Uint8Array(gzipSync(await tar(FILES, "../../"))) }),
    "cifar.tar.gz: expected paths within the archive, found ../../data_batch_10.bin.",
  ],
  [
    "a damaged archive",
    async () => ({ "cifar.tar.gz": new Uint8Array(gzipSync(await tar(FILES)).fill(0xff, 20, 40)) }),
    "cifar.tar.gz: it is damaged; expected a tar archive, plain or as .gz.",
  ],
  [
    "an archive that ends early",
    async () => ({ "cifar.tar": (await tar(FILES)).subarray(0, 4000) }),
    "cifar.tar: it is damaged; expected a tar archive, plain or as .gz.",
  ],
  ["no archive", () => ({ "cifar.tar.gz": NAMES }), /^cifar\.tar\.gz: (it is damaged|expected data_batch_1)/],
];

for (const [what, files, sentence] of SPOILED) {
  test(`${what} is refused in one sentence`, async () => {
    await assert.rejects(
      async () => read(await files()),
      (/** @type {PretextError} */ error) => {
        assert.ok(error instanceof PretextError, String(error));
        if (typeof sentence === "string") assert.equal(error.message, sentence);
        else assert.match(error.message, sentence);
        return true;
      },
    );
  });
}

test("a small archive that unpacks to gigabytes ends before it has", async () => {
  const zeros = gzipSync(new Uint8Array(2 ** 24));
  const packed = new Blob(Array.from({ length: 17 }, () => new Uint8Array(zeros)));
  const claims = await tar({ "readme.html": new Uint8Array(0) });
  new TextEncoder().encodeInto("77777777777\0", claims.subarray(124)); // 8 GiB, in octal
  const sum = claims.subarray(0, 512).reduce((all, byte, i) => all + (i >= 148 && i < 156 ? 32 : byte), 0);
  new TextEncoder().encodeInto(`${sum.toString(8).padStart(6, "0")}\0 `, claims.subarray(148));
  const file = new Blob([new Uint8Array(gzipSync(claims.subarray(0, 512))), packed]);
  await assert.rejects(readBatches([{ name: "bomb.tar.gz", file }]), {
    message: "bomb.tar.gz: expected at most 268435456 bytes unpacked, found more.",
  });
});

test("whatever bytes an archive has, it is a set or refused in one sentence", async () => {
  const whole = await tar(FILES);
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), fc.nat(whole.length), async (changes, cut) => {
      const bytes = whole.slice(0, cut < whole.length / 2 ? whole.length : cut);
      for (const [at, to] of changes) if (at < bytes.length) bytes[at] = to;
      try {
        const { files, about } = await read({ "cifar.tar": bytes });
        assert.ok(about.classes >= 2 && about.classes <= 256 && files.train_images.sizes[0] > 0);
      } catch (error) {
        assert.ok(error instanceof PretextError, String(error));
        assert.match(error.message, /^[^\n]+\.$/);
      }
    }),
    { numRuns: 60, seed: 1 },
  );
});
