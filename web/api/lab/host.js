// What a browser gives to the lab.

import imagesUrl from "#core.wasm?url";
import textsUrl from "#texts.wasm?url";
import { workerLike } from "./worker-like.js";

/** @import {Host} from "./crew.js" */

/** @type {Host} */
export const host = {
  data: { base: new URL("data/", document.baseURI).href },
  compile: (subject) => WebAssembly.compileStreaming(fetch(subject === "texts" ? textsUrl : imagesUrl)),
  spawn: () => workerLike(new Worker(new URL("../worker/worker.js", import.meta.url), { type: "module" })),
};
