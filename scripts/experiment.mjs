// Runs an experiment in Node on the same WebAssembly as the page. Progress goes to stderr, the result to stdout.

import { availableParallelism } from "node:os";
import { SingleBar } from "cli-progress";
import { InvalidArgumentError } from "commander";
import { unpackCheckpoint } from "../web/api/keep/checkpoint-file.js";
import { createLab, loadData, loadOwnData } from "../web/api/node.js";
import { presetFor, presets, setOf } from "../web/api/spec.js";
import { scoresOf } from "../web/api/study/scores.js";
import { Failure, main } from "./command.mjs";
import { checkReplaceable, print, replaceFile } from "./output.mjs";
import { resultTable, taskTable } from "./result-table.mjs";
import { DEFAULT, specFor } from "./spec-options.mjs";
import { readBytes } from "./text-file.mjs";
import { program } from "./program.mjs";

/** @import {Spec} from "../web/api/spec.js" */
/** @import {Data} from "../web/api/data/data.js" */
/** @import {Progress, Result} from "../web/api/protocol.js" */

const command = program("experiment")
  .description("Pretrains, transfers and compares; the result goes to stdout.")
  .option("--preset <name>", `one of ${Object.keys(presets).join(", ")}`, DEFAULT)
  .option("--spec <file>", "a spec as JSON, instead of a preset")
  .option("--seed <number>", "all random numbers follow from it", wholeNumber)
  .option("--set <field=value...>", "fields of the spec to change, such as pretext.epochs=3 or task=jigsaw")
  .option("--list-tasks", "print the named pretext tasks")
  .option(
    "--data <folder>",
    "images of your own: four IDX files named as MNIST's are, plain or as .gz, or CIFAR-10's binary form, as files or .tar.gz",
  )
  .option(
    "--workers <number>",
    "threads; the result is the same for any number",
    wholeNumber,
    Math.min(8, availableParallelism()),
  )
  .option("--checkpoint <file>", "keep the run's state in this file, to go on from: every ten seconds and at Ctrl+C")
  .option("--resume <file>", "go on from such a file; what it says takes the place of preset, seed and fields")
  .option("--estimate", "say how long the run would take here, after a few steps of it, and end")
  .option("--json", "print the result as one JSON object");

/** @param {string} text */
function wholeNumber(text) {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError(`expected a whole number, found '${text}'.`);
  return Number(text);
}

/** A line on stderr that is rewritten as the run goes on; nothing where stderr is no terminal but a line per epoch. */
function progressBar() {
  const bar = new SingleBar({
    format: "{bar} {percentage}% | {what} | epoch {epoch} | loss {loss} |{accuracy} {left} left",
    stream: process.stderr,
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    notTTYSchedule: 2000,
    noTTYOutput: true,
  });
  bar.start(1, 0, { what: "loading", epoch: "-", loss: "-", accuracy: "", left: "?" });
  return {
    /** @param {Progress} progress */
    show({ fraction, fit, activity, epoch, loss, accuracy, seconds_left: left }) {
      bar.update(fraction, {
        what: `${fit.replace("_", "-")}, ${activity}`,
        epoch,
        loss: loss?.toFixed(4) ?? "-",
        accuracy: accuracy === null || accuracy === undefined ? "" : ` accuracy ${(100 * accuracy).toFixed(1)}% |`,
        left: left === null ? "?" : `${Math.ceil(left)} s`,
      });
    },
    stop: () => bar.stop(),
  };
}

/**
 * @param {Spec | Uint8Array<ArrayBuffer>} from  a run's spec, or its checkpoint
 * @param {Data} data
 * @param {{workers: number, checkpoint?: string}} options
 * @returns {Promise<Result>}
 */
async function run(from, data, { workers, checkpoint }) {
  const bar = progressBar();
  return new Promise((resolve, reject) => {
    const lab = createLab({
      workers,
      onProgress: bar.show,
      onCheckpoint(bytes) {
        if (!checkpoint) return;
        try {
          replaceFile(checkpoint, bytes);
        } catch (error) {
          finish(() => reject(error));
        }
      },
      onResult: (result) =>
        void withScores(lab, data, result).then(
          (whole) => finish(() => resolve(whole)),
          (error) => finish(() => reject(error)),
        ),
      onFailure: (failure) => finish(() => reject(new Failure(failure.message))),
    });
    const finish = (/** @type {() => void} */ then) => {
      bar.stop();
      lab.close();
      then();
    };
    if (checkpoint) {
      let interrupted = false;
      const interrupt = async () => {
        if (interrupted) process.exit(130); // again, by someone who can't wait for the pause
        interrupted = true;
        await lab.pause();
        finish(() => reject(new Failure(`Interrupted: --resume ${checkpoint} goes on from here.`)));
      };
      for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, interrupt);
    }
    if (from instanceof Uint8Array) lab.restore(from, data);
    else lab.start(from, data);
  });
}

