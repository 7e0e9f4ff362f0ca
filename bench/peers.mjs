// Compares k-means, a Gaussian mixture, the kNN graph and Poisson learning with scikit-learn and scipy (Debian's packages), one
// thread each, in turns, with the same 10,000 points, by the processor's time: node bench/peers.mjs [ROUNDS]

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { build } from "../scripts/build.mjs";
import { Failure, ROOT, main } from "../scripts/command.mjs";
import { print } from "../scripts/output.mjs";

const PYTHON = "/usr/bin/python3";
const RAW = join(ROOT, "build/data/raw");
const IMAGES = join(RAW, "test-images.idx");
const LABELS = join(RAW, "test-labels.idx");

/** How far apart, relatively, the numbers may lie that both come to: sums are added in another order. */
const TOLERANCE = 2e-3;

/** @typedef {{name: string, ms: number[], comes_to: number}} Case */

/** @param {string} program @param {string[]} args @returns {Case[]} */
function casesOf(program, args) {
  const told = String(execFileSync(program, args)).trim().split("\n");
  return told.map((line) => JSON.parse(line));
}

/** @param {number[]} times */
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

/** @param {Case} ours @param {Case} theirs */
function row(ours, theirs) {
  if (Math.abs(ours.comes_to / theirs.comes_to - 1) > TOLERANCE)
    throw new Failure(`${ours.name}: ours comes to ${ours.comes_to}, theirs to ${theirs.comes_to}.`);
  const cells = [ours, theirs].flatMap(({ ms }) => [median(ms).toFixed(0), Math.min(...ms).toFixed(0)]);
  const ratios = [median, (/** @type {number[]} */ ms) => Math.min(...ms)].map((of) =>
    (of(theirs.ms) / of(ours.ms)).toFixed(2),
  );
  return `| ${[ours.name, ...cells, ...ratios].join(" | ")} |`;
}

const command = new Command("node bench/peers.mjs")
  .description(
    "Compares k-means, a Gaussian mixture, the kNN graph and Poisson learning with scikit-learn and scipy, one thread each, in turns.",
  )
  .argument("[rounds]", "of both", "5");

await main(async () => {
  const rounds = Number(command.parse().processedArgs[0]);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Failure(`expected a number of rounds, found '${command.args[0]}'.`);
  await build("native-peers");
  const folder = mkdtempSync(join(tmpdir(), "pretext-peers-"));
  try {
    const [points, graph] = ["points", "graph"].map((name) => join(folder, name));
    execFileSync(PYTHON, [join(ROOT, "bench/peers/peers.py"), "prepare", IMAGES, points]);
    /** @type {[Case[], Case[]]} */
    const [ours, theirs] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(...casesOf(join(ROOT, "build/native/pretext_peers"), [points, LABELS, graph, "1"]));
      theirs.push(...casesOf(PYTHON, [join(ROOT, "bench/peers/peers.py"), "run", points, LABELS, graph, "1"]));
    }
    const names = new Set(ours.map(({ name }) => name));
    const whole = (/** @type {Case[]} */ cases, /** @type {string} */ name) => {
      const mine = cases.filter((one) => one.name === name);
      return { ...mine[0], ms: mine.flatMap(({ ms }) => ms) };
    };
    print(
      "| | ours, ms of the processor, median | minimum | theirs, ms, median | minimum | ratio of medians | of minima |",
    );
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (const name of names) print(row(whole(ours, name), whole(theirs, name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
