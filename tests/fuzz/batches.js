// Any text, a byte for each character, as CIFAR-10's binary form: what stands before the first line that is empty are the names of
// the classes, then come two batches or, after the word tar, an archive. A set with all its rows, or refused with a sentence.

import assert from "node:assert/strict";
import { readBatches } from "../../web/api/data/cifar.js";
import { PretextError } from "../../web/api/error.js";
import { assertRefusal, fuzz } from "./support/mutations.js";

const RECORD = 3073;
/** In place of so many pixels alike, so that a text of an image is short. */
const PIXELS = "PIXELS";

/** @param {string} text */
const bytesOf = (text) => Buffer.from(text.replaceAll(PIXELS, "7".repeat(RECORD - 1)), "latin1");

/** @param {string} text */
function filesOf(text) {
  const [names = "", rest = "", test = ""] = text.split("\n\n");
  if (rest.startsWith("tar")) return [{ name: "cifar.tar.gz", file: new Blob([bytesOf(rest.slice(3))]) }];
  return [
    ...(names ? [{ name: "batches.meta.txt", file: new Blob([bytesOf(names)]) }] : []),
    { name: "data_batch_1.bin", file: new Blob([bytesOf(rest)]) },
    { name: "test_batch.bin", file: new Blob([bytesOf(test)]) },
  ];
}

/** @param {string} text */
async function check(text) {
  const given = filesOf(text);
  try {
    const { files, about } = await readBatches(given);
    assert.ok(about.classes >= 2 && about.classes <= 256, "2 to 256 classes");
    for (const split of /** @type {const} */ (["train", "test"])) {
      const { labels = new Uint8Array() } = files[`${split}_labels`];
      const { file, sizes } = files[`${split}_images`];
      assert.equal(sizes[0], labels.length, "an image for each label");
      assert.equal(file.size, 20 + labels.length * (RECORD - 1), "and its pixels");
      assert.ok(
        labels.every((label) => label < about.classes),
        "labels are classes",
      );
    }
  } catch (error) {
    assertRefusal(error, PretextError);
  }
}

await fuzz(
  "batches",
  [PIXELS, `\0${PIXELS}`, `\u0009${PIXELS}`, "\n\n", "tar", "\x1f\x8b\x08", "ustar\u000000"],
  check,
);
