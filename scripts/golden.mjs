// Replays golden training runs of another program in WebAssembly and prints how far they are from ours.

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { Command } from "commander";
import { createLab, loadData } from "../web/api/node.js";
import { Failure, main } from "./command.mjs";

/** What two float32 programs may differ by after some steps: losses and first gradient relative, weights in L2. */
const MOST = { loss: 3e-4, gradient: 1e-4, weights: 2e-2 };

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

await main(async () => {
  const { args: files } = program.parse();
  const data = await loadData();
  const lab = createLab({ workers: 1 });
  let failed = false;
  try {
    for (const file of files) {
      const bytes = await readFile(file).catch(() => {
        throw new Failure(`${file} can't be read; expected a safetensors file.`);
      });
      const report = await lab.golden(basename(file), new Uint8Array(bytes), data);
      const [gradientOf, gradient] = worst(report.gradient);
      const [weightsOf, weights] = worst(report.weights);
      const good = report.loss <= MOST.loss && gradient <= MOST.gradient && weights <= MOST.weights;
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
  } finally {
    lab.close();
  }
  if (failed)
    throw new Failure(`Beyond ${MOST.loss} for losses, ${MOST.gradient} for gradients or ${MOST.weights} for weights.`);
});
