// Works out a grid of pretext tasks, seeds, transfer modes and label budgets, one line a finished cell. A sweep that was interrupted goes
// on where it was; a grid can be spread over many machines (see docs/sweeps.md).

import { availableParallelism } from "node:os";
import { InvalidArgumentError, Option } from "commander";
import { FIRST_SET } from "../web/api/data/loading.js";
import { createLab } from "../web/api/node.js";
import { taskNamed } from "../web/api/grammar.js";
import { ALL_MODES, BUDGETS, MODES, TEXT_BUDGETS, TEXT_MODES, controlOf, modeNamed } from "../web/api/study/modes.js";
import { namedTasks, namedTextTasks, presets, readSpec, setOf } from "../web/api/spec.js";
import { Study, gridOf, keyOf } from "../web/api/study/study.js";
import { textOf } from "../web/api/task-text.js";
import { areTexts, isOfTexts } from "../web/api/text/tasks.js";
import { Failure, main, say } from "./command.mjs";
import { dataFor, specAndData, tokenizerOption } from "./data-option.mjs";
import { numbersIn, shardIn, shardOf } from "./grid.mjs";
import { print } from "./output.mjs";
import { DEFAULT, specFor, valueOf } from "./spec-options.mjs";
import { openSweep } from "./sweep-file.mjs";
import { program } from "./program.mjs";

/** @import {Spec} from "../web/api/spec.js" */

/** Checkpoints are not a mode of transfer, but asked for like one. */
const CHECKPOINTS = "checkpoints";
const CHECKPOINT_MODE = {
  name: CHECKPOINTS,
  description: "pretext task and linear probe for each kept checkpoint of pretraining",
};
const NAMES = [...ALL_MODES.map(({ name }) => name), CHECKPOINTS];

/** What is asked for until it is known what there is. */
const ALL = "all";

/**
 * Makes a commander option's parser from a function that throws a Failure.
 * @template T
 * @param {(text: string) => T} parse
 */
function parser(parse) {
  return (/** @type {string} */ text) => {
    try {
      return parse(text);
    } catch (error) {
      throw error instanceof Failure ? new InvalidArgumentError(error.message) : error;
    }
  };
}

/** @param {string} text */
function modesIn(text) {
  if (text === ALL) return ALL;
  const names = text.split(",");
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown !== undefined)
    throw new Failure(`'${unknown}' is no mode; expected all, or some of ${NAMES.join(", ")}.`);
  return names;
}

/** What a board of tasks compares a mode with, beside the same without pretraining. */
const BASELINES = ["supervised", "supervised_augmented"];

/**
 * Texts of tasks: all named ones, a list of names, or a description.
 * @param {string} text
 */
function tasksIn(text) {
  if (text === ALL) return ALL;
  const tasks = text.startsWith("{") ? [text] : [...new Set(text.split(","))];
  return tasks.map((task) => {
    const read = readSpec({ task: valueOf(task) });
    if (!read.ok) throw new Failure(read.error.message);
    return textOf(read.spec.task);
  });
}

/** @param {{name: string, description: string}} mode */
const helpLine = ({ name, description }) => `  ${name.padEnd(22)}${description}`;

/** @param {string} text */
const workersIn = (text) => numbersIn(text, 1, 64)[0];

/** @param {string} text */
const budgetsIn = (text) => (text === ALL ? ALL : numbersIn(text, 10, 1_000_000));

/**
 * An option with a default that --help shows as it would be written.
 * @template T
 * @param {string} flags
 * @param {string} description
 * @param {(text: string) => T} parse
 * @param {string} standard
 */
const option = (flags, description, parse, standard) =>
  new Option(flags, description).argParser(parser(parse)).default(parse(standard), standard);

const command = program("sweep")
  .description("Works out a grid of pretext tasks, seeds, modes and label budgets, one JSON line a finished cell.")
  .option("--out <file>", "the lines are added to it; cells that it has already are skipped")
  .option("--preset <name>", `one of ${Object.keys(presets).join(", ")}`, DEFAULT)
  .option("--spec <file>", "a spec as JSON, instead of a preset")
  .option("--data <place>", "images or texts of your own, as for experiment")
  .addOption(tokenizerOption())
  .option("--set <field=value...>", "fields of the spec to change, such as pretext.epochs=50 or task=jigsaw")
  .addOption(
    new Option(
      "--tasks <list>",
      "all, names of tasks (experiment --list-tasks) or one description; the controls that a board compares with are added",
    ).argParser(parser(tasksIn)),
  )
  .addOption(option("--seeds <list>", "such as 1..10 or 1,3,5..8", (text) => numbersIn(text, 0, 2 ** 32 - 1), "1..5"))
  .addOption(option("--budgets <list>", "numbers of labels, such as 10,100", budgetsIn, "all"))
  .addOption(option("--modes <list>", "names of modes, see below", modesIn, "all"))
  .addOption(option("--shard <i/n>", "only the i-th of n equal parts of the grid", shardIn, "1/1"))
  .addOption(option("--workers <number>", "threads", workersIn, String(Math.min(8, availableParallelism()))))
  .option("--bare", "leave out which test images were right: small files, and nothing of McNemar's test")
  .option("--list", "print the cells instead of working them out")
  .addHelpText("after", `\nModes:\n${[...ALL_MODES, CHECKPOINT_MODE].map(helpLine).join("\n")}`);

/**
 * The modes that are asked for, which data of that kind must have.
 * @param {"all" | string[]} modes
 * @param {boolean} texts
 */
