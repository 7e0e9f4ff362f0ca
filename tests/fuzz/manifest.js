// Any text as the manifest of a data set whose four files are there: a set that is what it says, or refused with a sentence.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { idxOf } from "../../web/api/data/contents.js";
import { readPacked } from "../../web/api/data/packed-data.js";
import { PretextError } from "../../web/api/error.js";
import { assertRefusal, fuzz } from "./support/mutations.js";

const FILES = {
  "train-images": idxOf([3, 8, 8], new Uint8Array(192)),
  "train-labels": idxOf([3], Uint8Array.of(0, 1, 2)),
  "test-images": idxOf([2, 8, 8], new Uint8Array(128)),
  "test-labels": idxOf([2], Uint8Array.of(2, 0)),
};

/** The sums that a text may name, so that edits elsewhere are not all lost to a wrong one. @param {string} text */
const summed = (text) =>
  Object.entries(FILES).reduce(
    (all, [name, bytes]) => all.replace(`sum of ${name}`, createHash("sha256").update(bytes).digest("hex")),
    text,
  );

/** @param {string} text */
async function check(text) {
  const bytes = new Map(Object.entries(FILES)).set("manifest.json", new TextEncoder().encode(summed(text)));
  const open = async (/** @type {string} */ name) => new Blob([bytes.get(name) ?? new Uint8Array()]).stream();
  try {
    const { files, about } = await readPacked({ open });
    assert.equal(typeof about.set, "string");
    if (!files.train_images) return assert.ok(files.texts, "texts or images");
    assert.ok(about.classes >= 3 && about.classes <= 256, "as many classes as labels tell apart");
    for (const names of Object.values(about.names ?? {})) assert.equal(names.length, about.classes);
    assert.deepEqual([...(files.test_labels.labels ?? [])], [2, 0]);
  } catch (error) {
    assertRefusal(error, PretextError);
  }
}

const words = [
  ...["set", "shape", "classes", "names", "domains", "files", "name", "role", "bytes", "rows", "from", "count"].map(
    (name) => `"${name}":`,
  ),
  ...["train_images", "train_labels", "test_images", "test_labels", "texts", "en"].map((name) => `"${name}"`),
  ...["{", "}", "[", "]", ",", ":", "3", "256", "257", "268435457", "0.5", "[8, 8, 3]"],
];

await fuzz("manifest", words, check);
