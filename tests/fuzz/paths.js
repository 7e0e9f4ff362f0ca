// Any text as the page's address, if it begins with #, or else as what --set is given, a line for each: refused with a
// sentence, or read, written and read again to the same spec.

import assert from "node:assert/strict";
import { Failure } from "../../scripts/command.mjs";
import { specFor } from "../../scripts/spec-options.mjs";
import { grammar } from "../../web/api/grammar.js";
import { presets, readSpec } from "../../web/api/spec.js";
import { readHash, writeHash } from "../../web/app/hash.js";
import { assertRefusal, assertSentence, fuzz } from "./support/mutations.js";

/** @param {string} text */
function checkAddress(text) {
  const read = readHash(text);
  assert.ok(readSpec(read.address.spec).ok, "whatever an address says, its spec can be run");
  if (!read.ok) return assertSentence(read.message);
  const again = readHash(writeHash(read.address));
  assert.deepEqual(again, read, "an address that was read can be written and read");
}

/** @param {string} text */
async function checkSet(text) {
  try {
    const spec = await specFor({ preset: "quick", set: text.split("\n") });
    assert.deepEqual(
      readSpec(JSON.parse(JSON.stringify(spec))),
      { ok: true, spec },
      "a spec that was made can be read",
    );
  } catch (error) {
    assertRefusal(error, Failure);
  }
}

/** Every key and value that a spec has, by path. @param {object} spec @param {string} [prefix] @returns {string[]} */
const pathsOf = (spec, prefix = "") =>
  Object.entries(spec).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    return [path, ...(typeof value === "object" ? pathsOf(value, `${path}.`) : [`${path}=${value}`])];
  });

const kinds = [...grammar.ops, ...grammar.layers, ...grammar.terms];
const words = [
  ...pathsOf(presets.quick).flatMap((path) => [path, `&${path}=`, `\n${path}=`]),
  ...kinds.flatMap(({ name, fields }) => [name, ...fields.map((field) => `.${field.name}`)]),
  ...grammar.tasks.flatMap(({ name, description }) => [`task=${name}`, JSON.stringify(description)]),
  ...["task.transform.0", "task.head.1.", "encoder.0", ".length", ".constructor", ".0", ".", "=", "&", "#", "%", "%7B"],
];

await fuzz("paths", words, (text) => (text.startsWith("#") ? checkAddress(text) : checkSet(text)));
