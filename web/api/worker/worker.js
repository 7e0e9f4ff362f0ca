// The worker of the page. One that only reads data has no need of the core.

import { Runner } from "./runner.js";
import { openServed } from "../data/served-data.js";

const runner = new Runner(
  (message, transfer = []) => self.postMessage(message, { transfer }),
  async (wasm, subject) => (await import("./load-core.js")).loadCore(wasm, subject),
  openServed,
);
self.onmessage = ({ data }) => runner.handle(data);
