// The same worker in Node.

import { parentPort } from "node:worker_threads";
import { loadCore } from "./load-core.js";
import { Runner } from "./runner.js";

if (!parentPort) throw new Error("node-worker.js runs as a worker only");
const port = parentPort;
const runner = new Runner(
  (message, transfer = []) => port.postMessage(message, /** @type {any} */ (transfer)),
  loadCore,
);
port.on("message", (request) => runner.handle(request));