/**
 * The result with what its data ask for beside accuracy.
 * @param {import("../web/api/lab/lab.js").Lab} lab @param {Data} data @param {Result} result
 * @returns {Promise<Result>}
 */
async function withScores(lab, data, result) {
  if (!data.about.balanced) return result;
  const arms = Object.entries(result.results).map(async ([arm, scores]) => {
    const predictions = await lab.predictions(/** @type {import("../web/api/protocol.js").Arm} */ (arm));
    return [arm, { ...scores, full: { ...scores.full, ...scoresOf(predictions, data) } }];
  });
  return { ...result, results: Object.fromEntries(await Promise.all(arms)) };
}

/** Steps are alike, so that some seconds of them tell. */
const ESTIMATE_SECONDS = 5;

/**
 * The seconds that a run would take, going by its first ones.
 * @param {Spec} spec @param {Data} data @param {number} workers
 * @returns {Promise<number>}
 */
function estimated(spec, data, workers) {
  return new Promise((resolve, reject) => {
    const lab = createLab({
      workers,
      onProgress({ seconds, seconds_left: left, fraction }) {
        if (left === null || (seconds < ESTIMATE_SECONDS && fraction < 1)) return;
        lab.close();
        resolve(seconds + left);
      },
      onFailure: ({ message }) => reject(new Failure(message)),
    });
    lab.start(spec, data);
  });
}

/** @param {number} seconds */
function timeOf(seconds) {
  /** @type {[number, string][]} */
  const units = [[86_400, "days"], [3600, "hours"], [60, "minutes"], [1, "seconds"]]; // prettier-ignore
  const [size, unit] = units.find(([size]) => seconds >= 2 * size) ?? units[3];
  return `about ${(seconds / size).toPrecision(2)} ${unit}`;
}

/** The data that the options ask for. @param {{data?: string, set?: string[]}} options @param {Spec | null} spec */
async function dataFor({ data: folder }, spec) {
  if (folder !== undefined) return loadOwnData(folder);
  if (spec && setOf(spec) === "own")
    throw new Failure("--data: expected the folder of the images, for data.set is 'own'.");
  return loadData(spec ? setOf(spec) : undefined);
}

await main(async () => {
  const options = /** @type {any} */ (command.parse().opts());
  if (options.listTasks) return print(taskTable());
  if (options.workers < 1 || options.workers > 8)
    throw new Failure(`--workers: expected 1 to 8, found ${options.workers}.`);
  const other = ["preset", "spec", "seed", "set"].find((name) => command.getOptionValueSource(name) === "cli");
  if (options.resume && other)
    throw new Failure(`--${other}: not together with --resume, whose file says what to run.`);
  if (options.checkpoint !== undefined) checkReplaceable(options.checkpoint);
  if (options.resume) {
    const file = new Uint8Array(readBytes(options.resume, "a file that --checkpoint has written", "--resume"));
    return printResult(await run(file, await dataFor(options, specIn(file)), options), options);
  }
  const chosen = ["preset", "spec"].some((name) => command.getOptionValueSource(name) === "cli");
  const own = options.data === undefined ? null : await loadOwnData(options.data);
  const spec = await specFor(options, chosen ? undefined : own ? presetFor(own) : undefined);
  const data = own ?? (await dataFor(options, spec));
  if (options.estimate) return print(`${timeOf(await estimated(spec, data, options.workers))} on this machine`);
  printResult(await run(spec, data, options), options);
});

/** @param {Result} result @param {{json?: boolean}} options */
function printResult(result, options) {
  print(options.json ? JSON.stringify(result) : resultTable(result));
}

/** The spec of a run's checkpoint; null where it is none, which the lab will say. @param {Uint8Array<ArrayBuffer>} file */
function specIn(file) {
  try {
    return unpackCheckpoint(file).spec;
  } catch {
    return null;
  }
}
