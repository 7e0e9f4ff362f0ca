// How honest "time left" is: records its estimates over a run and prints their errors against what the run then took.

import { parseArgs } from "node:util";
import { createLab, loadData } from "../web/api/node.js";
import { createTimeLeft } from "../web/app/time-left.js";
import { presetNamed, presets } from "../web/api/spec.js";

const { values } = parseArgs({
  options: { preset: { type: "string", default: "fair" }, workers: { type: "string", default: "2" } },
});
/** @type {(import("../web/api/protocol.js").Progress & {shown: number | null})[]} */
const seen = [];
const timeLeft = createTimeLeft();
const lab = createLab({
  workers: Number(values.workers),
  onProgress: (progress) => seen.push({ ...progress, shown: timeLeft.at(progress) }),
  onFailure: ({ message }) => {
    console.error(message);
    lab.close();
  },
  onResult({ seconds }) {
    console.log(`${seconds.toFixed(1)} s in all; time left, and its error as a share of the run:`);
    for (let at = 0; at < seconds; at += Math.max(1, seconds / 20)) {
      const progress = seen.find((one) => one.seconds >= at && one.shown !== null);
      if (!progress) break;
      const [left, truth] = [progress.shown ?? 0, seconds - progress.seconds];
      const error = (100 * (left - truth)) / seconds;
      const { fit, activity, epoch } = progress;
      console.log(
        [progress.seconds, left, truth].map((value) => value.toFixed(1).padStart(7)).join(""),
        `${error.toFixed(0).padStart(5)}%  ${fit} ${activity} ${epoch}`,
      );
    }
    lab.close();
  },
});
const spec = presetNamed(values.preset ?? "");
if (!spec) throw new Error(`--preset: expected one of ${Object.keys(presets).join(", ")}.`);
await lab.start(spec, await loadData());
