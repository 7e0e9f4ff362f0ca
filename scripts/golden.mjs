// Replays golden training runs of another program in WebAssembly and prints how far they are from ours.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { host } from "../web/api/node.js";
import { Failure, ROOT, main } from "./command.mjs";
import { print } from "./output.mjs";
import { readBytes } from "./text-file.mjs";
import { program } from "./program.mjs";

/** What two float32 programs may differ by after some steps: losses and first gradient relative, weights in L2. */
const MOST = { loss: 1e-5, gradient: 1e-4, weights: 1e-4 };
/** With pixels from 0 to 1, rounding may decide about a ReLU in a run of the whole supervised network. */
const MOST_SUPERVISED = { ...MOST, weights: 2e-3 };

/** Of transformers on texts; their weights' errors are relative to how far each tensor has moved. */
const MOST_TEXT = { loss: 5e-6, gradient: 2e-5, weights: 1e-3 };
const TEXT_STAGES = ["masked", "causal", "next", "classify"];

/** @param {string} stage */
function mostOf(stage) {
  if (TEXT_STAGES.includes(stage)) return MOST_TEXT;
  return stage === "supervised" ? MOST_SUPERVISED : MOST;
}

const command = program("golden")
  .description(
    "Replays golden runs (safetensors) and prints the worst relative errors; exit code 1 if one is too large.",
  )
  .argument("<files...>", "golden runs, such as tests/golden/*.safetensors")
  .option("--json", "print the reports as JSON");

/** An error as text; JSON has null for what is no finite number. @param {number | null} error */
const shown = (error) => error?.toExponential(1) ?? "not finite";

/** @param {number | null} error  @param {number} most */
const within = (error, most) => error !== null && error <= most;

/**
 * The tensor with the largest error; one that is not finite is larger than any.
 * @param {Record<string, number | null>} errors  by tensor
 * @returns {[string, number | null]}
 */
function worst(errors) {
  const size = (/** @type {number | null} */ error) => error ?? Infinity;
  return Object.entries(errors).reduce((most, entry) => (size(entry[1]) > size(most[1]) ? entry : most));
}

/**
 * The packed data as plain IDX files, in a folder that goes when this process does.
 * @returns {string} the folder
 */
function unpackedData() {
  const folder = mkdtempSync(join(tmpdir(), "pretext-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
  const packed = new URL(host.data.base);
  for (const name of readdirSync(packed).filter((name) => name.endsWith(".gzip")))
    writeFileSync(join(folder, basename(name, ".gzip")), gunzipSync(readFileSync(new URL(name, packed))));
  return folder;
}

/**
 * The reports of all files, in their order.
 * @param {string[]} files
 */
async function* replayed(files) {
  const program = join(ROOT, "build", "wasm", "golden.js");
  const child = spawn(process.execPath, [program, unpackedData(), ...files]);
  const sentence = text(child.stderr);
  const exit = once(child, "close");
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
  const [code] = await exit;
  if (code !== 0) throw new Failure((await sentence).trim());
}

await main(async () => {
  const { args: files } = command.parse();
  for (const file of files) readBytes(file, "a safetensors file");
  let failed = false;
  let index = 0;
  for await (const report of replayed(files)) {
    const file = files[index++];
    const [gradientOf, gradient] = worst(report.gradient);
    const [weightsOf, weights] = worst(report.weights);
    const most = mostOf(report.stage);
    const good = within(report.loss, most.loss) && within(gradient, most.gradient) && within(weights, most.weights);
    failed ||= !good;
    if (command.opts().json) print(JSON.stringify({ file, good, ...report }));
    else {
      print(
        `${good ? "ok  " : "FAIL"} ${basename(file)} (${report.stage}, ${report.steps} steps): ` +
          `losses ${shown(report.loss)}, first gradient ${shown(gradient)} (${gradientOf}), ` +
          `final weights ${shown(weights)} (${weightsOf})`,
      );
    }
  }
  if (failed)
    throw new Failure(`Beyond ${MOST.loss} for losses, ${MOST.gradient} for gradients or ${MOST.weights} for weights.`);
});
