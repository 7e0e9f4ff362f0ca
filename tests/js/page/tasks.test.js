// Whatever the core can be asked for has a name and a sentence in every language, and the page knows how to show it.

import { needsColour } from "../support/runs.js";
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import load from "#core";
import { ROOT } from "../../../scripts/command.mjs";
import { grammar } from "../../../web/api/grammar.js";
import { namedTasks, presets, readSpec } from "../../../web/api/spec.js";
import { readHash, writeHash } from "../../../web/app/hash.js";
import { choiceName, descriptionOf, isRotation, kindOf, lowersSquaredError, storyOf } from "../../../web/app/task.js";
import schema from "../../../web/presets/spec.schema.json" with { type: "json" };

const MESSAGES = join(ROOT, "web/messages");
const languages = readdirSync(MESSAGES).filter((name) => name.endsWith(".js"));
const { transform, predict } = schema.properties.task.then.properties;
// Texts are not on the page.
const ofTexts = new Set(grammar.text_ops.map(({ name }) => name));
const ops = transform.items.oneOf.map(({ properties }) => properties.op.const).filter((op) => !ofTexts.has(op));

for (const language of languages) {
  test(`${language} has words for every task, op and question`, async () => {
    const { default: messages } = await import(join(MESSAGES, language));
    const keys = [
      ...namedTasks.flatMap((name) => [`task.${name}`, `task.${name}.about`]),
      ...ops.map((op) => `op.${op}`),
      ...predict.enum.filter((question) => question !== "token").map((question) => `predict.${question}`),
    ];
    assert.ok(ops.length > 15 && namedTasks.length > 12);
    assert.deepEqual(
      keys.filter((key) => !messages[key]),
      [],
    );
  });
}

test("what the page takes a name for is what the core takes it for", async () => {
  const core = await load();
  const described = (/** @type {import("../../../web/api/spec.js").Spec["task"]} */ task, colour = false) => {
    const answer = core.describeSpec(JSON.stringify({ ...presets.quick, task }), 28, 28, colour ? 3 : 1, 10);
    assert.ok(answer.ok, JSON.stringify(answer));
    return JSON.parse(answer.value);
  };
  const kinds = { accuracy: ["choice", "pair", "image", "box"], psnr: ["image"] };
  for (const name of namedTasks) {
    const colour = needsColour(name);
    const known = described(name, colour);
    assert.equal(descriptionOf(name).predict, known.predict, name);
    assert.ok(kinds[/** @type {"accuracy" | "psnr"} */ (known.measure)].includes(kindOf(name)), name);
    const written = described(descriptionOf(name), colour);
    for (const part of ["input", "views", "choices", "target"]) assert.deepEqual(written[part], known[part], name);
  }
});

test("rotation is the turn alone, however it is written", () => {
  assert.ok(isRotation("rotation"));
  assert.ok(isRotation({ transform: [{ op: "turn" }], predict: "choice" }));
  assert.ok(!isRotation({ transform: [{ op: "turn" }, { op: "flip" }], predict: "choice" }));
  assert.ok(!isRotation({ transform: [{ op: "turn" }], predict: "source" }));
  assert.deepEqual(["rotation", "jigsaw", "supervised"].map(storyOf), ["rotation", "others", "label"]);
  assert.ok(lowersSquaredError("inpainting"));
  assert.ok(!lowersSquaredError({ predict: "source", loss: [{ term: "squared" }, { term: "content", weight: 1 }] }));
  assert.ok(!lowersSquaredError("contrastive"));
});

test("answers are called what the one op that chooses calls them, or by number", () => {
  const words = /** @type {any} */ ({
    t: (/** @type {string} */ key, /** @type {object} */ values) => key + (values ? JSON.stringify(values) : ""),
  });
  const now = { classes: /** @type {const} */ ("digits"), data: null };
  const choice = /** @type {const} */ ("choice");
  const flip = { transform: [{ op: "noise" }, { op: "flip" }], predict: choice };
  assert.equal(choiceName(words, now, flip, 1), "choice.flip.1");
  assert.equal(choiceName(words, now, "context", 4), "→");
  assert.equal(choiceName(words, now, "jigsaw", 4), 'choice.number{"n":5}');
  const both = { transform: [{ op: "turn" }, { op: "flip" }], predict: choice };
  assert.equal(choiceName(words, now, both, 7), 'choice.number{"n":8}');
  assert.equal(choiceName(words, now, "supervised", 7), "7");
});

test("a link carries the task, by name or as it is composed, and an old one means rotation", () => {
  const quick = presets.quick;
  const through = (/** @type {unknown} */ task) => {
    const read = readSpec({ ...quick, task });
    assert.ok(read.ok);
    const hash = writeHash({ spec: read.spec, digit: 3, act: 0, language: null });
    const back = readHash(hash);
    assert.ok(back.ok);
    assert.deepEqual(back.address.spec, read.spec);
    assert.equal(back.address.digit, 3);
    return hash;
  };
  assert.ok(!through("rotation").includes("task"));
  assert.match(through("inpainting"), /&task=inpainting&/);
  through({ transform: [{ op: "flip" }], predict: "choice" });
  through({ transform: [{ op: "noise", probability: 0.25 }], predict: "source", loss: [{ term: "squared" }] });
  const old = readHash("#preset=quick&seed=3");
  assert.ok(old.ok && old.address.spec.task === "rotation");
});

test("a link with a task that there is not keeps all else and says what is wrong", () => {
  for (const [task, wrong] of /** @type {const} */ ([
    ["origami", /'task' must be one of 'rotation', .*, found "origami"/],
    [
      '{"transform":[{"op":"fold"}],"predict":"choice"}',
      /'task\.transform\.0\.op' must be one of 'turn', .*, found "fold"/,
    ],
    ['{"transform":[{"op":"flip"}]}', /'task\.predict' is missing/],
    ['{"transform":[{"op":"flip"', /'task' must be one of/],
  ])) {
    const read = readHash(
      `#${new URLSearchParams({ preset: "quick", seed: "7", "pretext.epochs": "3", task, digit: "4" })}`,
    );
    assert.ok(!read.ok && read.task);
    assert.match(read.message, wrong);
    const { spec, digit } = read.address;
    assert.deepEqual([spec.name, spec.seed, spec.pretext.epochs, spec.task, digit], ["quick", 7, 3, "rotation", 4]);
  }
  const other = readHash("#preset=quick&pretext.epochs=-1&task=jigsaw");
  assert.ok(!other.ok && !other.task);
});
