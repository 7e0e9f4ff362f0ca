// Builds what is asked for, after setting up what that needs:
//   node scripts/build.mjs [wasm] [native] [native-asan] [data] [web]      (default: wasm data)

import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Failure, ROOT, isMain, main, run, say } from "./command.mjs";
import { packData } from "./data.mjs";
import { setup } from "./setup.mjs";
import { emscriptenRoot } from "./toolchain.mjs";

/** Each target: the set-up groups that it needs, and how it is built, in the order in which they are built. */
const TARGETS = {
  data: { groups: [], build: packData },
  wasm: { groups: ["wasm"], build: () => cmake("wasm") },
  native: { groups: ["native"], build: () => cmake("native") },
  "native-asan": { groups: ["native"], build: () => cmake("native-asan") },
  web: { groups: ["wasm"], build: () => run(process.execPath, [npmProgram("vite"), "build", "--logLevel=warn"]) },
};

/** @typedef {keyof typeof TARGETS} Target */

/**
 * Sets up and builds targets, in the table's order.
 * @param {...Target} targets
 */
export function build(...targets) {
  const groups = new Set(targets.flatMap((target) => /** @type {("wasm" | "native")[]} */ (TARGETS[target].groups)));
  setup(...groups);
  for (const [name, target] of Object.entries(TARGETS)) {
    if (targets.includes(/** @type {Target} */ (name))) target.build();
  }
}

/**
 * Configures a preset when that has not been done, and builds it; Ninja does only what is left to do.
 * @param {string} preset
 */
function cmake(preset) {
  const env = { ...process.env, PRETEXT_EMSCRIPTEN: emscriptenRoot() };
  if (!existsSync(join(ROOT, "build", preset, "build.ninja"))) run("cmake", ["--preset", preset], { env });
  run("cmake", ["--build", "--preset", preset], { env });
}

/**
 * The script of a program of an npm package of this project.
 * @param {string} name
 */
export function npmProgram(name) {
  return join(ROOT, "node_modules", ".bin", name);
}

if (isMain(import.meta.url)) {
  await main(() => {
    const { positionals } = parseArgs({ allowPositionals: true });
    const unknown = positionals.find((name) => !(name in TARGETS));
    if (unknown) throw new Failure(`Unknown target ${unknown}: known are ${Object.keys(TARGETS).join(", ")}.`);
    const targets = /** @type {Target[]} */ (positionals.length > 0 ? positionals : ["wasm", "data"]);
    build(...targets);
    say(`Built: ${targets.join(" ")}`);
  });
}
