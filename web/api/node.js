// The lab in Node.

import { existsSync } from "node:fs";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { badFile, ROLES } from "./data/data.js";
import { Lab } from "./lab/lab.js";
import { loadPacked, loadPackedTexts, readOwn } from "./data/loading.js";
import { MOST_BYTES, readOwnTexts } from "./text/own-texts.js";
import { dataOfOwn, meantOf, notOne, roleNamed } from "./data/own-data.js";

/** @import {Listeners} from "./lab/lab.js" */
/** @import {Host} from "./lab/crew.js" */

const BUILD = new URL("../../build/", import.meta.url);
const [DATA, WITH_PAGE] = ["data/", "web/data/"].map((folder) => new URL(folder, BUILD));

const MODULES = { images: "wasm/pretext.wasm", texts: "wasm/pretext-texts.wasm" };

/** @type {Host} */
export const host = {
  // The package has the data once, with the page; a clone has them before it has a page.
  data: { base: (existsSync(DATA) ? DATA : WITH_PAGE).href },

  async compile(subject) {
    return WebAssembly.compile(await readFile(new URL(MODULES[subject], BUILD)));
  },

  spawn() {
    const worker = new Worker(new URL("./worker/node-worker.js", import.meta.url));
    return {
      postMessage: (message, transfer = []) => worker.postMessage(message, /** @type {any} */ (transfer)),
      terminate: () => void worker.terminate(),
      onMessage: (listener) => worker.on("message", listener),
      onDeath(listener) {
        worker.on("error", (error) => listener(error.message));
        worker.on("exit", () => listener("it exited"));
      },
    };
  },
};

/** @param {Listeners & {workers?: number}} options */
export function createLab(options) {
  return new Lab(host, options);
}

/** The data that the build has packed. */
export const loadData = () => loadPacked(host);

/** The texts that the build has packed. */
export const loadTexts = () => loadPackedTexts(host);

/**
 * Texts of the reader's own: a .txt, a text a line, or a .csv of texts and their classes.
 * @param {string} file
 */
export async function loadOwnTexts(file) {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw badFile(file, "expected a file of texts");
  if (found.size > MOST_BYTES) throw badFile(file, "expected at most 20 MB");
  return readOwnTexts(file, new Uint8Array(await readFile(file)));
}

/**
 * Four IDX files of the reader's own, named as MNIST's are.
 * @param {string} folder
 */
export async function loadOwnData(folder) {
  const all = await readdir(folder).catch(() => {
    throw badFile(folder, "expected a folder");
  });
  const named = meantOf(all.filter(roleNamed).map((name) => ({ name, role: roleNamed(name) })));
  const isFile = await Promise.all(
    named.map(({ name }) =>
      stat(join(folder, name)).then(
        (found) => found.isFile(),
        () => true,
      ),
    ),
  );
  const files = await Promise.all(
    ROLES.map(async (role) => {
      const names = named.filter((file, i) => file.role === role && isFile[i]).map(({ name }) => name);
      if (names.length !== 1) throw notOne(folder, role, names, named.find((file) => file.role === role)?.name);
      const bytes = await readFile(join(folder, names[0])).catch((/** @type {Error} */ { message }) => {
        throw badFile(join(folder, names[0]), `it can't be read (${message})`);
      });
      return [role, await readOwn(host, names[0], new Blob([bytes]))];
    }),
  );
  return dataOfOwn(Object.fromEntries(files));
}
