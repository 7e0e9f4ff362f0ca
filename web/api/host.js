// What a browser gives to the lab.

import wasmUrl from "#core.wasm?url";
import { workerLike } from "./worker-like.js";

/** @import {Host} from "./crew.js" */

/** @type {Host} */
export const host = {
  compile: () => WebAssembly.compileStreaming(fetch(wasmUrl)),
  spawn: () => workerLike(new Worker(new URL("./worker.js", import.meta.url), { type: "module" })),
};

/**
 * A file of the data that are served beside the page; null or a failed response when it can't be had.
 * @param {string} name
 */
export function openData(name) {
  return fetch(new URL(`data/${name}`, document.baseURI)).catch(() => null);
}
