// Builds with the presets of CMakePresets.json.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "./command.mjs";
import { emscriptenRoot } from "./toolchain.mjs";

/** Lines that Ninja prints each time, even when there is nothing to do. */
const NOISE = /^ninja: no work|Re-checking globbed/;

/**
 * Configures a preset when that has not been done, and builds it; Ninja does only what is left to do.
 * @param {string} preset
 * @param {{target?: string, keepGoing?: boolean}} [options] `target`: "all" when left out; `keepGoing`: show all errors
 */
export async function cmake(preset, { target = "all", keepGoing = false } = {}) {
  const env = { ...process.env, PRETEXT_EMSCRIPTEN: emscriptenRoot() };
  const configured = existsSync(join(ROOT, "build", preset, "build.ninja"));
  if (!configured) await run("cmake", ["--preset", preset], { env });
  const args = ["--build", "--preset", preset, "--target", target, ...(keepGoing ? ["--", "-k", "0"] : [])];
  await run("cmake", args, { env, show: (line) => !NOISE.test(line) });
}
