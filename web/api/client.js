// The lab in a page.

import wasmUrl from "#core.wasm?url";
import { PretextError } from "./channel.js";
import { readData } from "./data.js";
import { Lab } from "./lab.js";

/** @import {Listeners, Host} from "./lab.js" */

/** @type {Host} */
const browser = {
  compile() {
    return WebAssembly.compileStreaming(fetch(wasmUrl));
  },

  spawn() {
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    return {
      postMessage: (message, transfer = []) => worker.postMessage(message, transfer),
      terminate: () => worker.terminate(),
      onMessage: (listener) => (worker.onmessage = ({ data }) => listener(data)),
      onDeath: (listener) => (worker.onerror = (event) => listener(event.message || "its script could not be loaded")),
    };
  },
};

/** As many workers as cores, up to 8; one core is left to the page where there are more than two. */
export function defaultWorkers() {
  const cores = navigator.hardwareConcurrency || 2;
  return Math.max(1, Math.min(8, cores > 2 ? cores - 1 : cores));
}

/** @param {Listeners & {workers?: number}} options */
export function createLab({ workers = defaultWorkers(), ...listeners }) {
  return new Lab(browser, { workers, ...listeners });
}

/**
 * The data that are served beside the page.
 * @param {{onProgress?: (fraction: number) => void}} [options]
 */
export function loadData({ onProgress } = {}) {
  const folder = new URL("data/", document.baseURI);
  return readData({
    onProgress,
    async open(name) {
      const response = await fetch(new URL(name, folder)).catch(() => null);
      if (response?.ok && response.body) return response.body;
      throw new PretextError({
        code: "bad_file",
        message: `${name} could not be fetched${response ? ` (status ${response.status})` : ""}; expected it in the folder data/ beside the page.`,
      });
    },
  });
}
