// The worker of the page.

import { loadCore } from "./load-core.js";
import { Runner } from "./runner.js";

const runner = new Runner((message, transfer = []) => self.postMessage(message, { transfer }), loadCore);
self.onmessage = ({ data }) => runner.handle(data);
