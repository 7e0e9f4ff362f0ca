// What a frame without an origin of its own gives to the lab: no worker from an address and, from a plain host, no fetch
// either. This takes the place of host.js in a bundle that is one classic script: the worker and the module are inside
// it, and the data come as a second script.

import wasmData from "#core.wasm?url";
import InlineWorker from "../worker/worker.js?worker&inline";
import { workerLike } from "./worker-like.js";

/** @import {Host} from "./crew.js" */

/** @type {Host} */
export const host = {
  data: { base: new URL("data/", document.baseURI).href, script: "packed.js" },
  async compile(subject) {
    if (subject === "texts") throw new Error("a frame without an origin of its own has none for texts");
    return fromBase64(wasmData.slice(wasmData.indexOf(",") + 1));
  },
  spawn: () => workerLike(new InlineWorker()),
};

/** @param {string} text */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
