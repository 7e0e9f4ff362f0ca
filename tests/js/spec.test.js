import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { loadCore } from "../../web/api/load-core.js";
import { host } from "../../web/api/node.js";
import { bounds, presets, readSpec, withField } from "../../web/api/spec.js";

/** @type {Awaited<ReturnType<typeof loadCore>>} */
let core;
before(async () => {
  core = await loadCore(await host.compile());
});

/** @param {unknown} value */
const coreSays = (value) => {
  const read = core.readSpec(JSON.stringify(value));
  return read.ok ? null : read.error.message;
};

/** @param {unknown} value */
const scriptSays = (value) => {
  const read = readSpec(value);
  return read.ok ? null : read.error.message;
};

test("the schema beside the presets is the core's", async () => {
  const schema = await readFile(new URL("../../web/presets/spec.schema.json", import.meta.url), "utf8");
  assert.deepEqual(JSON.parse(schema), JSON.parse(core.specSchema()));
});

for (const [name, preset] of Object.entries(presets)) {
  test(`the preset ${name} is valid and whole, here and in the core`, () => {
    assert.deepEqual(readSpec(preset), { ok: true, spec: preset });
    const read = core.readSpec(JSON.stringify(preset));
    assert.deepEqual(JSON.parse(read.ok ? read.value : "null"), preset);
    assert.equal(preset.name, name);
  });
}

test("what a spec leaves out is filled in as the core fills it in, and the value is left alone", () => {
  const value = { seed: 5, encoder: [{ filters: 3 }], pretext: { epochs: 2 } };
  const before = structuredClone(value);
  const read = readSpec(value);
  const cores = core.readSpec(JSON.stringify(value));
  assert.deepEqual(read.ok && read.spec, cores.ok && JSON.parse(cores.value));
  assert.deepEqual(value, before);
});

/** @type {[unknown, RegExp][]} */
const REFUSED = [
  [null, /^spec: expected a JSON object\.$/],
  [[], /^spec: expected a JSON object\.$/],
  ["fair", /^spec: expected a JSON object\.$/],
  [{ sed: 1 }, /^spec: unknown key 'sed'; expected one of 'name', 'seed', 'task'/],
  [{ data: { test: { to: 1 } } }, /^spec: unknown key 'data\.test\.to'; expected one of 'from', 'count'\.$/],
  [{ encoder: [{}, { units: 1 }] }, /^spec: unknown key 'encoder\.1\.units'; expected one of 'filters'/],
  [{ pretext: { standardise: true } }, /^spec: unknown key 'pretext\.standardise'; expected one of/],
  [{ seed: "1" }, /^spec: 'seed' must be a whole number from 0 to 4294967295, found "1"\.$/],
  [{ seed: -1 }, /^spec: 'seed' must be a whole number from 0 to 4294967295, found -1\.$/],
  [{ pretext: { epochs: 1.5 } }, /^spec: 'pretext\.epochs' must be a whole number from 1 to 1000, found 1\.5\.$/],
  [{ encoder: [{ kernel: 8 }] }, /^spec: 'encoder\.0\.kernel' must be a whole number from 1 to 7, found 8\.$/],
  [{ transfer: { momentum: 1 } }, /^spec: 'transfer\.momentum' must be a number from .* to 0\.999, found 1\.$/],
  [{ transfer: { standardise: 1 } }, /^spec: 'transfer\.standardise' must be true or false, found 1\.$/],
  [{ data: { pixels: {} } }, /^spec: 'data\.pixels' must be one of 'unit', 'raw', found an object\.$/],
  [{ name: "x".repeat(41) }, /^spec: 'name' must be a text of at most 40 characters, found "x+/],
  [{ data: [] }, /^spec: 'data' must be an object, found a list\.$/],
  [{ encoder: [] }, /^spec: 'encoder' must be a list of 1 to 4 objects, found a list\.$/],
  [{ encoder: [1] }, /^spec: 'encoder/],
];

for (const [value, sentence] of REFUSED) {
  test(`${JSON.stringify(value).slice(0, 60)} is refused alike here and in the core`, () => {
    assert.match(scriptSays(value) ?? "accepted", sentence);
    assert.match(coreSays(value) ?? "accepted", sentence);
  });
}

test("names are counted in characters on both sides", () => {
  for (const name of ["한".repeat(40), "é".repeat(40)]) {
    assert.equal(scriptSays({ name }), null);
    assert.equal(coreSays({ name }), null);
  }
});

test("withField sets a field in a copy and leaves the judgement to readSpec", () => {
  const { fair } = presets;
  assert.equal(withField(fair, "pretext.epochs", 3).pretext.epochs, 3);
  assert.equal(withField(fair, "encoder.1.filters", 3).encoder[1].filters, 3);
  assert.equal(fair.pretext.epochs, 10);
  for (const path of [
    "epochs",
    "pretext.epoch",
    "pretexts.epochs",
    "encoder.7.filters",
    "seed.low",
    "__proto__",
    "a.__proto__.b",
  ]) {
    assert.match(scriptSays(withField(fair, path, 3)) ?? "accepted", /^spec: unknown key /, path);
  }
  assert.equal(/** @type {any} */ ({}).b, undefined);
});

test("bounds come from the schema", () => {
  assert.deepEqual(bounds("pretext.epochs"), { minimum: 1, maximum: 1000, default: 10 });
  assert.deepEqual(bounds("encoder.0.kernel"), { minimum: 1, maximum: 7, default: 3 });
});
