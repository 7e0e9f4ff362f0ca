import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { eachOnce, readCells } from "../../../scripts/cells.mjs";
import { specFor } from "../../../scripts/spec-options.mjs";
import { digestOf, openSweep } from "../../../scripts/sweep-file.mjs";
import { Summary } from "../../../web/api/study/summary.js";
import { presets } from "../../../web/api/spec.js";
import { cell, folderOf, lines } from "../support/cells.js";
import { script } from "../support/programs.js";

/** @type {[string, unknown, RegExp][]} */
const FAULTS = [
  ["nothing", null, /expected one finished cell, a JSON object, found null/],
  ["a number", 5, /expected one finished cell, a JSON object, found 5/],
  ["a list", [cell()], /expected one finished cell/],
  ["an empty object", {}, /'preset' must be a text, found nothing/],
  ["accuracy as text", cell({ accuracy: "0.75" }), /'accuracy' must be a number from 0 to 1, found "0.75"/],
  ["accuracy beyond 1", cell({ accuracy: 5 }), /'accuracy' must be a number from 0 to 1, found 5/],
  ["accuracy of other counts", cell({ accuracy: 0.5 }), /'accuracy' must be correct \/ n, 0.75, found 0.5/],
  ["more right than tested", cell({ correct: 20 }), /'correct' must be at most n, 8, found 20/],
  ["nothing tested", cell({ n: 0, correct: 0 }), /'n' must be a whole number from 1 to .*, found 0/],
  ["half a right one", cell({ correct: 0.5 }), /'correct' must be a whole number/],
  ["a seed as text", cell({ seed: "1" }), /'seed' must be a whole number from 0 to 4294967295, found "1"/],
  ["a seed beyond 32 bits", cell({ seed: 2 ** 32 }), /'seed' must be a whole number/],
  [
    "no task of pretraining",
    cell({ task: null, mode: "knn", epoch: 3 }),
    /'task' must be a pretext task for the mode knn/,
  ],
  [
    "an unknown task",
    cell({ task: "jigsw", mode: "knn", epoch: 3 }),
    /'task' must be a pretext task .*, found "jigsw"/,
  ],
  ["half a task", cell({ task: '{"predict":', mode: "knn", epoch: 3 }), /'task' must be a pretext task/],
  ["a task of a control", cell({ task: "rotation" }), /'task' must be null for the mode supervised/],
  ["no accuracy", cell({ accuracy: null }), /'accuracy' must be a number for the mode supervised/],
  [
    "neither accuracy nor PSNR",
    cell({ task: "masked", mode: "pretext", labels: 0, epoch: 3, accuracy: null }),
    /'psnr' must be a number where accuracy is null/,
  ],
  [
    "hits where nothing is right or wrong",
    cell({ task: "masked", mode: "pretext", labels: 0, epoch: 3, accuracy: null, psnr: 12, hits: "null" }),
    /'hits' must be empty where accuracy is null, found "null"/,
  ],
  ["an unknown mode", cell({ mode: "mae" }), /'mode' must be one of pretext, knn, .*, found "mae"/],
  ["a name of every object", cell({ mode: "constructor" }), /'mode' must be one of/],
  ["no labels", cell({ labels: 0 }), /'labels' must be above 0, found 0/],
  [
    "labels of the pretext task",
    cell({ task: "rotation", mode: "pretext", epoch: 1 }),
    /'labels' must be 0 for the mode pretext/,
  ],
  ["an epoch of a control", cell({ epoch: 3 }), /'epoch' must be null for the mode supervised, found 3/],
  [
    "no epoch of pretraining",
    cell({ task: "rotation", mode: "knn" }),
    /'epoch' must be a whole number for the mode knn, found null/,
  ],
  ["no digest of a spec", cell({ spec: "x" }), /'spec' must be 12 hexadecimal digits, found "x"/],
  ["a loss as text", cell({ loss: "NaN" }), /'loss' must be a number from 0 on/],
  ["negative weights", cell({ trainable: -1 }), /'trainable' must be a whole number/],
  ["hits of other images", cell({ hits: "/w8=" }), /'hits' must be a bit for each of 8 images, found 16/],
  ["other hits than counted", cell({ hits: "/w==" }), /'hits' must be 6 bits that are set, .*, found 8/],
  ["hits that are no base64", cell({ hits: "?" }), /'hits' must be base64/],
];

