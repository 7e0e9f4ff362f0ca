// `npm run fuzz`: throws made-up files and texts at every reader of what others may have made, ten minutes each. What is
// found is left in build/fuzz/found/; a copy of it in tests/fuzz/corpus/ keeps it from coming back.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, parse } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { Failure, ROOT, isMain, main, say } from "./command.mjs";

const PROGRAMS = join(ROOT, "build", "native-asan");
const FILES = join(ROOT, "build", "fuzz");
const FOUND = join(FILES, "found");
const SOURCE = join(ROOT, "tests", "fuzz");

const DICTIONARY = join(FILES, "json.dict");

/** Those in C++ are libFuzzer's, those in JavaScript have their edits from tests/fuzz/support/. */
const FUZZERS = new Map(
  readdirSync(SOURCE)
    .map((file) => parse(file))
    .filter(({ ext }) => ext === ".cpp" || ext === ".js")
    .map(({ name, ext }) => [name, ext]),
);

const HELP = `Usage: npm run fuzz -- [--seconds NUMBER] [--only NAME,NAME...]

  --seconds NUMBER   for each reader (default 600)
  --only NAMES       some of ${[...FUZZERS.keys()].join(", ")}
  --help             this text`;

/** What JSON files are made of, with all words of the grammar. */
function dictionary() {
  const { ops, layers, terms, predictions, tasks } = JSON.parse(
    readFileSync(join(ROOT, "web", "presets", "grammar.json"), "utf8"),
  );
  const kinds = [...ops, ...layers, ...terms];
  const named = [...kinds, ...kinds.flatMap(({ fields }) => fields), ...predictions, ...tasks];
  const names = new Set(["task", "op", "layer", "term", "transform", "predict", "head", "loss"]);
  for (const { name } of named) names.add(name);
  const words = [...names].map((name) => `"\\"${name}\\""`);
  return `${readFileSync(join(SOURCE, "json.dict"), "utf8")}${words.join("\n")}\n`;
}

/**
 * Runs fuzzers, as many at a time as there are cores.
 * @param {number} seconds  for each
 * @param {string[]} [wanted]
 * @returns {Promise<import("./test-runners.mjs").Counts>}
 */
export async function fuzz(seconds, wanted = [...FUZZERS.keys()]) {
  const unknown = wanted.find((name) => !FUZZERS.has(name));
  if (unknown !== undefined) throw new Failure(`--only ${unknown}: known are ${[...FUZZERS.keys()].join(", ")}.`);
  await build("fuzz", "wasm");
  mkdirSync(FOUND, { recursive: true });
  writeFileSync(DICTIONARY, dictionary());
  const waiting = [...wanted];
  const counts = { passed: 0, failed: 0 };
  const work = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) counts[await runOne(name, seconds)] += 1;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return counts;
}

/**
 * How a fuzzer is started.
 * @param {string} name
 * @param {number} seconds
 * @returns {[string, string[]]}
 */
function commandOf(name, seconds) {
  if (FUZZERS.get(name) === ".js") return [process.execPath, [join(SOURCE, `${name}.js`), String(seconds), FOUND]];
  const grown = join(FILES, "corpus", name);
  mkdirSync(grown, { recursive: true });
  const words = name === "idx" || name === "checkpoint" ? [] : [`-dict=${DICTIONARY}`];
  // A reader that allocates by what a file claims would go beyond these limits.
  const limits = ["-timeout=20", "-rss_limit_mb=2048", "-malloc_limit_mb=256", "-max_len=65536"];
  const options = [`-max_total_time=${seconds}`, `-artifact_prefix=${FOUND}/${name}-`, "-print_final_stats=1"];
  return [join(PROGRAMS, `fuzz_${name}`), [...limits, ...options, ...words, grown, join(SOURCE, "corpus", name)]];
}

/**
 * @param {string} name
 * @param {number} seconds
 * @returns {Promise<"passed" | "failed">}
 */
async function runOne(name, seconds) {
  const [program, args] = commandOf(name, seconds);
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let output = "";
  child.stderr.on("data", (chunk) => (output = (output + chunk).slice(-20_000)));
  const [code] = await once(child, "close");
  const runs = /number_of_executed_units: (\d+)/.exec(output)?.[1] ?? "?";
  say(`fuzz ${name}: ${runs} inputs in ${seconds} s, ${code === 0 ? "nothing found" : "FAILED"}`);
  if (code === 0) return "passed";
  say(output.slice(-4000));
  return "failed";
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { values } = parseArgs({
      options: {
        seconds: { type: "string", default: "600" },
        only: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help) return console.log(HELP);
    const seconds = Number(values.seconds);
    if (!Number.isInteger(seconds) || seconds < 1) throw new Failure("--seconds: expected a whole number above 0.");
    const { passed, failed } = await fuzz(seconds, values.only?.split(","));
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  });
}
