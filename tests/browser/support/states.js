// Runs that lack nothing but their last unit, made once per build and kept beside it: a page that goes on with one of them
// is done in a moment, in every engine, without training anew.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { ROOT } from "../../../scripts/command.mjs";
import { packCheckpoint } from "../../../web/api/keep/checkpoint-file.js";
import { loadCore } from "../../../web/api/worker/load-core.js";

/** @import {Spec} from "../../../web/api/spec.js" */

/** Where they are kept. */
export const STATES = join(ROOT, "build/states");

/**
 * The name of a file in STATES with the checkpoint of a run just before its last unit.
 * @param {Spec} spec
 */
export async function nearlyDone(spec) {
  const made = ["build/wasm/pretext.wasm", "build/data/manifest.json", "web/api/keep/checkpoint-file.js"];
  const digest = createHash("sha256").update(JSON.stringify(spec));
  for (const path of made) digest.update(await readFile(join(ROOT, path)));
  const name = digest.digest("hex");
  if (!existsSync(join(STATES, name))) await make(spec, name);
  return name;
}

/** @param {Spec} spec @param {string} name */
async function make(spec, name) {
  const { Core } = await loadCore(await readFile(join(ROOT, "build/wasm/pretext.wasm")), "images");
  const core = new Core();
  /** @type {{files: {name: string, role: string, sha256: string}[]}} */
  const { files } = JSON.parse(await readFile(join(ROOT, "build/data/manifest.json"), "utf8"));
  for (const { name: packed, role } of files) {
    const bytes = await readFile(join(ROOT, "build/data/raw", packed.replace(".gzip", "")));
    core.file(role, bytes.length).set(bytes);
  }
  const data = /** @type {any} */ (Object.fromEntries(files.map(({ role, sha256 }) => [role, sha256])));
  for (const outcome of [core.readData(10, [], []), core.open(JSON.stringify(spec), "all")]) {
    if (!outcome.ok) throw new Error(outcome.error.message);
  }
  const begin = performance.now();
  /** @type {Record<string, {from: number, seconds: number, updates: number}>} */
  const fits = {};
  for (;;) {
    const { fit, activity, updates, fraction } = JSON.parse(core.progress());
    const seconds = (performance.now() - begin) / 1000;
    const { from } = (fits[fit] ??= { from: seconds, seconds: 0, updates: 0 });
    if (updates > fits[fit].updates) fits[fit] = { from, seconds: seconds - from, updates };
    const last = fit === "random" && activity === "test" ? core.save() : null;
    core.advance();
    if (!core.done()) continue;
    if (!last) throw new Error("the last unit of a run was no test of the random control");
    const file = packCheckpoint(last, { data, clock: { seconds, fraction, fits } });
    core.delete();
    // Another process may be making it too: a file is there whole or not at all.
    await mkdir(STATES, { recursive: true });
    await writeFile(join(STATES, `${name}.${process.pid}`), file);
    return rename(join(STATES, `${name}.${process.pid}`), join(STATES, name));
  }
}

/**
 * Puts a run into a browser as if an earlier visit of the page had left it; the page then offers to go on with it.
 * @param {{goto: (url: string) => Promise<unknown>, evaluate: (body: (url: string) => Promise<void>, url: string) => Promise<unknown>}} page
 * @param {string} origin  of a server by servePage()
 * @param {Spec} spec
 */
export async function leaveNearlyDone(page, origin, spec) {
  const name = await nearlyDone(spec);
  await page.goto(`${origin}/states/`);
  await page.evaluate(keep, `${origin}/states/${name}`);
}

/** Runs in the document: keeps a checkpoint as the page does. @param {string} url @returns {Promise<void>} */
async function keep(url) {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const store = "checkpoints";
  const opening = indexedDB.open(`pretext-${store}`);
  opening.onupgradeneeded = () => opening.result.createObjectStore(store);
  await new Promise((resolve, reject) => {
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction(store, "readwrite");
      writing.objectStore(store).put({ id: "earlier", savedAt: Date.now(), bytes }, "earlier");
      writing.oncomplete = resolve;
      writing.onerror = () => reject(writing.error);
    };
  });
  opening.result.close();
}
