// The same worker in Node.

import { createReadStream, existsSync } from "node:fs";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { PretextError } from "../error.js";
import { loadCore } from "./load-core.js";
import { Runner } from "./runner.js";

/** @import {Place} from "../protocol.js" */

/**
 * @param {Place} place
 * @param {string} name
 */
async function openFile({ base }, name) {
  const path = fileURLToPath(new URL(name, base));
  if (!existsSync(path))
    throw new PretextError({ code: "bad_file", message: `${path} is missing; expected a packed data file.` });
  return /** @type {ReadableStream<Uint8Array>} */ (Readable.toWeb(createReadStream(path)));
}

if (!parentPort) throw new Error("node-worker.js runs as a worker only");
const port = parentPort;
const runner = new Runner(
  (message, transfer = []) => port.postMessage(message, /** @type {any} */ (transfer)),
  loadCore,
  openFile,
);
port.on("message", (request) => runner.handle(request));