test("each line that is no finished cell is refused with its file, line and field", (t) => {
  const write = folderOf(t);
  for (const [what, value, words] of FAULTS) {
    const file = write("faulty.jsonl", lines(cell(), value));
    assert.throws(() => readCells(file), { message: words }, what);
    assert.throws(() => readCells(file), { message: /faulty\.jsonl: line 2/ }, what);
  }
  assert.throws(() => readCells(write("text", "{}\nnonsense\n")), /text: line 1: 'preset'/);
  assert.throws(() => readCells(write("text", `${lines(cell())}nonsense\n`)), /text: line 2 is no JSON/);
});

test("a line of a time when there was one task is of that task", (t) => {
  const old = [cell({ mode: "probe", epoch: 3, task: undefined }), cell({ task: undefined })];
  const { found } = readCells(folderOf(t)("old.jsonl", lines(...old)));
  assert.deepEqual(
    found.map((one) => one.cell.task),
    ["rotation", null],
  );
});

test("a sentence is what the command says of it", async (t) => {
  const file = folderOf(t)("null.jsonl", "null\n");
  const { code, stderr, stdout } = await script("report.mjs", file);
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /^error: .*null\.jsonl: line 1: expected one finished cell, a JSON object, found null\.\n$/);
});

test("byte order marks, CRLF, blank lines and a missing line end don't matter", (t) => {
  const write = folderOf(t);
  const two = lines(cell(), cell({ seed: 2 }));
  const utf16 = Buffer.from(`\ufeff${two}`, "utf16le");
  const texts = [two, `\ufeff${two}`, `\n${two}\n  \n`, two.replaceAll("\n", "\r\n"), two.trimEnd(), utf16];
  for (const text of [...texts, Buffer.from(utf16).swap16()]) {
    const { found, cut } = readCells(write("cells.jsonl", text));
    assert.deepEqual(
      found.map((one) => one.cell.seed),
      [1, 2],
    );
    assert.equal(cut, "");
  }
});

test("a last line that was cut off is left out, and said to be", async (t) => {
  const write = folderOf(t);
  const text = lines(cell(), cell({ preset: "물", seed: 2 }));
  const bytes = Buffer.from(text);
  for (const end of [text.indexOf("\n") + 2, bytes.indexOf("물") + 1, bytes.length - 2]) {
    const { found, cut } = readCells(write("cut.jsonl", bytes.subarray(0, end)));
    assert.equal(found.length, 1);
    assert.match(cut, /cut\.jsonl: line 2$/);
  }
  const { code, stderr } = await script("report.mjs", write("cut.jsonl", text.slice(0, -5)));
  assert.equal(code, 0);
  assert.match(stderr, /cut\.jsonl: line 2 was cut off and is left out\./);
});

