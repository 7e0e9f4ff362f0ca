// Records what networks say of a few test images while they learn, for the page to show before anybody has trained one: for
// each pretext task, examples at each kept epoch of one run, and what the page shows of these and of the recorded
// sweeps. `node scripts/record.mjs` after a build; web/recorded/ has them. `--tasks none` only puts together what is there.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packAnswers, packMap } from "../web/app/recorded-file.js";
import { grammar } from "../web/api/grammar.js";
import { loadData } from "../web/api/node.js";
import { presets } from "../web/api/spec.js";
import { ROOT, main, say } from "./command.mjs";
import { pretrained } from "./pretrained.mjs";
import { program } from "./program.mjs";
import { recordedBoard } from "./recorded-board.mjs";
import { NEIGHBOURS, recordedNeighbours } from "./recorded-neighbours.mjs";
import { recordedTextBoard } from "./recorded-text-board.mjs";

/** @import {Answered} from "../web/api/protocol.js" */
/** @import {Data} from "../web/api/data/data.js" */

/** How many examples are kept, and out of how many test images they are chosen. */
const KEPT = 8;
const CANDIDATES = 96;

const command = program("record")
  .description("Records examples of each pretext task, answered at each kept epoch of a run of the preset `board`.")
  .option("--out <folder>", "where they go", join(ROOT, "web/recorded"))
  .option("--tasks <list>", "only some of the tasks")
  .option("--workers <number>", "threads", "1");

/**
 * What was hard at first and is not hopeless at the end comes first, each with another label where there is one.
 * @param {{row: number, label: number, early: number, late: number}[]} all
 */
function choose(all) {
  const gains = [...all].sort((a, b) => b.early - b.late - (a.early - a.late));
  /** @type {typeof all} */
  const chosen = [];
  for (const fresh of [true, false]) {
    for (const one of gains) {
      const known = chosen.some(({ label }) => label === one.label);
      if (chosen.length < KEPT && !chosen.includes(one) && !(fresh && known)) chosen.push(one);
    }
  }
  return chosen;
}

/**
 * @param {string} task
 * @param {Data} data
 * @param {number} workers
 */
async function record(task, data, workers) {
  const spec = { ...presets.board, task };
  const { lab, result } = await pretrained(spec, data, workers);
  const { examples_per_row: perRow } = await lab.describe(spec, [28, 28, 1], data.about.classes);
  const epochs = await lab.checkpoints();
  const ask = async (/** @type {number} */ row) =>
    lab.answer("pretext", (await data.test.images.read(row)).slice(), row % perRow, row);
  /** @param {number} epoch @param {number[]} rows */
  const at = async (epoch, rows) => {
    await lab.show("pretext", { epoch });
    const answers = [];
    for (const row of rows) answers.push(/** @type {Answered} */ (await ask(row)));
    await lab.show("pretext", null);
    return answers;
  };
  const rows = Array.from({ length: CANDIDATES }, (_, row) => row);
  const [early, late] = [await at(1, rows), await at(Number(epochs.at(-1)), rows)];
  const label = (/** @type {number} */ row) => Number(data.test.labels[row]);
  const chosen = choose(
    rows.map((row) => ({ row, label: label(row), early: early[row].loss || 0, late: late[row].loss || 0 })),
  ).map(({ row }) => row);
  /** @type {Answered[][]} */
  const answers = [];
  for (const epoch of epochs) answers.push(await at(epoch, chosen));
  const originals = await Promise.all(chosen.map((row) => data.test.images.read(row)));
  lab.close();
  return {
    task,
    spec: "board",
    seed: spec.seed,
    epochs,
    history: result.pretext.epochs.map(({ loss }) => Number(loss.toPrecision(5))),
    examples: chosen.map((row, i) => ({
      row,
      label: label(row),
      original: packMap(Float32Array.from(originals[i], (value) => value / 255)),
      ...packAnswers(answers.map((ofEpoch) => ofEpoch[i])),
    })),
  };
}

/** What the wall of all tasks shows: an example of each, and all of those that are found among each other. @param {string} out */
function writeGallery(out) {
  const files = grammar.tasks.map(({ name }) => join(out, `${name}.json`)).filter((file) => existsSync(file));
  const all = files.sort().map((file) => JSON.parse(readFileSync(file, "utf8")));
  const shown = all.map(({ task, epochs, examples }) => ({
    task,
    epochs,
    examples: (examples[0].choice < 0 && !examples[0].wanted ? examples : examples.slice(0, 1)).map(
      (/** @type {any} */ { original: _original, row: _row, label: _label, ...example }) => example,
    ),
  }));
  writeFileSync(join(out, "gallery.json"), `${JSON.stringify(shown)}\n`);
}

/**
 * What is told of recorded sweeps, where they are all there.
 * @param {string} out
 * @param {string} name  of what is written
 * @param {string[]} sweeps  files, or a folder of them
 * @param {(...sweeps: string[]) => object} told
 */
function writeTold(out, name, sweeps, told) {
  const files = sweeps.map((file) => join(out, file));
  if (files.every((file) => existsSync(file))) writeFileSync(join(out, name), `${JSON.stringify(told(...files))}\n`);
}

await main(async () => {
  const { out, tasks, workers } = command.parse().opts();
  const all = grammar.tasks.map(({ name }) => name).filter((name) => !name.startsWith("supervised"));
  const names = tasks ? tasks.split(",").filter((/** @type {string} */ name) => all.includes(name)) : all;
  mkdirSync(out, { recursive: true });
  const data = await loadData();
  for (const task of names) {
    const recorded = await record(task, data, Number(workers));
    writeFileSync(join(out, `${task}.json`), `${JSON.stringify(recorded)}\n`);
    say(`${task}: ${recorded.examples.map(({ label }) => label).join(" ")}`);
  }
  writeGallery(out);
  writeTold(out, "board.json", ["board.jsonl"], recordedBoard);
  writeTold(out, "neighbours.json", NEIGHBOURS, recordedNeighbours);
  writeTold(out, "text-board.json", ["text-cells"], recordedTextBoard);
});
