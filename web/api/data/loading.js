// Data sets are read by workers of their own, which fetch, unpack and check them, hand them over and are gone.

import { Channel } from "../lab/channel.js";
import { dataOf } from "./data.js";

/** @import {Question} from "../lab/channel.js" */
/** @import {Host} from "../lab/crew.js" */
/** @import {Data} from "./data.js" */
/** @import {OwnFile} from "./own-data.js" */
/** @import {WorkerEvent} from "../protocol.js" */

/** The set that stands beside the page itself; all others have folders of their own. */
export const FIRST_SET = "mnist";

/**
 * The data that the build has packed.
 * @param {Host} host
 * @param {{set?: string, onProgress?: (fraction: number) => void, from?: import("../protocol.js").Place}} [options]  set: a
 *   name as in a spec's data.set; from: the host's own place if left out
 * @returns {Promise<Data>}
 */
export async function loadPacked(host, { set = FIRST_SET, onProgress, from = host.data } = {}) {
  const folder = set === FIRST_SET ? "" : `${set}/`;
  const { files, about } = await errand(host, { type: "fetch", from, folder }, (event) => {
    if (event.event === "received") onProgress?.(event.fraction);
  });
  return dataOf(files, about);
}

/**
 * A data set in CIFAR-10's binary form.
 * @param {Host} host
 * @param {{name: string, file: Blob}[]} files  the batches, or the archive
 * @returns {Promise<Data>}
 */
export async function readOwnBatches(host, files) {
  const { files: read, about } = await errand(host, { type: "batches", files });
  return { ...dataOf(read, about), own: true };
}

/**
 * One of four IDX files of the reader's own; dataOfOwn() makes a data set of them.
 * @param {Host} host
 * @param {string} name
 * @param {Blob} file
 * @returns {Promise<OwnFile>}
 */
export function readOwn(host, name, file) {
  return errand(host, { type: "read", name, file });
}

/**
 * @param {Host} host
 * @param {Question} question
 * @param {(event: WorkerEvent) => void} [hear]
 */
async function errand(host, question, hear = () => {}) {
  const worker = new Channel(host.spawn(), hear);
  try {
    return await worker.ask(question);
  } finally {
    worker.kill();
  }
}
