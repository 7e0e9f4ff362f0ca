// Measures training steps and encoding: in Node (the default), in a browser or natively, always one thread of the same
// C++ program, and the speed-up of several workers.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { InvalidArgumentError, Option } from "commander";
import { table } from "table";
import { Failure, ROOT, main } from "../scripts/command.mjs";
import { engines } from "../tests/browser/support/engines.js";
import { serve } from "../tests/browser/support/server.js";
import { TASKS, speedUp } from "./speed-up.mjs";
import { withLock } from "../scripts/lock.mjs";
import { setup } from "../scripts/setup.mjs";
import { print } from "../scripts/output.mjs";
import { program } from "../scripts/program.mjs";

/**
 * @typedef {{name: string, flop: number, ms: number[]}} Measured
 * @typedef {{task: string, count: number, ms_per_step: number, speed_up: number}} Speed
 * @typedef {{name: string, median: number, minimum: number, spread: number, dense_gflops: number, x_peak: number}} Row
 */

const IMAGES = join(ROOT, "build/data/raw/test-images.idx");
const PROGRAM = join(ROOT, "build/wasm/pretext_bench.mjs");

const command = program("bench")
  .description("Measures training steps and encoding against the peak of 128-bit multiplications and additions.")
  .addOption(new Option("--browser <name>", "run in a browser").choices(["chromium", "firefox", "webkit"]))
  .option("--native", "run the native program")
  .option("--workers <number>", "also measure the speed-up of so many workers in Node", wholeNumber)
  .option("--quick", "fewer rounds")
  .option("--json", "print one JSON object")
  .option("--markdown", "print a section of RESULTS.md, with machine and date");

/** @param {string} text */
function wholeNumber(text) {
  if (!/^[1-8]$/.test(text)) throw new InvalidArgumentError(`expected a whole number from 1 to 8, found '${text}'.`);
  return Number(text);
}

/** @param {number} rounds */
async function measureNatively(rounds) {
  const { stdout } = await promisify(execFile)(join(ROOT, "build/native/pretext_bench"), [IMAGES, String(rounds)]);
  return stdout;
}

/** @param {number} rounds */
async function measureInNode(rounds) {
  const { default: createModule } = await import(pathToFileURL(PROGRAM).href);
  const bytes = await readFile(IMAGES);
  /** @type {string[]} */
  const lines = [];
  await createModule({
    arguments: ["/images", String(rounds)],
    print: (/** @type {string} */ line) => lines.push(line),
    preRun: [(/** @type {any} */ module) => module.FS.writeFile("/images", bytes)],
  });
  return lines.join("\n");
}

/**
 * @param {string} name
 * @param {number} rounds
 */
async function measureInBrowser(name, rounds) {
  const server = await serve({ "/": join(ROOT, "bench/page"), "/build/": join(ROOT, "build") });
  /** @type {Awaited<ReturnType<typeof engines[string]>> | undefined} */
  let browser;
  try {
    browser = await engines[name]();
    const page = await browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    await page.evaluate((/** @type {number} */ count) => {
      const worker = new globalThis.Worker("/worker.js", { type: "module" });
      const scope = /** @type {{measured?: string}} */ (globalThis);
      worker.onmessage = ({ data }) => (scope.measured = data);
      worker.onerror = ({ message }) => (scope.measured = `error: ${message}`);
      worker.postMessage({
        program: "/build/wasm/pretext_bench.mjs",
        images: "/build/data/raw/test-images.idx",
        rounds: count,
      });
    }, rounds);
    for (let second = 0; second < 900; second += 1) {
      const measured = await page.evaluate(() => /** @type {{measured?: string}} */ (globalThis).measured);
      if (measured) return measured;
      await sleep(1000);
    }
    throw new Failure("The benchmark did not end within a quarter of an hour.");
  } finally {
    await browser?.close();
    await server.close();
  }
}

/**
 * What the times say. Both the peak and the others count at their best, when nobody else had the core.
 * @param {Measured[]} workloads  the peak loop first
 * @returns {{peak_gflops: number, rows: Row[]}}
 */
