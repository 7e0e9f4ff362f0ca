// The packed emoji: what the repository has is what the script makes of the packages, where they are there.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { ROOT } from "../../../scripts/command.mjs";
import { TARGET, conceptOf, makeEmoji } from "../../../scripts/emoji.mjs";

/** Where the two packages are, which are too large to be fetched for everybody. */
const MODULES = env.PRETEXT_EMOJI_MODULES ?? join(ROOT, "node_modules");
const there = existsSync(join(MODULES, "emoji-datasource-google"));

const manifest = JSON.parse(readFileSync(join(TARGET, "manifest.json"), "utf8"));

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

test("the packed files are those of the manifest, and at most 5 MB", () => {
  let size = 0;
  for (const { name, bytes, packed_bytes: packed, sha256: sum } of manifest.files) {
    const file = readFileSync(join(TARGET, name));
    const content = gunzipSync(file);
    assert.deepEqual([file.length, content.length, sha256(content)], [packed, bytes, sum], name);
    size += file.length;
  }
  assert.ok(size <= 5e6, `${size} bytes`);
});

test("the parts of the set are its rows, style after style", () => {
  for (const split of ["train", "test"]) {
    const { rows } = manifest.files.find((/** @type {any} */ file) => file.role === `${split}_images`);
    let from = 0;
    for (const domain of manifest.domains) {
      assert.equal(domain[split].from, from);
      from += domain[split].count;
    }
    assert.equal(from, rows);
  }
});

test("the script makes the same set again", { skip: !there && "the packages are not there" }, () => {
  const { files, domains } = makeEmoji(MODULES);
  assert.deepEqual(domains, manifest.domains);
  const made = files.map(({ role, rows, bytes }) => ({ role, rows, sum: sha256(bytes) }));
  const packed = manifest.files.map((/** @type {any} */ { role, rows, sha256: sum }) => ({ role, rows, sum }));
  assert.deepEqual(made, packed);
});

test("what differs in gender, direction, hour or key alone is one concept", () => {
  const concept = (/** @type {string} */ unified, more = {}) =>
    conceptOf(/** @type {any} */ ({ unified, short_name: "", subcategory: "", ...more }));
  assert.equal(concept("1F468-200D-1F373"), concept("1F469-200D-1F373"));
  assert.equal(concept("1F3C3-200D-2640-FE0F-200D-27A1-FE0F"), concept("1F3C3"));
  assert.equal(concept("1F478"), concept("1F934"));
  assert.equal(concept("1F550", { short_name: "clock1" }), concept("1F55C", { short_name: "clock130" }));
  assert.equal(concept("0031-20E3", { subcategory: "keycap" }), concept("0032-20E3", { subcategory: "keycap" }));
  assert.notEqual(concept("1F600"), concept("1F601"));
});
