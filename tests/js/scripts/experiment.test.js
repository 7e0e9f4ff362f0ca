import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { inTemporaryFolder, nativeDigest, run, script } from "../support/programs.js";
import { grammar } from "../../../web/api/grammar.js";
import { presets, withField } from "../../../web/api/spec.js";

const TINY = [
  "data.unlabelled.count=200",
  "data.labelled.count=100",
  "pretext.epochs=2",
  "transfer.epochs=3",
  "supervised.epochs=2",
];

/** The spec that they make of the preset quick. */
const tiny = TINY.map((field) => field.split("=")).reduce(
  (spec, [field, value]) => withField(spec, field, Number(value)),
  presets.quick,
);

/** @param {...string} args */
const experiment = (...args) => script("experiment.mjs", ...args);

test("--json prints one object with what the run came to", async () => {
  const { code, stdout } = await experiment(
    "--spec",
    "web/presets/quick.json",
    "--seed",
    "1",
    "--set",
    ...TINY,
    "--workers",
    "2",
    "--json",
  );
  assert.equal(code, 0);
  const { spec, seed, build, pretext, results, digest } = JSON.parse(stdout);
  assert.deepEqual(spec, { ...tiny, seed: 1 });
  assert.equal(seed, 1);
  assert.match(build, /^pretext \d+\.\d+\.\d+/);
  assert.equal(digest, await nativeDigest(tiny));

  assert.equal(pretext.steps, 10);
  assert.equal(pretext.epochs.length, 2);
  for (const { loss, accuracy } of pretext.epochs) assert.ok(loss > 0 && accuracy > 0 && accuracy <= 1);
  for (const key of ["test_accuracy", "ms_per_step", "seconds"]) assert.ok(pretext[key] > 0, key);

  assert.deepEqual(Object.keys(results), ["self_supervised", "supervised", "random"]);
  for (const arm of Object.values(results)) {
    for (const [score, n] of [
      [arm, 300],
      [arm.full, 10_000],
    ]) {
      assert.equal(score.n, n);
      assert.equal(score.accuracy, score.correct / n);
      assert.ok(score.loss > 0);
    }
    assert.ok(arm.epochs >= 1);
  }
});

/** CIFAR-10's binary form: every image has a colour of its class. @param {number} rows */
function batch(rows) {
  const bytes = Buffer.alloc(rows * 3073).map((_, i) => (i * 7919) % 97);
  for (let row = 0; row < rows; row++) {
    bytes[row * 3073] = row % 3;
    bytes.fill(250, row * 3073 + 1 + 1024 * (row % 3), row * 3073 + 1 + 1024 * ((row % 3) + 1));
  }
  return bytes;
}

test("--data takes CIFAR-10's binary form, with a preset whose rows are as many as there are", () =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "data_batch_1.bin"), batch(90));
    await writeFile(join(folder, "test_batch.bin"), batch(30));
    const small = ["task=colourisation", "pretext.epochs=1", "encoder.0.filters=8", "encoder.1.filters=8"];
    const { code, stdout, stderr } = await experiment("--data", folder, "--set", ...small, "--json");
    assert.equal(code, 0, stderr);
    const { spec, results } = JSON.parse(stdout);
    assert.equal(spec.data.set, "own");
    assert.deepEqual([spec.data.unlabelled.count, spec.data.labelled.count, spec.data.test.count], [90, 90, 30]);
    assert.equal(results.supervised.full.n, 30);
    const estimate = await experiment("--data", folder, "--set", ...small, "--estimate");
    assert.match(estimate.stdout, /^about [\d.]+ seconds on this machine\n$/);
  }));

test("a set of the reader's own has to be given, and a named set brings its preset", async () => {
  const missing = await experiment("--preset", "cifar10");
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /^error: --data: expected the folder of the images, for data\.set is 'own'\.\n$/);
  const rows = await experiment("--set", "data.set=emoji", "data.unlabelled.count=9999");
  assert.equal(rows.code, 1);
  assert.match(rows.stderr, /'data\.unlabelled' asks for rows 0 to 9999, but the train split has 2616\./);
});

test("--data runs on a folder's files, which come to the same where they are MNIST's", async () => {
  const { code, stdout } = await experiment(
    "--data",
    "build/data/raw",
    "--preset",
    "quick",
    "--set",
    ...TINY,
    "--json",
  );
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).digest, await nativeDigest({ ...tiny, seed: presets.quick.seed }));
});

test("without --json it prints a table with all three rows and the digest", async () => {
  const { code, stdout, stderr } = await experiment("--preset", "quick", "--set", ...TINY);
  assert.equal(code, 0);
  for (const text of ["self-supervised", "supervised", "control", "300 test images", "10000 test images"]) {
    assert.ok(stdout.includes(text), text);
  }
  assert.match(stdout, /^digest [0-9a-f]{64}$/m);
  assert.match(stderr, /epoch .* \| loss .* left/);
});

test("a task that asks for no class is scored by squared error, and nowhere by a percentage", async () => {
  const { code, stdout, stderr } = await experiment("--preset", "quick", "--set", ...TINY, "task=inpainting");
  assert.equal(code, 0, stderr);
  assert.match(
    stdout,
    /pretext task inpainting: squared error 0\.\d+, PSNR \d+\.\d\d dB, on (10000|40000) test examples/,
  );
  assert.match(stderr, /epoch .* \| loss .* left/);
  assert.doesNotMatch(stdout + stderr, /null|NaN|undefined/);
});