function digest([peak, ...others]) {
  const gflops = (/** @type {Measured} */ { flop, ms }) => flop / Math.min(...ms) / 1e6;
  const rows = others.map((workload) => {
    const sorted = workload.ms.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    return {
      name: workload.name,
      median,
      minimum: sorted[0],
      spread: (sorted[Math.floor(0.9 * sorted.length)] - sorted[0]) / median,
      dense_gflops: gflops(workload),
      x_peak: gflops(workload) / gflops(peak),
    };
  });
  return { peak_gflops: gflops(peak), rows };
}

/**
 * @param {number} workers
 * @param {number} rounds
 */
async function speedUps(workers, rounds) {
  /** @type {Speed[]} */
  const speeds = [];
  for (const task of Object.keys(TASKS)) speeds.push(await speedUp(workers, rounds, task));
  return speeds;
}

/** Nothing where there is no dense arithmetic to count, as in making examples. @param {Row} row */
function arithmeticOf({ dense_gflops, x_peak }) {
  return dense_gflops > 0 ? [dense_gflops.toFixed(1), x_peak.toFixed(2)] : ["", ""];
}

/** @param {Row[]} rows */
function asTable(rows) {
  const head = ["", "ms, median", "ms, minimum", "spread", "dense GFLOP/s", "x_peak"];
  const cells = rows.map((row) => [
    row.name,
    row.median.toFixed(3),
    row.minimum.toFixed(3),
    `${(100 * row.spread).toFixed(0)}%`,
    ...arithmeticOf(row),
  ]);
  return table([head, ...cells], {
    columns: [1, 2, 3, 4, 5].reduce((columns, i) => ({ ...columns, [i]: { alignment: "right" } }), {}),
    drawHorizontalLine: (line, count) => line < 2 || line === count,
  });
}

/** @param {Row} row */
function asMarkdownRow(row) {
  const times = [row.median.toFixed(3), row.minimum.toFixed(3), `${(100 * row.spread).toFixed(0)}%`];
  return `| ${[row.name, ...times, ...arithmeticOf(row)].join(" | ")} |`;
}

/**
 * A section of RESULTS.md.
 * @param {{engine: string, peak_gflops: number, workloads: Row[], workers?: Speed[]}} result
 */
function asMarkdown({ engine, peak_gflops, workloads, workers }) {
  const machine = `${cpus()[0]?.model.trim() ?? "unknown CPU"}, ${availableParallelism()} cores`;
  const date = new Date().toISOString().slice(0, 10);
  return [
    `## ${engine}`,
    "",
    `${machine}, Node ${process.version}, ${date}; one thread; 128-bit peak ${peak_gflops.toFixed(1)} GFLOP/s.`,
    "",
    "| | ms, median | ms, minimum | spread | dense GFLOP/s | x_peak |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...workloads.map(asMarkdownRow),
    ...(workers ? ["", ...workers.map((speed) => `- ${sentence(speed)}`)] : []),
  ].join("\n");
}

/** @param {Speed} speed */
function sentence({ task, count, ms_per_step, speed_up }) {
  return `${task}, ${count} workers in Node: ${ms_per_step.toFixed(2)} ms per step, ${speed_up.toFixed(2)} times one worker`;
}

await main(async () => {
  const { browser, native, workers, quick, json, markdown } = command.parse().opts();
  const rounds = quick ? 3 : 15;
  if (browser) await withLock(() => setup(browser === "chromium" ? "browser" : "browsers"));
  const output = native
    ? await measureNatively(rounds)
    : await (browser ? measureInBrowser(browser, rounds) : measureInNode(rounds));
  if (!output.startsWith("{")) throw new Failure(`The benchmark did not run: ${output}`);
  const { peak_gflops, rows } = digest(JSON.parse(output).workloads);
  if (!rows.every((row) => row.minimum > 0 && row.x_peak < Infinity))
    throw new Failure(`The benchmark measured no times: ${output}`);
  const result = {
    engine: native ? "native" : (browser ?? `node ${process.version}`),
    peak_gflops,
    workloads: rows,
    ...(workers > 1 ? { workers: await speedUps(workers, quick ? 1 : 3) } : {}),
  };
  if (json) return print(JSON.stringify(result));
  if (markdown) return print(asMarkdown(result));
  print(`${result.engine}, one thread: at most ${peak_gflops.toFixed(1)} GFLOP/s with 128-bit vectors`);
  print(asTable(rows).trimEnd());
  result.workers?.forEach((speed) => print(sentence(speed)));
});
