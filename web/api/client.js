// The lab in a page.

import { PretextError } from "./channel.js";
import { readData } from "./data.js";
import { host, openData } from "./host.js";
import { Lab } from "./lab.js";

/** @import {Listeners} from "./lab.js" */

/** As many workers as cores, up to 8; one core is left to the page where there are more than two. */
export function defaultWorkers() {
  const cores = navigator.hardwareConcurrency || 2;
  return Math.max(1, Math.min(8, cores > 2 ? cores - 1 : cores));
}

/** @param {Listeners & {workers?: number}} options */
export function createLab({ workers = defaultWorkers(), ...listeners }) {
  return new Lab(host, { workers, ...listeners });
}

/**
 * The data that are served beside the page.
 * @param {{onProgress?: (fraction: number) => void}} [options]
 */
export function loadData({ onProgress } = {}) {
  return readData({
    onProgress,
    async open(name) {
      const response = await openData(name);
      if (response?.ok && response.body) return response.body;
      throw new PretextError({
        code: "bad_file",
        message: `${name} could not be fetched${response ? ` (status ${response.status})` : ""}; expected it in the folder data/ beside the page.`,
      });
    },
  });
}