test("a task composed on the command line runs, and --json says it back", async () => {
  const task = { transform: [{ op: "flip" }, { op: "blur", radius: 1 }], predict: "choice" };
  const { code, stdout, stderr } = await experiment(
    "--preset",
    "quick",
    "--set",
    ...TINY,
    `task=${JSON.stringify(task)}`,
    "task.transform.1.radius=3",
    "--json",
  );
  assert.equal(code, 0, stderr);
  const { spec, pretext } = JSON.parse(stdout);
  assert.deepEqual(spec.task.transform, [
    { op: "flip", top_bottom: 0 },
    { op: "blur", radius: 3 },
  ]);
  assert.ok(pretext.test_accuracy > 0.4 && !("test_psnr" in pretext));
});

test("--list-tasks prints each named task with its question", async () => {
  const { code, stdout } = await experiment("--list-tasks");
  assert.equal(code, 0);
  for (const { name, description } of grammar.tasks)
    assert.match(stdout, new RegExp(`${name} .*${description.predict}`));
});

test("--help lists the options on stdout", async () => {
  const { code, stdout, stderr } = await experiment("--help");
  assert.equal(code, 0);
  for (const option of ["--preset", "--seed", "--workers", "--set", "--json"])
    assert.ok(stdout.includes(option), option);
  assert.equal(stderr, "");
});

test("the native program reads a spec with a byte order mark too", async () => {
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, "spec.json");
    await writeFile(file, '\ufeff{"seed": -1}');
    const { code, stderr } = await run("build/native/experiment", file, "build/data/raw", join(folder, "weights"));
    assert.equal(code, 1);
    assert.match(stderr, /'seed' must be a whole number/);
  });
});

/** @type {[string, string[], RegExp][]} */
const REFUSED = [
  ["an unknown option", ["--sed", "1"], /unknown option '--sed'/],
  [
    "an unknown preset",
    ["--preset", "slow"],
    /--preset: expected one of board, canvas, fair, notebook, quick, ten_labels, ten_labels_long, emoji, cifar10, nin, nin_small, definitions, found 'slow'\./,
  ],
  ["a seed that is no number", ["--seed", "one"], /--seed.*expected a whole number, found 'one'\./],
  ["a seed that is too large", ["--seed", "4294967296"], /spec: 'seed' must be a whole number from 0 to 4294967295/],
  ["no workers", ["--workers", "0"], /--workers: expected 1 to 8, found 0\./],
  ["too many workers", ["--workers", "9"], /--workers: expected 1 to 8, found 9\./],
  [
    "an assignment without a value",
    ["--set", "pretext.epochs"],
    /--set: expected field=value, found 'pretext\.epochs'\./,
  ],
  ["an unknown field", ["--set", "pretext.epoch=1"], /spec: unknown key 'pretext\.epoch'; expected one of/],
  [
    "a value of the wrong type",
    ["--set", "pretext.epochs=many"],
    /'pretext\.epochs' must be a whole number .*, found "many"\./,
  ],
  ["an unknown task", ["--set", "task=jigsw"], /spec: 'task' must be one of 'rotation', .*, found "jigsw"\./],
  ["an op of a task without its kind", ["--set", 'task={"transform":[{}],"predict":"choice"}'], /'task\.transform\.0/],
  [
    "an op that is none, in a named task",
    ["--set", "task=jigsaw", "task.transform.1.op=shuffle"],
    /spec: 'task\.transform\.1\.op' must be one of 'turn', .*, found "shuffle"\./,
  ],
  [
    "an op that does not fit what comes before it",
    ["--set", 'task={"transform":[{"op":"permute"}],"predict":"choice"}'],
    /spec: 'task\.transform\.0': 'permute' needs tiles before it/,
  ],
  [
    "fields that do not fit each other",
    ["--set", "transfer.stop=validation_loss"],
    /'transfer\.held_out' must be above 0 where/,
  ],
  ["rows that there are not", ["--set", "data.labelled.from=59999"], /'data\.labelled' asks for rows .* has 15000\./],
  ["a folder without data", ["--data", "docs"], /docs: expected one file with its train images, found none\./],
  ["data from no folder", ["--data", "no/such"], /no\/such: expected a folder, or the archive/],
  [
    "a spec file that is not there",
    ["--spec", "no/such.json"],
    /--spec: no\/such\.json can't be read; expected a JSON file\./,
  ],
  [
    "a folder in place of a spec file",
    ["--spec", "docs"],
    /--spec: docs can't be read \(EISDIR.*\); expected a JSON file\./,
  ],
  [
    "a folder in place of a checkpoint",
    ["--resume", "docs"],
    /--resume: docs can't be read \(EISDIR.*\); expected a file/,
  ],
  ["a spec file that is no JSON", ["--spec", "LICENSE"], /--spec: LICENSE is no JSON\./],
  [
    "a learning rate that diverges",
    ["--preset", "quick", "--set", ...TINY, "pretext.optimiser=sgd", "pretext.learning_rate=1000", "data.pixels=raw"],
    /pretext: the loss is no longer a finite number in epoch 1, step \d+; a smaller pretext\.learning_rate may help\./,
  ],
];

for (const [what, args, sentence] of REFUSED) {
  test(`${what} is one sentence on stderr and a failure`, async () => {
    const { code, stdout, stderr } = await experiment(...args);
    assert.ok(code !== null && code !== 0, `exit code ${code}`);
    assert.equal(stdout, "");
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /\n {4}at /, "no stack");
  });
}