function modesFor(modes, texts) {
  const known = texts ? TEXT_MODES.map(({ name }) => name) : [...MODES.map(({ name }) => name), CHECKPOINTS];
  if (modes === ALL) return known;
  const other = modes.find((name) => !known.includes(name));
  if (other === undefined) return modes;
  throw new Failure(
    `'${other}' is no mode of ${texts ? "texts" : "images"}; expected all, or some of ${known.join(", ")}.`,
  );
}

/**
 * The tasks that are asked for; those that need colours are left to sets that have them.
 * @param {"all" | string[] | undefined} tasks
 * @param {Spec} spec
 * @param {boolean} texts
 */
function tasksFor(tasks, spec, texts) {
  if (tasks !== ALL) return tasks;
  if (texts) return namedTextTasks;
  return setOf(spec) === FIRST_SET ? namedTasks.filter((task) => !taskNamed(task)?.colour) : namedTasks;
}

/**
 * The cells that the options ask for.
 * @param {Spec} spec
 * @param {{tasks?: "all" | string[], seeds: number[], modes: "all" | string[], budgets: "all" | number[],
 *   shard: {index: number, count: number}}} options
 */
function cellsFor(spec, options) {
  const texts = isOfTexts(spec);
  const { seeds, shard } = options;
  const modes = modesFor(options.modes, texts);
  const tasks = tasksFor(options.tasks, spec, texts);
  const budgets = options.budgets === ALL ? (texts ? TEXT_BUDGETS : BUDGETS) : options.budgets;
  const needsEpochs = modes.some((name) => name === CHECKPOINTS || modeNamed(name)?.encoder === "pretrained");
  if (needsEpochs && spec.pretext.stop !== "never") {
    throw new Failure("A sweep needs a fixed number of pretraining epochs: set pretext.stop to never.");
  }
  const checkpoints = modes.includes(CHECKPOINTS);
  const named = modes.filter((name) => name !== CHECKPOINTS);
  const controls = named.flatMap((mode) => controlOf(mode)?.name ?? []);
  const beside = [...controls, ...BASELINES].filter((name) => !texts || modesFor(ALL, texts).includes(name));
  const wanted = tasks ? [...new Set([...named, ...beside])] : named;
  return shardOf(gridOf({ spec, seeds, tasks, modes: wanted, budgets, checkpoints }), shard);
}

await main(async () => {
  const options = /** @type {any} */ (command.parse().opts());
  // Texts of the reader's own say which of them there are.
  const chosen = ["preset", "spec"].some((name) => command.getOptionValueSource(name) === "cli");
  const own = options.data !== undefined && areTexts(options.data) ? await specAndData(options, chosen) : null;
  const spec = own?.spec ?? (await specFor(options));
  const cells = cellsFor(spec, options);
  if (options.list) return print(cells.map(keyOf).join("\n"));

  if (!options.out) throw new Failure("--out: expected a file for the finished cells, such as --out results.jsonl.");
  const file = openSweep(options.out, spec, options);
  const left = cells.filter((cell) => !file.done.has(keyOf(cell)));
  say(`${cells.length} cells, ${cells.length - left.length} of them finished already`);
  if (left.length === 0) return;

  const data = own?.data ?? (await dataFor(options, spec));
  const started = performance.now();
  let count = 0;
  const study = new Study(createLab, {
    workers: options.workers,
    onPretraining: pretrainingLine(),
    onCell(result) {
      file.add(result, data);
      count += 1;
      say(`${count}/${left.length} ${timeLeft(started, count, left.length)} | ${cellName(result)}: ${scoreOf(result)}`);
    },
    onLeftOut(cell, sentence) {
      count += 1;
      say(`${cellName(cell)} is left out: ${sentence}`);
    },
  });
  try {
    await study.run(spec, data, left);
  } catch (error) {
    throw new Failure(/** @type {Error} */ (error).message);
  } finally {
    study.close();
  }
  say(`${left.length} cells in ${((performance.now() - started) / 1000).toFixed(1)} s`);
});

/** @param {import("../web/api/study/study.js").GridCell} cell */
function cellName({ seed, task, mode, labels }) {
  return [`seed ${seed}`, ...(task === null ? [] : [task]), mode, ...(labels > 0 ? [`${labels} labels`] : [])].join(
    ", ",
  );
}

/** @param {import("../web/api/study/study.js").StudyResult} result */
function scoreOf({ accuracy, psnr, bits_per_character: bits }) {
  if (bits !== undefined) return `${bits.toFixed(4)} bits per character`;
  return accuracy === null ? `PSNR ${psnr?.toFixed(2)} dB` : `${(100 * accuracy).toFixed(2)}%`;
}

/** A line at the beginning of each seed's pretraining and one at each tenth of it. */
function pretrainingLine() {
  let last = "";
  /** @type {NonNullable<import("../web/api/study/study.js").StudyListeners["onPretraining"]>} */
  const show = (seed, { fraction }, task) => {
    const line = `seed ${seed}, ${task}: pretraining, ${10 * Math.floor(10 * fraction)}%`;
    if (line !== last) say(line);
    last = line;
  };
  return show;
}

/**
 * @param {number} started
 * @param {number} count
 * @param {number} total
 */
function timeLeft(started, count, total) {
  const seconds = ((performance.now() - started) / 1000 / count) * (total - count);
  return seconds >= 100 ? `${Math.ceil(seconds / 60)} min left` : `${Math.ceil(seconds)} s left`;
}
