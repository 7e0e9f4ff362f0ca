// Runs an experiment in Node on the same WebAssembly as the page. Progress goes to stderr, the result to stdout.

import { availableParallelism } from "node:os";
import { SingleBar } from "cli-progress";
import { InvalidArgumentError } from "commander";
import { grammar, taskNamed } from "../web/api/grammar.js";
import { unpackCheckpoint } from "../web/api/keep/checkpoint-file.js";
import { createLab } from "../web/api/node.js";
import { presets } from "../web/api/spec.js";
import { findsPlaces, localisation } from "../web/api/study/localisation.js";
import { scoresOf } from "../web/api/study/scores.js";
import { bitsPerCharacter } from "../web/api/text/bits.js";
import { isOfTexts } from "../web/api/text/tasks.js";
import { Failure, main } from "./command.mjs";
import { dataFor, specAndData, tokenizerOption } from "./data-option.mjs";
import { checkReplaceable, print, replaceFile } from "./output.mjs";
import { placesTable, resultTable, taskTable } from "./result-table.mjs";
import { DEFAULT } from "./spec-options.mjs";
import { textResult, transfer, transferTable, written } from "./text-results.mjs";
import { readBytes } from "./text-file.mjs";
import { program } from "./program.mjs";

/** @import {Spec} from "../web/api/spec.js" */
/** @import {Data} from "./data-option.mjs" */
/** @import {Progress, Result} from "../web/api/protocol.js" */

const command = program("experiment")
  .description("Pretrains, transfers and compares; the result goes to stdout.")
  .option("--preset <name>", `one of ${Object.keys(presets).join(", ")}`, DEFAULT)
  .option("--spec <file>", "a spec as JSON, instead of a preset")
  .option("--seed <number>", "all random numbers follow from it", wholeNumber)
  .option("--set <field=value...>", "fields of the spec to change, such as pretext.epochs=3 or task=jigsaw")
  .option("--list-tasks", "print the named pretext tasks")
  .option(
    "--data <place>",
    "your own images: four IDX files named as MNIST's are, plain or as .gz, or CIFAR-10's binary form, as files or .tar.gz; " +
      "or your own texts: a .txt or .csv",
  )
  .addOption(tokenizerOption())
  .option(
    "--workers <number>",
    "threads; the result is the same for any number",
    wholeNumber,
    Math.min(8, availableParallelism()),
  )
  .option("--checkpoint <file>", "keep the run's state in this file, to go on from: every ten seconds and at Ctrl+C")
  .option("--resume <file>", "go on from such a file; what it says takes the place of preset, seed and fields")
  .option("--weights <file>", "keep the pretext network's weights in this file, as safetensors")
  .option("--texts <file>", "of texts: keep them as the network reads them in this file, likewise")
  .option("--estimate", "say how long the run would take here, after a few steps of it, and end")
  .option("--transfer <labels>", "of texts: test modes of transfer with so many labels, such as 16,80,400", budgetsIn)
  .option("--modes <list>", "of --transfer", (text) => text.split(","), grammar.text_modes)
  .option("--generate <prompt>", "of next_token: go on with a text")
  .option("--tokens <number>", "of --generate, at most", wholeNumber, 40)
  .option("--temperature <number>", "of --generate; 0 for the most likely token each time", Number, 1)
  .option("--top-k <number>", "of --generate: only among so many of the most likely tokens; 0 for all", wholeNumber, 0)
  .option("--json", "print the result as one JSON object");

/** @param {string} text */
function wholeNumber(text) {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError(`expected a whole number, found '${text}'.`);
  return Number(text);
}

/** @param {string} text */
function budgetsIn(text) {
  return text.split(",").map(wholeNumber);
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
 * @param {any} options
 * @returns {Promise<any>}
 */
async function run(from, data, options) {
  const { workers, checkpoint } = options;
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
        void after(lab, result, data, options).then(
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
    if (from instanceof Uint8Array) lab.restore(from, /** @type {any} */ (data));
    else lab.start(from, /** @type {any} */ (data), extentOf(from));
  });
}

