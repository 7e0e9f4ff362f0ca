// Compares the graph of 10,000 points with scikit-learn's brute force (the Debian packages python3-sklearn and
// libopenblas0-pthread), one thread each, in turns: node bench/neighbours.mjs [ROUNDS]

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Command } from "commander";
import { build } from "../scripts/build.mjs";
import { Failure, ROOT, main } from "../scripts/command.mjs";
import { print } from "../scripts/output.mjs";

const PYTHON = "/usr/bin/python3";

/** @param {number[]} times */
const least = (times) => Math.min(...times);

/** @returns {number[]} milliseconds */
function ours() {
  const program = join(ROOT, "build/native/pretext_bench");
  const told = execFileSync(program, [join(ROOT, "build/data/raw/test-images.idx"), "1", "graph of"]);
  return JSON.parse(String(told)).workloads.at(-1).ms;
}

/** @returns {Map<string, number>} milliseconds by metric */
function theirs() {
  const told = execFileSync(PYTHON, [join(ROOT, "bench/neighbours.py"), "2"]);
  const lines = String(told).trim().split("\n");
  return new Map(lines.map((line) => [line.split(" ")[0], least(line.split(" ").slice(1).map(Number))]));
}

const command = new Command("node bench/neighbours.mjs")
  .description("Compares the graph of 10,000 points with scikit-learn's brute force, one thread each, in turns.")
  .argument("[rounds]", "of both", "3");

await main(async () => {
  const rounds = Number(command.parse().processedArgs[0]);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Failure(`expected a number of rounds, found '${command.args[0]}'.`);
  await build("native-bench");
  const mine = [];
  const peer = new Map();
  for (let round = 0; round < rounds; round += 1) {
    mine.push(...ours());
    for (const [metric, ms] of theirs()) peer.set(metric, Math.min(ms, peer.get(metric) ?? Infinity));
  }
  print(`ours: ${least(mine).toFixed(0)} ms`);
  for (const [metric, ms] of peer)
    print(`scikit-learn, ${metric}: ${ms.toFixed(0)} ms, ${(ms / least(mine)).toFixed(2)} times ours`);
});
