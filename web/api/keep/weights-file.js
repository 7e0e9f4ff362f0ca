import { PretextError } from "../error.js";
import { parsed, splitHeader } from "./header.js";
import { readSpec } from "../spec.js";

/** @import {Fit} from "../protocol.js" */
/** @import {Spec} from "../spec.js" */

const MODELS = ["pretext", "self_supervised", "supervised", "random"];

/**
 * Whose weights a file of anybody's says that it holds. The tensors are the core's to check.
 * @param {Uint8Array<ArrayBuffer>} file
 * @returns {{model: Fit, spec: Spec}}
 */
export function readWeightsFile(file) {
  const metadata = splitHeader(file, "pretext weights")?.header.__metadata__;
  if (!metadata || !MODELS.includes(metadata.model)) {
    const message = "weights: expected a .safetensors file that Pretext has saved.";
    throw new PretextError({ code: "bad_file", message });
  }
  const spec = readSpec(parsed(metadata.spec));
  if (!spec.ok) throw new PretextError(spec.error);
  return { model: metadata.model, spec: spec.spec };
}
