// What a frame without an origin of its own gives to the lab: no worker from an address and, from a plain host, no fetch
// either. This takes the place of host.js in a bundle that is one classic script: the worker and the module are inside
// it, and the data come as a second script.

import wasmData from "#core.wasm?url";
import InlineWorker from "./worker.js?worker&inline";
import { workerLike } from "./worker-like.js";

/** @import {Host} from "./crew.js" */

/** @type {Host} */
export const host = {
  compile: async () => fromBase64(wasmData.slice(wasmData.indexOf(",") + 1)),
  spawn: () => workerLike(new InlineWorker()),
};

/** @type {Promise<Record<string, string>> | null} base64 by file name */
let packed = null;

/** @param {string} name */
export async function openData(name) {
  packed ??= loadScript("data/packed.js").then(() => /** @type {any} */ (globalThis).pretextData);
  packed.catch(() => (packed = null));
  const text = await packed.then((files) => files[name]).catch(() => undefined);
  return text === undefined ? null : new Response(fromBase64(text));
}

/** @param {string} path */
function loadScript(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(path, document.baseURI).href;
    script.onload = () => resolve(undefined);
    script.onerror = reject;
    document.head.append(script);
  });
}

/** @param {string} text */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
