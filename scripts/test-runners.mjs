// Runs test programs and reads from what they print how many test cases passed and failed.

import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Failure, ROOT, outputOf, run, say } from "./command.mjs";

/** @typedef {{passed: number, failed: number, failures?: string[]}} Counts  failures: the lines that tell of them */

/**
 * Runs a doctest program once per core, each time a part of its test cases.
 * @param {string} program
 * @param {...string} args
 * @returns {Promise<Counts>}
 */
export async function runDoctest(program, ...args) {
  const told = outputOf(program, [...args, "--count", "--no-colors"]) ?? "";
  const all = Number(/(?<=passing the current filters: )\d+/.exec(told)?.[0]);
  if (!(all > 0)) throw new Failure(`${program} does not tell how many test cases it has.`);
  const parts = availableParallelism();
  const counts = { passed: 0, failed: 0 };
  const runPart = async (/** @type {number} */ part) => {
    const [before, last] = [part, part + 1].map((at) => Math.floor((all * at) / parts));
    // An order that spreads the long ones.
    const options = [`--first=${before + 1}`, `--last=${last}`, "--order-by=rand", "--rand-seed=1"];
    const summary = /^\[doctest\] test cases:.*passed \|\s*(?<failed>\d+) failed/;
    const { failed } = await countWhile(program, [...args, ...options, "--no-colors", "--no-intro"], summary);
    // doctest counts among those that passed the cases of other parts.
    counts.passed += last - before - failed;
    counts.failed += failed;
  };
  await Promise.all(Array.from({ length: parts }, (_, part) => runPart(part)));
  return counts;
}

/** After so many ms a test will not end any more, whatever the machine. No test has a bound of its own on its time. */
const HANGS = 1_200_000;

/**
 * Runs the files of a folder that end in .test.js with Node's test runner, two at a time: each of them waits as much as
 * it computes.
 * @param {string} folder
 * @param {{alone?: boolean}} [how]  alone: one at a time
 * @returns {Promise<Counts>}
 */
export async function runNodeTests(folder, { alone = false } = {}) {
  const names = existsSync(join(ROOT, folder))
    ? readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.js"))
    : [];
  if (names.length === 0) {
    say("no tests yet");
    return { passed: 0, failed: 0 };
  }
  const files = names.sort().map((name) => join(folder, name));
  const summary = /^ℹ (?:pass (?<passed>\d+)|(?:fail|cancelled) (?<failed>\d+))$/;
  return countWhile(
    process.execPath,
    ["--test", "--test-reporter=spec", `--test-timeout=${HANGS}`, `--test-concurrency=${alone ? 1 : 2}`, ...files],
    summary,
  );
}

/** What the lines begin with that tell at the end of Node's tests what failed. */
const FAILURES = /^✖ failing tests:/;

/**
 * Runs a program and adds up the groups `passed` and `failed` of the lines that match. A program that fails without
 * counting a failure, by crashing for one, counts as a failure itself.
 * @param {string} program
 * @param {string[]} args
 * @param {RegExp} summary
 * @returns {Promise<Counts>}
 */
async function countWhile(program, args, summary) {
  const counts = { passed: 0, failed: 0, failures: /** @type {string[]} */ ([]) };
  let seen = false;
  /** @param {string} line */
  const show = (line) => {
    if (counts.failures.length > 0 || FAILURES.test(line)) counts.failures.push(line);
    const groups = summary.exec(line)?.groups;
    if (groups) seen = true;
    counts.passed += Number(groups?.passed ?? 0);
    counts.failed += Number(groups?.failed ?? 0);
    return true;
  };
  try {
    await run(program, args, { show });
  } catch (error) {
    say(/** @type {Error} */ (error).message);
    counts.failed = Math.max(counts.failed, 1);
  }
  if (!seen) {
    say("The program printed no summary of its test cases.");
    counts.failed = Math.max(counts.failed, 1);
  }
  return counts;
}
