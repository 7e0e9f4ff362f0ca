// `npm test`: sets up what is missing, runs every check and test, and ends with one line, "N passed, N failed".

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { build, groupsOf } from "./build.mjs";
import { checkIncludes } from "./check-includes.mjs";
import { Failure, ROOT, main, npmProgram, run, say } from "./command.mjs";
import { checkFormat } from "./format.mjs";
import { fuzz } from "./fuzz.mjs";
import { withLock } from "./lock.mjs";
import { setup } from "./setup.mjs";
import { runDoctest, runNodeTests } from "./test-runners.mjs";

/** @typedef {import("./setup.mjs").Group} Group */
/** @typedef {import("./test-runners.mjs").Counts} Counts */

/**
 * Each step: its title, the set-up groups and build targets that it needs, and what it runs. A check that counts nothing
 * itself is one test, passed unless it throws.
 * @type {Record<string, {title: string, groups?: Group[], targets?: string[], run: () => Promise<Counts | void> | void}>}
 */
const STEPS = {
  lock: { title: "Lock file", run: checkLock },
  includes: { title: "One-way dependencies", run: checkIncludes },
  format: { title: "Format (prettier, clang-format)", groups: ["native"], run: checkFormat },
  lint: { title: "Lint (eslint)", run: () => run(npmProgram("eslint"), ["."]) },
  types: { title: "Types (tsc)", targets: ["wasm"], run: () => run(npmProgram("tsc"), []) },
  native: {
    title: "C++ tests, native, with AddressSanitizer and UndefinedBehaviorSanitizer",
    targets: ["data", "native-asan"],
    run: () => runDoctest("build/native-asan/pretext_tests"),
  },
  wasm: {
    title: "C++ tests as WebAssembly in Node",
    targets: ["data", "wasm-tests"],
    run: () => runDoctest(process.execPath, "build/wasm/pretext_tests.js"),
  },
  js: {
    title: "JavaScript tests in Node",
    groups: ["shards"],
    targets: ["data", "wasm", "wasm-golden", "native-programs"],
    run: () => runNodeTests("tests/js"),
  },
  docs: {
    title: "What the documents show: the packed package, the installed library, additions",
    targets: ["package", "native-programs"],
    run: () => runNodeTests("tests/docs"),
  },
  page: {
    title: "The page, in three browser engines",
    groups: ["browsers"],
    targets: ["web"],
    run: () => runNodeTests("tests/browser/page"),
  },
  chromium: {
    title: "The page, with what only Chromium's tools can do",
    groups: ["browser"],
    targets: ["web"],
    run: () => runNodeTests("tests/browser/chromium"),
  },
  performance: {
    title: "Performance of the page",
    groups: ["browser"],
    targets: ["web"],
    run: () => runNodeTests("tests/browser/performance", { alone: true }),
  },
  embed: {
    title: "Embedded in other pages, in three browser engines",
    groups: ["browsers"],
    targets: ["web"],
    run: () => runNodeTests("tests/browser/embed"),
  },
  trust: {
    title: "Nothing lost, no way in",
    groups: ["browsers"],
    targets: ["web"],
    run: () => runNodeTests("tests/browser/trust"),
  },
  engines: {
    title: "Three browser engines and the native program",
    groups: ["browsers"],
    targets: ["data", "wasm", "native-programs"],
    run: () => runNodeTests("tests/browser/engines", { alone: true }),
  },
  fuzz: {
    title: "Fuzzing every reader of what others may have made, a minute in all on two cores",
    groups: ["native", "wasm"],
    run: () => fuzz(13),
  },
  tidy: { title: "Lint (clang-tidy)", targets: ["tidy"], run: () => {} },
};

const HELP = `Usage: npm test -- [--only STEP,STEP...] [--list]

  --only STEPS   run only these steps
  --list         list the steps
  --help         this text`;

/** The lock file names no registry: each reader's own npm configuration does. */
function checkLock() {
  if (readFileSync(join(ROOT, "package-lock.json"), "utf8").includes('"resolved"')) {
    throw new Failure("package-lock.json names a registry: write it again with `npm install` in this folder.");
  }
}

/**
 * @param {string} name
 * @returns {Promise<Counts>}
 */
async function runStep(name) {
  const step = STEPS[name];
  say(`\n== ${step.title}`);
  const start = performance.now();
  /** @type {Counts} */
  let counts;
  try {
    await build(...(step.targets ?? []));
    counts = (await step.run()) ?? { passed: 1, failed: 0 };
  } catch (error) {
    say(error instanceof Failure ? error.message : String(error));
    counts = { passed: 0, failed: 1 };
  }
  say(`-- ${step.title}: ${counts.passed} passed, ${counts.failed} failed, ${secondsSince(start)} s`);
  return counts;
}

/** @param {number} start */
function secondsSince(start) {
  return ((performance.now() - start) / 1000).toFixed(1);
}

await main(async () => {
  const { values } = parseArgs({
    options: { only: { type: "string" }, list: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return console.log(HELP);
  if (values.list)
    return Object.entries(STEPS).forEach(([name, { title }]) => console.log(`${name.padEnd(13)}${title}`));
  const names = values.only?.split(",") ?? Object.keys(STEPS);
  const unknown = names.find((name) => !Object.hasOwn(STEPS, name));
  if (unknown !== undefined) throw new Failure(`--only ${unknown}: known are ${Object.keys(STEPS).join(", ")}.`);
  const groups = names.flatMap((name) => [...(STEPS[name].groups ?? []), ...groupsOf(STEPS[name].targets ?? [])]);
  const start = performance.now();
  await withLock(() => setup(...new Set(groups)));
  say(`-- Set-up: ${secondsSince(start)} s`);
  const total = { passed: 0, failed: 0 };
  const told = [];
  for (const name of names) {
    const { passed, failed, failures = [] } = await runStep(name);
    total.passed += passed;
    total.failed += failed;
    if (failures.length > 0) told.push(`\n== ${STEPS[name].title}, again`, ...failures);
  }
  // Much was printed since: whoever sees only the end of it sees what failed.
  told.forEach(say);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});
