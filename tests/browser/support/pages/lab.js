// The lab without a page around it, for tests to drive.

import { createLab, loadData } from "../../../../web/api/client.js";
import { presets, withField } from "../../../../web/api/spec.js";

/** @import {Result, Progress} from "../../../../web/api/protocol.js" */

/** @param {{workers: number, preset?: string, set?: Record<string, unknown>}} options */
async function run({ workers, preset = "quick", set = {} }) {
  const data = await loadData();
  let spec = presets[preset];
  for (const [path, value] of Object.entries(set)) spec = withField(spec, path, value);
  return new Promise((resolve, reject) => {
    const lab = createLab({
      workers,
      onResult(result) {
        lab.close();
        resolve(result.digest);
      },
      onFailure: (failure) => reject(new Error(failure.message)),
    });
    lab.start(spec, data);
  });
}

Object.assign(globalThis, { pretext: { run } });
