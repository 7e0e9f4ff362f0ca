import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { loadCore } from "../../web/api/worker/load-core.js";
import { host } from "../../web/api/node.js";
import { printed } from "../../scripts/schema.mjs";
import { specFor } from "../../scripts/spec-options.mjs";
import { bounds, namedTextTasks, presetNamed, presets, readSpec, withField } from "../../web/api/spec.js";
import { readHash, writeHash } from "../../web/app/hash.js";

/** @type {Awaited<ReturnType<typeof loadCore>>} */
let core;
before(async () => {
  core = await loadCore(await host.compile("images"), "images");
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
  assert.deepEqual(JSON.parse(schema), printed()[1]);
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
  const value = { seed: 5, encoder: [{ filters: 3 }], pretext: { epochs: 2 }, supervised: { batch: 8 } };
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
  [{ encoder: [] }, /^spec: 'encoder' must be a list of 1 to 12 objects, found a list\.$/],
  [{ encoder: [1] }, /^spec: 'encoder/],
  [{ task: "jigsaws" }, /^spec: 'task' must be one of 'rotation', .* or a description, found "jigsaws"\.$/],
  [{ task: "__proto__" }, /^spec: 'task' must be one of 'rotation'/],
  [{ task: 5 }, /^spec: 'task' must be one of 'rotation', .* found 5\.$/],
  [{ task: {} }, /^spec: 'task\.predict' is missing; expected one of 'choice', 'source', /],
  [{ task: { predict: "turn" } }, /^spec: 'task\.predict' must be one of 'choice', .* found "turn"\.$/],
  [
    { task: { predict: "choice", ops: [] } },
    /^spec: unknown key 'task\.ops'; expected one of 'transform', 'predict', 'head'/,
  ],
  [
    { task: { transform: [{ op: "turn" }, { op: "spin" }], predict: "choice" } },
    /^spec: 'task\.transform\.1\.op' must be one of 'turn'.* found "spin"\.$/,
  ],
  [
    { task: { transform: [{ steps: 4 }], predict: "choice" } },
    /^spec: 'task\.transform\.0\.op' must be one of 'turn'.* found nothing\.$/,
  ],
  [
    { task: { transform: [{ op: "turn", steps: 4 }], predict: "choice" } },
    /^spec: unknown key 'task\.transform\.0\.steps'; expected one of 'op'/,
  ],
  [
    { task: { transform: "turn", predict: "choice" } },
    /^spec: 'task\.transform' must be a list of at most 16 objects, found "turn"\.$/,
  ],
  [
    { task: { predict: "source", head: [{ layer: "dense", units: 5000 }] } },
    /^spec: 'task\.head\.0\.units' must be a whole number from 0 to 4096, found 5000\.$/,
  ],
  [
    { task: { predict: "pair", loss: [{ term: "dcl", temperature: 0 }] } },
    /^spec: 'task\.loss\.0\.temperature' must be a number from 0\.01 to 10(\.0)?, found 0\.$/,
  ],
];

for (const [value, sentence] of REFUSED) {
  test(`${JSON.stringify(value).slice(0, 60)} is refused alike here and in the core`, () => {
    assert.match(scriptSays(value) ?? "accepted", sentence);
    assert.match(coreSays(value) ?? "accepted", sentence);
  });
}

test("a composed task is filled in alike, and one that is a named task's gets its name", () => {
  const transform = [{ op: "turn" }];
  for (const task of [
    { transform, predict: "choice", head: [{ layer: "conv", filters: 8 }, { layer: "dense" }] },
    { predict: "pair", loss: [{ term: "nt_xent" }] },
  ]) {
    const read = readSpec({ task });
    const cores = core.readSpec(JSON.stringify({ task }));
    assert.deepEqual(read.ok && read.spec.task, cores.ok && JSON.parse(cores.value).task);
  }
  const rotation = core.readSpec(JSON.stringify({ task: { transform, predict: "choice" } }));
  assert.equal(rotation.ok && JSON.parse(rotation.value).task, "rotation");
});

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

test("a path that names nothing is refused with what is there", () => {
  const { fair } = presets;
  /** @type {[string, RegExp][]} */
  const astray = [
    ["encoder.foo", /unknown key 'encoder\.foo'; 'encoder' is a list of 2, 'encoder\.0' to 'encoder\.1'\.$/],
    ["encoder.-1", /unknown key 'encoder\.-1'; 'encoder' is a list of 2/],
    ["encoder.length", /unknown key 'encoder\.length'; 'encoder' is a list of 2/],
    ["encoder.7", /unknown key 'encoder\.7'; 'encoder' is a list of 2/],
    ["encoder.7.filters", /unknown key 'encoder\.7'; 'encoder' is a list of 2/],
    ["encoder.01", /unknown key 'encoder\.01'; 'encoder' is a list of 2/],
    ["encoder.map.name", /unknown key 'encoder\.map'; 'encoder' is a list of 2/],
    ["encoder.constructor", /unknown key 'encoder\.constructor'; 'encoder' is a list of 2/],
    ["seed.low", /unknown key 'seed\.low'; 'seed' is 1 and has no parts\.$/],
    ["task.predict", /'task\.predict' must be one of 'choice', 'source', /],
    ["task.foo", /unknown key 'task\.foo'; expected one of 'transform', 'predict', 'head', 'loss'/],
    ["pretext.constructor.name", /unknown key 'pretext\.constructor'; expected one of 'optimiser'/],
    ["pretexts.epochs", /unknown key 'pretexts\.epochs'; expected one of 'name', 'seed'/],
    ["toString", /unknown key 'toString'; expected one of 'name', 'seed'/],
    ["pretext.__proto__", /unknown key 'pretext\.__proto__'; expected one of 'optimiser'/],
  ];
  for (const [path, words] of astray) {
    for (const value of [0, "x", null, []])
      assert.match(scriptSays(withField(fair, path, value)) ?? "accepted", words, path);
  }
});

test("presets are found by their names and by nothing else", async () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "", "Fair"]) {
    assert.equal(presetNamed(name), undefined);
    await assert.rejects(specFor({ preset: name }), {
      message:
        /^--preset: expected one of board, canvas, fair, notebook, quick, ten_labels, ten_labels_long, emoji, cifar10, nin, nin_small, definitions, found/,
    });
    const read = readHash(`#preset=${name}`);
    assert.equal(read.ok, false);
    assert.deepEqual(read.address.spec, presets.fair);
  }
});

