// The lab in Node.

import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { PretextError } from "./channel.js";
import { readData } from "./data.js";
import { Lab } from "./lab.js";

/** @import {Listeners} from "./lab.js" */
/** @import {Host} from "./crew.js" */

const BUILD = new URL("../../build/", import.meta.url);

/** @type {Host} */
export const host = {
  async compile() {
    return WebAssembly.compile(await readFile(new URL("wasm/pretext.wasm", BUILD)));
  },

  spawn() {
    const worker = new Worker(new URL("./node-worker.js", import.meta.url));
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
 * @param {URL} [folder]
 */
export function loadData(folder = new URL("data/", BUILD)) {
  return readData({
    async open(name) {
      const path = fileURLToPath(new URL(name, folder));
      if (!existsSync(path))
        throw new PretextError({ code: "bad_file", message: `${path} is missing; expected a packed data file.` });
      return /** @type {ReadableStream<Uint8Array>} */ (Readable.toWeb(createReadStream(path)));
    },
  });
}
