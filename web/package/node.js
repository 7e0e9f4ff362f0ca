// The package in Node.

import { Lab as HostedLab } from "../api/lab/lab.js";
import { host } from "../api/node.js";

export * from "./common.js";
export { createLab, loadData, loadOwnData } from "../api/node.js";

/** A lab whose workers are Node's worker threads; close() ends them. */
export class Lab extends HostedLab {
  /** @param {import("./common.js").LabOptions} [options] */
  constructor(options = {}) {
    super(host, options);
  }
}
