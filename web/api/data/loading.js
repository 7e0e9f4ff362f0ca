// Data sets are read by workers of their own, which fetch, unpack and check them, hand them over and are gone.

import { Channel } from "../lab/channel.js";
import { textDataOf } from "../text/texts.js";
import { dataOf } from "./data.js";

/** @import {Question} from "../lab/channel.js" */
/** @import {Host} from "../lab/crew.js" */
/** @import {Data} from "./data.js" */
/** @import {OwnFile} from "./own-data.js" */
/** @import {WorkerEvent} from "../protocol.js" */

/**
 * The data that the build has packed.
 * @param {Host} host
 * @param {{onProgress?: (fraction: number) => void, from?: import("../protocol.js").Place}} [options]  from: the host's own
 *   place if left out
 * @returns {Promise<Data>}
 */
export async function loadPacked(host, { onProgress, from = host.data } = {}) {
  const files = await errand(host, { type: "fetch", from }, (event) => {
    if (event.event === "received") onProgress?.(event.fraction);
  });
  return dataOf(files);
}

/**
 * The texts that the build has packed.
 * @param {Host} host
 * @param {{onProgress?: (fraction: number) => void}} [options]
 */
export async function loadPackedTexts(host, { onProgress } = {}) {
  const from = { ...host.data, base: new URL("definitions/", host.data.base).href };
  const files = await errand(host, { type: "fetch", from }, (event) => {
    if (event.event === "received") onProgress?.(event.fraction);
  });
  return textDataOf(files.texts);
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
