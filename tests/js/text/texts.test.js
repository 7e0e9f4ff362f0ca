import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { SHA256 } from "../../../scripts/definitions.mjs";
import { loadData, loadTexts } from "../../../web/api/node.js";
import { byteVocabulary, encoderOf, learn, textOf, wordsOf } from "../../../web/api/text/bpe.js";
import { readOwnTexts } from "../../../web/api/text/own-texts.js";
import { textDataOf } from "../../../web/api/text/texts.js";
import { splitOf } from "../../../web/api/text/split.js";
import { SMALL, TABLE } from "../support/own-texts.js";
import { inTemporaryFolder, run, script } from "../support/programs.js";

/** @param {string} name @param {string | Uint8Array<ArrayBuffer>} content @param {"bpe" | "bytes"} [tokenizer] */
const read = async (name, content, tokenizer) => textDataOf(await readOwnTexts(name, new Blob([content]), tokenizer));

test("words take the space before them along, and what belongs to none stands alone", () => {
  assert.deepEqual(wordsOf("a 2nd (of)"), [" a", " 2", "nd", " (", "of", ")"]);
});

test("each merge is the most frequent pair, the smallest text first among equals", () => {
  // " ab" three times, " cd" twice: " a" and "ab" are equally frequent, and a space comes before a letter.
  const { tokens, merges } = learn(["ab ab ab cd cd"], 13);
  assert.deepEqual(tokens.slice(4), [" ", "a", "b", "c", "d", " a", " ab", " c", " cd"]);
  assert.deepEqual(merges, [
    [4, 5],
    [9, 6],
    [4, 7],
    [11, 8],
  ]);
  assert.deepEqual(encoderOf({ tokens, merges })("ab cd a"), [10, 12, 9]);
});

test("what is encoded comes back, in other scripts and directions too; unknown characters are left out", () => {
  const texts = ["une école", "작은 고양이", "שלום עולם", "it's 12 o'clock; isn't it?"];
  const vocabulary = learn(texts, 80);
  const encode = encoderOf(vocabulary);
  for (const text of texts) assert.equal(textOf(encode(text), vocabulary), text);
  assert.equal(textOf(encode("une Ω école"), vocabulary), "une  école");
  assert.deepEqual(encode("Ω"), [4 + [...new Set(texts.join(" "))].sort().indexOf(" ")]);
});

test("bytes are what any text is made of, and characters are counted by their first ones", async () => {
  const vocabulary = byteVocabulary();
  const encode = encoderOf(vocabulary);
  for (const text of ["une Ω école", "작은 고양이", "שלום", "🐈 <b>"])
    assert.equal(textOf(encode(text), vocabulary), text);
  assert.deepEqual(encode("é"), [4 + 0x20, 4 + 0xc3, 4 + 0xa9]);
  const lines = Array.from({ length: 60 }, (_, i) => `고양이 ${i}`);
  const { texts } = await read("own.txt", lines.join("\n"), "bytes");
  assert.deepEqual([texts.vocabulary.tokens.length, texts.vocabulary.bytes], [260, true]);
  const [first] = texts.rows(2, Infinity);
  const said = textOf(first, texts.vocabulary);
  assert.ok(lines.includes(said), said);
  const split = lines.filter((line) => splitOf(line) === 2);
  const characters = split.reduce((sum, line) => sum + 1 + line.length, 0);
  assert.equal(texts.characters(2, 255), characters);
  assert.equal((await read("own.txt", lines.join("\n"))).texts.characters(2, 255), characters);
});

test("definitions are as the recipe says, with the notice of their source", async () => {
  const { texts, sha256 } = await loadTexts();
  assert.deepEqual(texts.splits, [40657, 5120, 5128]);
  assert.equal(texts.vocabulary.tokens.length, 2048);
  assert.equal(texts.vocabulary.tokens.slice(4, 52).join(""), " !$'(),-.0123456789:;?abcdefghijklmnopqrstuvwxyz");
  assert.equal(texts.characters(0, 255) + texts.characters(1, 255) + texts.characters(2, 255), 3_581_662);
  assert.equal(sha256.texts, SHA256);
  const folder = "build/data/definitions/";
  const plain = await readFile(join(folder, "definitions.texts"));
  assert.equal(createHash("sha256").update(plain).digest("hex"), SHA256);
  assert.match(
    await readFile(join(folder, "LICENCE.txt"), "utf8"),
    /Princeton University[^]*WordNet 3\.1 Copyright 2011/,
  );
  await assert.rejects(loadData("definitions"), {
    message: "data.set: 'definitions' is a set of texts, expected one of images.",
  });
});