test("a cell counts once, whatever files it comes from", async (t) => {
  const write = folderOf(t);
  const cells = [1, 2].flatMap((seed) => [
    cell({ seed, correct: 4 + seed, accuracy: (4 + seed) / 8 }),
    cell({ seed, task: "rotation", mode: "probe", epoch: 3, labels: 1000 }),
    cell({ seed, task: "rotation", mode: "pretext", epoch: 3, labels: 0 }),
  ]);
  const file = write("once.jsonl", lines(...cells));
  const once = await script("report.mjs", file);
  assert.equal(once.code, 0, once.stderr);
  assert.match(once.stdout, /\| supervised from scratch \| 68\.8 ± \d/);
  assert.equal((await script("report.mjs", file, file)).stdout, once.stdout);
  const twice = write("twice.jsonl", lines(...cells, ...cells.toReversed()));
  assert.equal((await script("report.mjs", twice)).stdout, once.stdout);

  const one = await script("report.mjs", write("one.jsonl", lines(cell(), cell())));
  assert.match(one.stdout, /\| supervised from scratch \| 75\.0 \(/, "one seed: the interval of its images");
});

test("a summary of the page counts each cell once as well", () => {
  const cells = /** @type {any[]} */ (
    [1, 2].map((seed) => cell({ seed, task: "rotation", mode: "pretext", labels: 0, epoch: 3 }))
  );
  const probes = cells.map((one) => ({ ...one, mode: "probe", labels: 1000 }));
  const once = new Summary([...cells, ...probes]);
  assert.equal(once.checkpoints.length, 2);
  assert.deepEqual(new Summary([...cells, ...probes, ...cells, ...probes]).checkpointMeans, once.checkpointMeans);
});

test("cells that contradict each other are refused with both places", (t) => {
  const write = folderOf(t);
  const read = (/** @type {any[]} */ ...cells) => eachOnce(readCells(write("x.jsonl", lines(...cells))).found);
  /** @type {[Record<string, unknown>, RegExp][]} */
  const others = [
    [
      { correct: 5, accuracy: 5 / 8 },
      /line 3 contradicts .*line 1: for seed 1, supervised, 100 labels 'correct' is 6 and 5/,
    ],
    [{ loss: 0.7 }, /'loss' is 0.6 and 0.7/],
    [{ trainable: 5 }, /'trainable' is 21994 and 5/],
    [{ updates: 5 }, /'updates' is 1000 and 5/],
    [{ n: 16, accuracy: 6 / 16 }, /line 3 was tested on 16 images, but .*line 1 on 8/],
    [{ n: 16, accuracy: 6 / 16, seed: 3 }, /line 3 was tested on 16 images, but .*line 1 on 8/],
    [{ spec: "ba9876543210" }, /line 3 is of another spec than .*line 1/],
  ];
  for (const [fields, words] of others) assert.throws(() => read(cell(), cell({ seed: 2 }), cell(fields)), words);
  assert.throws(() => read(cell({ hits: "Pw==" }), cell({ hits: "/A==" })), /'hits' is "Pw==" and "\/A=="/);
  for (const pair of [
    ["", "Pw=="],
    ["Pw==", ""],
  ]) {
    assert.deepEqual(
      read(...pair.map((hits) => cell({ hits }))).map(({ hits }) => hits),
      ["Pw=="],
      "what is known of single images counts",
    );
  }
});

test("a sweep adds to a file whatever its last line is, and empties none that is not its own", (t) => {
  const write = folderOf(t);
  const spec = presets.quick;
  const mine = (/** @type {number} */ seed) => cell({ spec: digestOf(spec), seed });
  const result = /** @type {any} */ ({ ...mine(9), predictions: Uint8Array.of(1, 1, 1, 1, 1, 1, 0, 0) });
  const labels = new Uint8Array(8).fill(1);
  const data = /** @type {any} */ ({ about: { classes: 10 }, test: { labels } });
  const two = lines(mine(1), mine(2));
  for (const text of ["", two, two.trimEnd(), `\ufeff${two}`, two.replaceAll("\n", "\r\n"), two + two.slice(0, 50)]) {
    const file = write("sweep.jsonl", text);
    openSweep(file, spec).add(result, data);
    const seeds = readCells(file).found.map((one) => one.cell.seed);
    assert.deepEqual(seeds, text === "" ? [9] : [1, 2, 9]);
  }
  for (const [text, words] of /** @type {[string | Buffer, RegExp][]} */ ([
    ["a note to myself", /line 1 is no JSON/],
    [lines(cell()) + two.slice(0, 50), /holds cells of another spec/],
    [Buffer.from(`\ufeff${two}`, "utf16le"), /is UTF-16/],
  ])) {
    const file = write("other.txt", text);
    assert.throws(() => openSweep(file, spec), words);
    assert.deepEqual(readFileSync(file), Buffer.from(text));
  }
});

test("a spec with a byte order mark, of UTF-8 or UTF-16, is read like one without", async (t) => {
  const write = folderOf(t);
  const text = '\ufeff{\r\n "name": "물",\r\n "pretext": {"epochs": 3}\r\n}\r\n\r\n';
  for (const content of [text.slice(1), text, Buffer.from(text, "utf16le"), Buffer.from(text, "utf16le").swap16()]) {
    const spec = await specFor({ preset: "fair", spec: write("spec.json", content) });
    assert.deepEqual([spec.name, spec.pretext.epochs], ["물", 3]);
  }
  const latin = write("latin.json", Buffer.from('{"name": "Büro"}', "latin1"));
  await assert.rejects(specFor({ preset: "fair", spec: latin }), /latin\.json is no UTF-8 text/);
});
