// Data sets are read by workers of their own, which fetch, unpack and check them, hand them over and are gone.

import { Channel } from "../lab/channel.js";
import { PretextError } from "../error.js";
import { textDataOf } from "../text/texts.js";
import { dataOf } from "./data.js";

/** @import {Question} from "../lab/channel.js" */
/** @import {Host} from "../lab/crew.js" */
/** @import {Data} from "./data.js" */
/** @import {OwnFile} from "./own-data.js" */
/** @import {WorkerEvent} from "../protocol.js" */

/** The set that stands beside the page itself; all others have folders of their own. */
export const FIRST_SET = "mnist";

/** The one set of texts. */
export const TEXT_SET = "definitions";

/**
 * @typedef {{set?: string, onProgress?: (fraction: number) => void, from?: import("../protocol.js").Place}} Loading  set: a
 *   name as in a spec's data.set; from: the host's own place if left out
 */

/**
 * The images that the build has packed.
 * @param {Host} host
 * @param {Loading} [options]
 * @returns {Promise<Data>}
 */
export async function loadPacked(host, options = {}) {
  if (options.set === TEXT_SET) {
    const message = `data.set: '${TEXT_SET}' is a set of texts, expected one of images.`;
    throw new PretextError({ code: "bad_data", message });
  }
  const { files, about } = await packed(host, options);
  return dataOf(files, about);
}

/**
 * The texts that the build has packed.
 * @param {Host} host
 * @param {Loading} [options]
 */
export async function loadPackedTexts(host, options = {}) {
  const { files } = await packed(host, { set: TEXT_SET, ...options });
  return textDataOf(files.texts);
}

/**
 * @param {Host} host
 * @param {Loading} options
 */
function packed(host, { set = FIRST_SET, onProgress, from = host.data }) {
  const folder = set === FIRST_SET ? "" : `${set}/`;
  return errand(host, { type: "fetch", from, folder }, (event) => {
    if (event.event === "received") onProgress?.(event.fraction);
  });
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
 * Texts of the reader's own: a .txt, a text a line, or a .csv of texts and their classes.
 * @param {Host} host
 * @param {string} name
 * @param {Blob} file
 * @param {import("../text/own-texts.js").Tokenizer} [tokenizer]
 * @returns {Promise<import("../text/texts.js").TextData>}
 */
export async function readOwnText(host, name, file, tokenizer = "bpe") {
  return { ...(await textDataOf(await errand(host, { type: "texts", name, file, tokenizer }))), own: true };
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
