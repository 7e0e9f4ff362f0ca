// What a browser gives to the lab.

import wasmUrl from "#core.wasm?url";
import { workerLike } from "./worker-like.js";

/** @import {Host} from "./crew.js" */

/** @type {Host} */
export const host = {
  data: { base: new URL("data/", document.baseURI).href },
  compile: () => WebAssembly.compileStreaming(fetch(wasmUrl)),
  spawn: () => workerLike(new Worker(new URL("../worker/worker.js", import.meta.url), { type: "module" })),
};
