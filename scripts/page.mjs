// Bundles the page into build/web/ with Vite, when something that goes into it has changed since the last time.

import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { ROOT, say } from "./command.mjs";

const STAMP = join(ROOT, "build", "web.stamp");

/** Files and folders that the bundle is made from. */
const INPUTS = [
  "web",
  "vite.config.js",
  "package-lock.json",
  "build/wasm/pretext.mjs",
  "build/wasm/pretext.wasm",
  "build/wasm/pretext-texts.mjs",
  "build/wasm/pretext-texts.wasm",
  "build/check-spec.mjs",
];

/** Writes build/web/, a folder for any static host. */
export async function buildPage() {
  const state = stateOf(INPUTS.map((name) => join(ROOT, name)));
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === state) return;
  say("Bundling the page");
  const vite = await import("vite");
  await vite.build({ root: join(ROOT, "web"), configFile: join(ROOT, "vite.config.js"), logLevel: "warn" });
  writeFileSync(STAMP, state);
}

/**
 * A digest of the names, sizes and times of all files below some paths.
 * @param {string[]} paths
 */
function stateOf(paths) {
  const digest = createHash("sha256");
  for (const path of paths) {
    const isFolder = statSync(path).isDirectory();
    const files = isFolder ? readdirSync(path, { recursive: true, encoding: "utf8" }).sort() : [""];
    for (const file of files) {
      const { size, mtimeMs } = statSync(join(path, file));
      digest.update(`${join(path, file)} ${size} ${mtimeMs}\n`);
    }
  }
  return digest.digest("hex");
}
