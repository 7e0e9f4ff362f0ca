// What a spec comes to, asked of a worker of its own: for whoever has none yet.

import { Channel } from "./channel.js";
import { isOfTexts } from "../text/tasks.js";

/** @import {Description} from "../protocol.js" */
/** @import {Host} from "./crew.js" */
/** @import {Spec} from "../spec.js" */

/**
 * @param {Host} host
 * @param {Spec} spec
 * @param {[number, number, number]} shape  of an image: height, width, channels
 * @param {number} classes  that labels tell apart
 * @returns {Promise<Description>}
 */
export async function describeBy(host, spec, shape, classes) {
  const subject = isOfTexts(spec) ? "texts" : "images";
  const wasm = await host.compile(subject);
  const worker = new Channel(host.spawn(), () => {});
  try {
    await worker.ask({ type: "init", wasm, subject });
    return await worker.ask({ type: "describe", spec, shape, classes });
  } finally {
    worker.kill();
  }
}