/** What a spec's task asks of places on canvases; null if it is of anything else. @param {Spec} spec */
const placesOf = ({ task }) => {
  const described = typeof task === "string" ? taskNamed(task)?.description : task;
  return described ? findsPlaces(described) : null;
};

/** Of texts, transfer is asked for apart; of places, nothing is transferred. @param {Spec} spec @returns {{extent: "pretext" | "all"}} */
const extentOf = (spec) => ({ extent: isOfTexts(spec) || placesOf(spec) ? "pretext" : "all" });

/**
 * The result with what its data or the options ask for beside accuracy.
 * @param {import("../web/api/lab/lab.js").Lab} lab @param {Result} result @param {Data} data @param {any} options
 * @returns {Promise<any>}
 */
async function after(lab, result, data, options) {
  if (options.weights) replaceFile(options.weights, await lab.weights("pretext"));
  if ("texts" in data) {
    if (options.texts) replaceFile(options.texts, new Uint8Array(await data.files.texts.arrayBuffer()));
    const more = {
      bits_per_character: bitsPerCharacter(result, data),
      transfer: options.transfer && (await transfer(lab, { modes: options.modes, budgets: options.transfer })),
      text:
        options.generate === undefined ? undefined : await written(lab, data, { ...options, seed: result.spec.seed }),
    };
    const said = [textResult(result, data), more.transfer && transferTable(more.transfer), more.text];
    return { ...result, ...more, said: said.filter(Boolean).join("\n\n") };
  }
  const places = placesOf(result.spec);
  if (places) {
    const { measures } = await localisation(lab, places, { rows: Math.min(1000, data.test.rows) });
    const whole = { ...result, localisation: measures };
    return { ...whole, said: placesTable(whole) };
  }
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
    lab.start(spec, /** @type {any} */ (data), extentOf(spec));
  });
}

/** @param {number} seconds */
function timeOf(seconds) {
  /** @type {[number, string][]} */
  const units = [[86_400, "days"], [3600, "hours"], [60, "minutes"], [1, "seconds"]]; // prettier-ignore
  const [size, unit] = units.find(([size]) => seconds >= 2 * size) ?? units[3];
  return `about ${(seconds / size).toPrecision(2)} ${unit}`;
}

await main(async () => {
  const options = /** @type {any} */ (command.parse().opts());
  if (options.listTasks) return print(taskTable());
  if (options.workers < 1 || options.workers > 8)
    throw new Failure(`--workers: expected 1 to 8, found ${options.workers}.`);
  const other = ["preset", "spec", "seed", "set"].find((name) => command.getOptionValueSource(name) === "cli");
  if (options.resume && other)
    throw new Failure(`--${other}: not together with --resume, whose file says what to run.`);
  for (const name of ["checkpoint", "weights", "texts"])
    if (options[name] !== undefined) checkReplaceable(options[name]);
  if (options.resume) {
    const file = new Uint8Array(readBytes(options.resume, "a file that --checkpoint has written", "--resume"));
    return printResult(await run(file, await dataFor(options, specIn(file)), options), options);
  }
  const chosen = ["preset", "spec"].some((name) => command.getOptionValueSource(name) === "cli");
  const { spec, data } = await specAndData(options, chosen);
  if (options.estimate) return print(`${timeOf(await estimated(spec, data, options.workers))} on this machine`);
  printResult(await run(spec, data, options), options);
});

/** @param {any} result  `said`: as text, where there is no comparison to be told as a table @param {{json?: boolean}} options */
function printResult({ said, ...result }, options) {
  print(options.json ? JSON.stringify(result) : (said ?? resultTable(result)));
}

/** The spec of a run's checkpoint; null where it is none, which the lab will say. @param {Uint8Array<ArrayBuffer>} file */
function specIn(file) {
  try {
    return unpackCheckpoint(file).spec;
  } catch {
    return null;
  }
}
