// Runs an experiment in Node on the same WebAssembly as the page. Progress goes to stderr, the result to stdout.

import { availableParallelism } from "node:os";
import { SingleBar } from "cli-progress";
import { InvalidArgumentError } from "commander";
import { grammar } from "../web/api/grammar.js";
import { unpackCheckpoint } from "../web/api/keep/checkpoint-file.js";
import { createLab, loadData, loadOwnData, loadOwnTexts, loadTexts } from "../web/api/node.js";
import { presets } from "../web/api/spec.js";
import { isOfTexts } from "../web/api/text/tasks.js";
import { Failure, main } from "./command.mjs";
import { checkReplaceable, print, replaceFile } from "./output.mjs";
import { resultTable, taskTable } from "./result-table.mjs";
import { specFor } from "./spec-options.mjs";
import { bitsPerCharacter, textResult, transfer, transferTable, written } from "./text-results.mjs";
import { readBytes } from "./text-file.mjs";
import { program } from "./program.mjs";

/** @import {Spec} from "../web/api/spec.js" */
/** @import {Progress, Result} from "../web/api/protocol.js" */

const command = program("experiment")
  .description("Pretrains, transfers and compares on MNIST; the result goes to stdout.")
  .option("--preset <name>", `one of ${Object.keys(presets).join(", ")}`, "fair")
  .option("--spec <file>", "a spec as JSON, instead of a preset")
  .option("--seed <number>", "all random numbers follow from it", wholeNumber)
  .option("--set <field=value...>", "fields of the spec to change, such as pretext.epochs=3 or task=jigsaw")
  .option("--list-tasks", "print the named pretext tasks")
  .option(
    "--data <folder>",
    "four IDX files of your own, named as MNIST's are, plain or as .gz, instead of MNIST; or a .txt or .csv of texts",
  )
  .option(
    "--workers <number>",
    "threads; the result is the same for any number",
    wholeNumber,
    Math.min(8, availableParallelism()),
  )
  .option("--checkpoint <file>", "keep the run's state in this file, to go on from: every ten seconds and at Ctrl+C")
  .option("--resume <file>", "go on from such a file; what it says takes the place of preset, seed and fields")
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
 * @param {{workers: number, checkpoint?: string, data?: string}} options
 * @returns {Promise<Result>}
 */
async function run(from, options) {
  const { workers, checkpoint } = options;
  const spec = from instanceof Uint8Array ? unpackCheckpoint(from).spec : from;
  const data = await dataFor(spec, options.data);
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
          (result) => finish(() => resolve(result)),
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
    else lab.start(fitted(from, data), /** @type {any} */ (data), { extent: isOfTexts(from) ? "pretext" : "all" });
  });
}

/**
 * @param {Spec} spec
 * @param {string} [place]  the reader's own
 */
function dataFor(spec, place) {
  if (place !== undefined) return isOfTexts(spec) ? loadOwnTexts(place) : loadOwnData(place);
  return isOfTexts(spec) ? loadTexts() : loadData();
}

/**
 * A spec that asks for no more rows than texts of the reader's own have.
 * @param {Spec} spec
 * @param {any} data
 */
function fitted(spec, data) {
  if (!data.texts || !data.own) return spec;
  const [pretext, , test] = data.texts.splits;
  const most = (/** @type {{from: number, count: number}} */ { from, count }, /** @type {number} */ rows) => ({
    from,
    count: Math.max(1, Math.min(count, rows - from)),
  });
  const { unlabelled, labelled, test: tested } = spec.data;
  const rows = { unlabelled: most(unlabelled, pretext), labelled: most(labelled, pretext), test: most(tested, test) };
  return { ...spec, data: { ...spec.data, ...rows, set: "own" } };
}

/**
 * What is asked of a run on texts once it is done, into its result.
 * @param {import("../web/api/lab/lab.js").Lab} lab
 * @param {Result} result
 * @param {any} data
 * @param {any} options
 * @returns {Promise<any>}
 */
async function after(lab, result, data, options) {
  if (!data.texts) return result;
  const more = {
    bits_per_character: bitsPerCharacter(result, data),
    transfer: options.transfer && (await transfer(lab, { modes: options.modes, budgets: options.transfer })),
    text: options.generate === undefined ? undefined : await written(lab, data, { ...options, seed: result.spec.seed }),
  };
  const said = [textResult(result, data), more.transfer && transferTable(more.transfer), more.text];
  return { ...result, ...more, said: said.filter(Boolean).join("\n\n") };
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
  const from = options.resume
    ? new Uint8Array(readBytes(options.resume, "a file that --checkpoint has written", "--resume"))
    : await specFor(options);
  const result = await run(from, options);
  const { said, ...told } = /** @type {any} */ (result);
  print(options.json ? JSON.stringify(told) : (said ?? resultTable(result)));
});
