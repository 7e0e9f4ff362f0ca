// The package in a page, for bundlers.

import { loadPacked } from "../api/data/loading.js";
import { defaultWorkers } from "../api/client.js";
import { host } from "../api/lab/host.js";
import { Lab as HostedLab } from "../api/lab/lab.js";

/** @import {Data, LabOptions} from "./common.js" */

export * from "./common.js";
export { createLab, defaultWorkers } from "../api/client.js";

/** A lab whose workers are the page's; close() ends them. */
export class Lab extends HostedLab {
  /** @param {LabOptions} [options] */
  constructor({ workers = defaultWorkers(), ...listeners } = {}) {
    super(host, { workers, ...listeners });
  }
}

/**
 * The data of the package, which the page has to serve: its folder build/web/data/, as it is.
 * @param {{base?: string | URL, onProgress?: (fraction: number) => void}} [options]  base: the folder's address, data/ beside
 *   the page if left out; fraction: of the bytes that have arrived
 * @returns {Promise<Data>}  a PretextError if they can't be had or are not what they should be
 */
export function loadData({ base = "data/", onProgress } = {}) {
  return loadPacked(host, { onProgress, from: { base: new URL(base, document.baseURI).href } });
}
