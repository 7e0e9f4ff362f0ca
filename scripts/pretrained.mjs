import { createLab } from "../web/api/node.js";
import { Failure } from "./command.mjs";

/** @import {Lab} from "../web/api/lab/lab.js" */
/** @import {Data} from "../web/api/data/data.js" */
/** @import {Result} from "../web/api/protocol.js" */
/** @import {Spec} from "../web/api/spec.js" */

/**
 * A lab that has pretrained; whoever asks for it closes it.
 * @param {Spec} spec
 * @param {Data} data
 * @param {number} workers
 * @returns {Promise<{lab: Lab, result: Result}>}
 */
export const pretrained = (spec, data, workers) =>
  new Promise((resolve, reject) => {
    const lab = createLab({
      workers,
      onResult: (result) => resolve({ lab, result }),
      onFailure: ({ message }) => reject(new Failure(message)),
    });
    lab.start(spec, data, { extent: "pretext" }).catch(reject);
  });