test("a set that is named brings its preset, and a task of texts that of texts, unless another one is asked for", async () => {
  const setOf = async (/** @type {string} */ preset, /** @type {string[]} */ ...set) => {
    const { name, data } = await specFor({ preset, set });
    return [name, data.set];
  };
  assert.deepEqual(await setOf("fair"), ["fair", undefined]);
  assert.deepEqual(await setOf("fair", "data.set=emoji"), ["emoji", "emoji"]);
  assert.deepEqual(await setOf("fair", "data.set=definitions"), ["definitions", "definitions"]);
  for (const task of namedTextTasks)
    assert.deepEqual(await setOf("fair", `task=${task}`), ["definitions", "definitions"]);
  assert.deepEqual(await setOf("fair", "task=next_token", "data.set=emoji"), ["emoji", "emoji"]);
  assert.deepEqual(await setOf("quick", "task=next_token"), ["quick", undefined]);
});

test("whatever an address says, it is read or refused with a sentence", () => {
  const keys = [
    "encoder",
    "task",
    "pretext",
    "seed",
    "name",
    "length",
    "0",
    "-1",
    "7",
    "filters",
    "__proto__",
    "constructor",
  ];
  const values = ["", "0", "-1", "1e999", "null", "[]", "x", "true", "%", "%ff", "0x10", " 5"];
  const paths = [
    "",
    ...keys,
    ...keys.flatMap((a) => keys.map((b) => `${a}.${b}`)),
    "task.transform.0.op",
    "a..b",
    ".",
    "..x",
  ];
  for (const path of paths) {
    for (const value of values) {
      const read = readHash(`#preset=quick&${path}=${value}`);
      if (read.ok) assert.ok(readSpec(read.address.spec).ok && read.address.spec.encoder.length === 2, path);
      else assert.match(read.message, /^(spec|preset): .{10,500}$/s, path);
    }
  }
});

test("the address of a spec with a name of its own leads back to it", () => {
  for (const name of ["mine", "constructor", "__proto__"]) {
    const spec = { ...withField(presets.fair, "pretext.epochs", 3), name };
    const read = readHash(writeHash({ spec, digit: 0, act: 0, language: null }));
    assert.deepEqual(read.ok && read.address.spec, spec);
  }
});

test("bounds come from the schema", () => {
  assert.deepEqual(bounds("pretext.epochs"), { minimum: 1, maximum: 1000, default: 10 });
  assert.deepEqual(bounds("encoder.0.kernel"), { minimum: 1, maximum: 7, default: 3 });
});
