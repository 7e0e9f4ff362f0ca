// Builds what is asked for, after setting up what that needs:
//   node scripts/build.mjs [data] [wasm] [native] [native-programs] [native-asan] [wasm-tests] [wasm-golden] [wasm-bench]
//   [native-bench] [native-peers] [tidy] [web] [package]
// By default: data wasm web.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cmake } from "./cmake.mjs";
import { Failure, ROOT, isMain, main, npmProgram, run, say } from "./command.mjs";
import { packData } from "./data.mjs";
import { withLock } from "./lock.mjs";
import { buildPage } from "./page.mjs";
import { writeSchema } from "./schema.mjs";
import { setup } from "./setup.mjs";
import { packTexts } from "./text-data.mjs";

/** @typedef {import("./setup.mjs").Group} Group */

/**
 * Each target: the set-up groups and the other targets that it needs, and how it is built. In order of need.
 * @type {Record<string, {groups: Group[], needs: string[], build: () => Promise<void> | void}>}
 */
const TARGETS = {
  data: { groups: [], needs: [], build: packAll },
  wasm: { groups: ["wasm"], needs: [], build: buildModule },
  native: { groups: ["native"], needs: [], build: () => cmake("native") },
  "native-programs": { groups: ["native"], needs: [], build: () => cmake("native", { target: "programs" }) },
  "native-asan": { groups: ["native"], needs: [], build: () => cmake("native-asan", { target: "pretext_tests" }) },
  fuzz: { groups: ["native"], needs: [], build: () => cmake("native-asan", { target: "fuzzers" }) },
  "wasm-tests": { groups: ["wasm"], needs: [], build: () => cmake("wasm", { target: "pretext_tests" }) },
  "wasm-golden": { groups: ["wasm"], needs: ["data"], build: () => cmake("wasm", { target: "golden" }) },
  "wasm-bench": { groups: ["wasm"], needs: ["data"], build: () => cmake("wasm", { target: "pretext_bench" }) },
  "native-bench": { groups: ["native"], needs: ["data"], build: () => cmake("native", { target: "pretext_bench" }) },
  "native-peers": {
    groups: ["native", "peers"],
    needs: ["data"],
    build: () => cmake("native", { target: "pretext_peers" }),
  },
  tidy: { groups: ["native"], needs: [], build: () => cmake("tidy", { target: "pretext", keepGoing: true }) },
  web: { groups: [], needs: ["data", "wasm"], build: buildPage },
  package: { groups: [], needs: ["data", "wasm", "wasm-golden", "web"], build: writeTypes },
};

/**
 * Sets up and builds targets and what they need.
 * @param {...string} names
 */
export async function build(...names) {
  const unknown = names.find((name) => !Object.hasOwn(TARGETS, name));
  if (unknown) throw new Failure(`Unknown target ${unknown}: known are ${Object.keys(TARGETS).join(", ")}.`);
  await withLock(async () => {
    await setup(...groupsOf(names));
    for (const name of withNeeds(names)) await TARGETS[name].build();
  });
}

/**
 * The set-up groups that targets need.
 * @param {string[]} names
 * @returns {Group[]}
 */
export function groupsOf(names) {
  return [...new Set(withNeeds(names).flatMap((name) => TARGETS[name].groups))];
}

/**
 * Targets and what they need, in the order in which they are built.
 * @param {string[]} names
 */
function withNeeds(names) {
  const wanted = new Set(names.flatMap((name) => [name, ...TARGETS[name].needs]));
  return Object.keys(TARGETS).filter((name) => wanted.has(name));
}

/** Images and texts. */
function packAll() {
  packData();
  packTexts();
}

/** The modules that are shipped, and what follows from its list of spec fields. */
async function buildModule() {
  await cmake("wasm", { target: "pretext_wasm" });
  await writeSchema();
}

/** The types of what the package exports, from its comments. */
async function writeTypes() {
  rmSync(join(ROOT, "build", "types"), { recursive: true, force: true });
  await run(npmProgram("tsc"), ["--project", "tsconfig.package.json"]);
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" } },
    });
    if (values.help)
      return console.log(`Usage: npm run build -- [TARGET...]\n\nTargets: ${Object.keys(TARGETS).join(", ")}`);
    const names = positionals.length > 0 ? positionals : ["data", "wasm", "web"];
    await build(...names);
    say(`Built: ${names.join(" ")}`);
  });
}
