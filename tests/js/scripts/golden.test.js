import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { inTemporaryFolder, script } from "../support/programs.js";

const FILES = ["pretext", "probe", "pretext_raw", "supervised"].map((name) =>
  join("tests", "golden", `${name}.safetensors`),
);

test("golden runs of an independent program come out the same in WebAssembly", async () => {
  const { code, stdout } = await script("golden.mjs", ...FILES);
  assert.equal(code, 0);
  assert.equal(
    stdout.match(/^ok {3}\w+\.safetensors .*losses .*first gradient .*final weights .*$/gm)?.length,
    FILES.length,
  );
});

/**
 * Runs the script on a copy of a golden run.
 * @param {(bytes: Buffer) => Buffer} change
 */
function replayed(change) {
  return inTemporaryFolder(async (folder) => {
    const file = join(folder, "changed.safetensors");
    await writeFile(file, change(await readFile(FILES[1])));
    return script("golden.mjs", FILES[1], file);
  });
}

test("a run that does not come out the same is told and fails", async () => {
  const { code, stdout, stderr } = await replayed((bytes) => {
    // The last data bytes are final weights or losses: a large number among them.
    bytes.writeFloatLE(1000, bytes.length - 400);
    return bytes;
  });
  assert.equal(code, 1);
  assert.match(stdout, /^ok {3}probe/m);
  assert.match(stdout, /^FAIL changed/m);
  assert.match(stderr, /^error: Beyond/m);
});

/**
 * Sets the first element of a float32 tensor.
 * @param {Buffer} bytes  of a safetensors file
 * @param {string} name
 * @param {number} value
 */
function setFirst(bytes, name, value) {
  const data = 8 + Number(bytes.readBigUInt64LE(0));
  const { data_offsets: offsets } = JSON.parse(bytes.toString("utf8", 8, data))[name];
  bytes.writeFloatLE(value, data + offsets[0]);
  return bytes;
}

for (const [tensor, words] of /** @type {[string, RegExp][]} */ ([
  ["losses", /losses not finite/],
  ["grad/dense.kernel", /first gradient not finite \(dense\.kernel\)/],
  ["final/conv1.kernel", /final weights not finite \(conv1\.kernel\)/],
])) {
  test(`a reference whose ${tensor} are not finite fails, as text and as JSON`, async () => {
    await inTemporaryFolder(async (folder) => {
      const files = await Promise.all(
        [NaN, Infinity].map(async (value, i) => {
          const file = join(folder, `${i}.safetensors`);
          await writeFile(file, setFirst(await readFile(FILES[1]), tensor, value));
          return file;
        }),
      );
      const text = await script("golden.mjs", ...files);
      assert.equal(text.code, 1);
      assert.equal(text.stdout.match(/^FAIL/gm)?.length, 2);
      text.stdout
        .trim()
        .split("\n")
        .forEach((line) => assert.match(line, words));
      const json = await script("golden.mjs", "--json", ...files);
      assert.equal(json.code, 1);
      for (const line of json.stdout.trim().split("\n")) assert.equal(JSON.parse(line).good, false);
    });
  });
}

/** @type {[string, (bytes: Buffer) => Buffer, RegExp][]} */
const BROKEN = [
  [
    "a file that is cut off",
    (bytes) => bytes.subarray(0, -4),
    /changed\.safetensors: tensor '.*' lies outside the file/,
  ],
  [
    "a file of something else",
    () => Buffer.from("not a tensor in sight"),
    /changed\.safetensors: the header's length is given as/,
  ],
];

for (const [what, change, sentence] of BROKEN) {
  test(`${what} is one sentence on stderr and a failure`, async () => {
    const { code, stderr } = await replayed(change);
    assert.equal(code, 1);
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /\n {4}at /, "no stack");
  });
}

test("a file that is not there is a sentence; no file at all, a usage", async () => {
  const missing = await script("golden.mjs", "no-such.safetensors");
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /no-such\.safetensors can't be read; expected a safetensors file\./);
  const none = await script("golden.mjs");
  assert.equal(none.code, 1);
  assert.match(none.stderr, /missing required argument 'files'/);
});
