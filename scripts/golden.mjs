// Replays golden training runs of another program in WebAssembly and prints how far they are from ours.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { Command } from "commander";
import { Failure, ROOT, main } from "./command.mjs";

/** What two float32 programs may differ by after some steps: losses and first gradient relative, weights in L2. */
const MOST = { loss: 1e-5, gradient: 1e-4, weights: 1e-4 };
/** With pixels from 0 to 1, rounding may decide about a ReLU in a run of the whole supervised network. */
const MOST_SUPERVISED = { ...MOST, weights: 2e-3 };

const program = new Command("npm run --silent golden --")
  .description(
    "Replays golden runs (safetensors) and prints the worst relative errors; exit code 1 if one is too large.",
  )
  .argument("<files...>", "golden runs, such as tests/golden/*.safetensors")
  .option("--json", "print the reports as JSON")
  .showHelpAfterError("(--help lists the options)");

/** @param {Record<string, number>} errors  by tensor */
function worst(errors) {
  return Object.entries(errors).reduce((most, entry) => (entry[1] <= most[1] ? most : entry), ["", 0]);
}

/**
 * The reports of all files, in their order.
 * @param {string[]} files
 */
async function* replayed(files) {
  const program = join(ROOT, "build", "wasm", "golden.js");
  const child = spawn(process.execPath, [program, join(ROOT, "build", "data", "raw"), ...files]);
  const sentence = text(child.stderr);
  const exit = once(child, "close");
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
  const [code] = await exit;
  if (code !== 0) throw new Failure((await sentence).trim());
}

await main(async () => {
  const { args: files } = program.parse();
  for (const file of files) {
    try {
      accessSync(file, constants.R_OK);
    } catch {
      throw new Failure(`${file} can't be read; expected a safetensors file.`);
    }
  }
  let failed = false;
  let index = 0;
  for await (const report of replayed(files)) {
    const file = files[index++];
    const [gradientOf, gradient] = worst(report.gradient);
    const [weightsOf, weights] = worst(report.weights);
    const most = report.stage === "supervised" ? MOST_SUPERVISED : MOST;
    const good = report.loss <= most.loss && gradient <= most.gradient && weights <= most.weights;
    failed ||= !good;
    if (program.opts().json) console.log(JSON.stringify({ file, good, ...report }));
    else {
      console.log(
        `${good ? "ok  " : "FAIL"} ${basename(file)} (${report.stage}, ${report.steps} steps): ` +
          `losses ${report.loss.toExponential(1)}, first gradient ${gradient.toExponential(1)} (${gradientOf}), ` +
          `final weights ${weights.toExponential(1)} (${weightsOf})`,
      );
    }
  }
  if (failed)
    throw new Failure(`Beyond ${MOST.loss} for losses, ${MOST.gradient} for gradients or ${MOST.weights} for weights.`);
});