test("texts of the reader's own become a set; what is none is refused in one sentence", async () => {
  const { texts } = await read("own.csv", TABLE);
  assert.deepEqual(texts.classes, ["animal", "food"]);
  assert.equal(texts.splits[0] + texts.splits[1] + texts.splits[2], 240);
  const lines = TABLE.split("\n").slice(1).join("\n");
  assert.deepEqual((await read("own.txt", lines)).texts.classes, []);

  const refused = (
    /** @type {string} */ name,
    /** @type {string | Uint8Array<ArrayBuffer>} */ content,
    /** @type {RegExp} */ message,
  ) =>
    assert.rejects(
      read(name, content),
      ({ code, message: found }) => code === "bad_file" && message.test(found),
      String(message),
    );
  await refused("a.txt", "", /^a\.txt: expected 20 texts or more, found 0\.$/);
  await refused("a.txt", Uint8Array.of(0xff, 0xfe, 0x41, 0), /expected text in UTF-8/);
  await refused("a.txt", "abc\0def", /expected text in UTF-8/);
  await refused("a.csv", TABLE.replaceAll("animal", "food"), /found only 'food'/);
  await refused("a.csv", `${TABLE}one more text,rare\n`, /found one of 'rare'/);
  await refused("a.csv", `${TABLE}one more text,\n`, /a class in every row/);
  await refused("a.csv", "x,".repeat(1_000_000), /at most 16 columns, found 1000001/);
  await refused("a.csv", `name,label\n${TABLE.slice(11)}`, /expected a column 'text'/);
});

/** @param {string} task  @param {string} file  @param {...string} more */
const experiment = (task, file, ...more) =>
  script(
    "experiment.mjs",
    "--data",
    file,
    "--json",
    ...[`task=${task}`, ...SMALL].flatMap((set) => ["--set", set]),
    ...more,
  );

test("runs on texts come to the same weights natively and in Node with any number of workers", async () => {
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, "own.csv");
    await writeFile(file, TABLE);
    const { files } = await read(file, TABLE);
    await mkdir(join(folder, "native"));
    await writeFile(join(folder, "native", "definitions.texts"), Buffer.from(await files.texts.arrayBuffer()));
    for (const task of ["masked_tokens", "next_token", "next_sentence"]) {
      const digests = [];
      let spec;
      for (const workers of ["1", "3"]) {
        const { code, stdout, stderr } = await experiment(task, file, "--workers", workers);
        assert.equal(code, 0, stderr);
        const result = JSON.parse(stdout);
        ({ spec } = result);
        digests.push(result.digest);
      }
      const [specFile, out] = ["spec.json", "out"].map((name) => join(folder, name));
      await writeFile(specFile, JSON.stringify(spec));
      const native = await run("build/native/experiment", specFile, join(folder, "native"), out, "pretext");
      assert.equal(native.code, 0, native.stderr);
      digests.push(
        createHash("sha256")
          .update(await readFile(out))
          .digest("hex"),
      );
      assert.equal(new Set(digests).size, 1, task);
    }
  });
});

test("the weights of a run and its texts come to the same loss in PyTorch, by the page's program", async (context) => {
  await inTemporaryFolder(async (folder) => {
    const [file, weights, texts] = ["own.csv", "w.safetensors", "own.texts"].map((name) => join(folder, name));
    await writeFile(file, TABLE);
    const { code, stdout, stderr } = await experiment("next_token", file, "--weights", weights, "--texts", texts);
    assert.equal(code, 0, stderr);
    const { test_loss: loss, test_n: n } = JSON.parse(stdout).pretext;
    assert.deepEqual(
      await readFile(texts),
      Buffer.from(await (await readOwnTexts(file, new Blob([TABLE]))).file.arrayBuffer()),
    );
    const program = "web/views/texts/next_token.py";
    const pythons = ["python3", "/usr/bin/python3"].map((python) =>
      run(python, "-c", "import torch").then(({ code }) => (code === 0 ? python : null)),
    );
    const python = (await Promise.all(pythons)).find((one) => one !== null);
    if (!python) return context.skip("there is no PyTorch on this machine");
    const said = await run(python, program, weights, texts);
    assert.equal(said.code, 0, said.stderr);
    const [, found, of] = /^(\d+\.\d+) nats a token, of (\d+) test tokens/.exec(said.stdout) ?? [];
    assert.equal(Number(of), n);
    assert.ok(Math.abs(Number(found) - loss) < 1e-5 * loss, `${found} for ${loss}`);
  });
});

test("a run on texts is kept, goes on to the same digest, is transferred, and writes", async () => {
  await inTemporaryFolder(async (folder) => {
    const [file, kept] = [join(folder, "own.csv"), join(folder, "kept")];
    await writeFile(file, TABLE);
    const more = ["--generate", "a cat", "--tokens", "8", "--transfer", "16"];
    const { code, stdout, stderr } = await experiment("next_token", file, "--checkpoint", kept, ...more);
    assert.equal(code, 0, stderr);
    const result = JSON.parse(stdout);
    assert.match(result.text, /^a cat/);
    assert.ok(result.bits_per_character > 0);
    assert.deepEqual(
      result.transfer.map((/** @type {{mode: string}} */ { mode }) => mode),
      ["probe", "fine_tune", "lp_ft", "supervised", "probe_random", "naive_bayes", "tf_idf", "lsa"],
    );
    const counted = result.transfer.filter((/** @type {{mode: string}} */ { mode }) => /naive|tf_idf|lsa/.test(mode));
    for (const { correct, n } of counted) assert.ok(correct >= 0.75 * n, `${correct} of ${n}`);
    const again = await script("experiment.mjs", "--data", file, "--json", "--resume", kept, ...more);
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual([JSON.parse(again.stdout).digest, JSON.parse(again.stdout).text], [result.digest, result.text]);
    const long = await experiment("next_token", file, "--generate", "a cat ".repeat(40));
    assert.equal(long.code, 1);
    assert.match(long.stderr, /generate: the prompt has \d+ tokens, expected fewer than 31\.\n$/);
  });
});
