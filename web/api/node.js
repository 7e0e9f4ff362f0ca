// The lab in Node.

import { existsSync } from "node:fs";
import { readFile, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { badFile, ROLES } from "./data/data.js";
import { Lab } from "./lab/lab.js";
import { loadPacked, loadPackedTexts, readOwn, readOwnBatches, readOwnText } from "./data/loading.js";
import { MOST_BYTES } from "./text/own-texts.js";
import { ARCHIVE, dataOfOwn, isOfBatches, meantOf, notOne, roleNamed } from "./data/own-data.js";

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

/**
 * The data that the build has packed.
 * @param {string} [set]  as in a spec's data.set
 */
export const loadData = (set) => loadPacked(host, set === undefined ? {} : { set });

/** The texts that the build has packed. */
export const loadTexts = () => loadPackedTexts(host);

/**
 * Texts of the reader's own: a .txt, a text a line, or a .csv of texts and their classes.
 * @param {string} file
 * @param {import("./text/own-texts.js").Tokenizer} [tokenizer]
 */
export async function loadOwnTexts(file, tokenizer) {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw badFile(file, "expected a file of texts");
  if (found.size > MOST_BYTES) throw badFile(file, "expected at most 20 MB");
  return readOwnText(host, file, new Blob([await readFile(file)]), tokenizer);
}

/**
 * Files of the reader's own: four IDX files named as MNIST's are, or CIFAR-10's binary form.
 * @param {string} folder  or the archive of that form
 */
export async function loadOwnData(folder) {
  if (ARCHIVE.test(folder)) return readOwnBatches(host, [await fileOf(dirname(folder), basename(folder))]);
  const all = await readdir(folder).catch(() => {
    throw badFile(folder, "expected a folder, or the archive cifar-10-binary.tar.gz");
  });
  const batches = all.filter(isOfBatches);
  if (batches.length > 0) return readOwnBatches(host, await Promise.all(batches.map((name) => fileOf(folder, name))));
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
      return [role, await readOwn(host, names[0], (await fileOf(folder, names[0])).file)];
    }),
  );
  return dataOfOwn(Object.fromEntries(files));
}

/** @param {string} folder @param {string} name */
async function fileOf(folder, name) {
  const bytes = await readFile(join(folder, name)).catch((/** @type {Error} */ { message }) => {
    throw badFile(join(folder, name), `it can't be read (${message})`);
  });
  return { name, file: new Blob([bytes]) };
}
