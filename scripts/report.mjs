// Makes Markdown tables and SVG figures of a sweep's lines.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { boardOf, ofTask, tasksOf } from "../web/api/study/board.js";
import { ALL_MODES, modeNamed } from "../web/api/study/modes.js";
import { BASELINE, Summary } from "../web/api/study/summary.js";
import { checkpointPlot, differenceCurves, labelCurves, markOf } from "../web/views/verdict/figures.js";
import { eachOnce, hitsIn, isOfTextTask, readCells } from "./cells.mjs";
import { Failure, main, say } from "./command.mjs";
import { print, replaceFile } from "./output.mjs";
import { program } from "./program.mjs";
import {
  accuracyTable,
  boardSections,
  checkpointTable,
  differenceTable,
  modeTable,
  ownTable,
  verdictList,
} from "./report-tables.mjs";

/** @import {Line} from "./cells.mjs" */

const command = program("report")
  .description("Makes tables and figures of the cells that sweeps have finished; of several pretext tasks, a board.")
  .argument("<files...>", "lines of one spec, such as those of all shards of a grid")
  .option("--out <folder>", "write report.md and its figures there, instead of printing the report without figures")
  .option("--mode <name>", "the mode of transfer by which a board compares pretext tasks", "probe")
  .option("--task <name>", "the report of one pretext task, where there are several, instead of the board")
  .option("--domain <name>", "only test images of that part of a set, such as twitter of emoji")
  .option("--json", "print the board as JSON");

/** Modes of the first figure, and of the one about features. */
const CURVES = {
  images: ["lp_ft", "probe", "fine_tune", "supervised", "knn", "probe_random", "probe_pixels", "propagation"],
  texts: ["lp_ft", "probe", "fine_tune", "supervised", "tf_idf", "naive_bayes", "lsa", "probe_random"],
};
const DEPTHS = ["probe_block1", "probe", "probe_head", "probe_random", "probe_pixels"];
const CHALLENGERS = ["lp_ft", "fine_tune", "probe", "lp_ft_random"];

/** @type {[string, string][]} */
const PAIRS = [
  ["lp_ft", BASELINE],
  ["fine_tune", BASELINE],
  ["probe", BASELINE],
  ["probe", "probe_random"],
  ["lp_ft", "tf_idf"],
  ["probe", "lsa"],
  ["lp_ft", "lp_ft_random"],
  ["propagation", "supervised_augmented"],
  ["propagation", "probe"],
  ["propagation", "poisson"],
  ["propagation", "propagation_pixels"],
  ["propagation", "propagation_random"],
];

const COLOURS = ["#0b62c4", "#c2410c", "#15803d", "#7c3aed", "#b45309", "#64748b", "#be185d", "#0f766e"];
const STYLE = `text{font:12px system-ui,sans-serif;fill:#334155}.title{font-weight:600}.epoch{font-size:10px}
.rule{stroke:#94a3b8;stroke-opacity:.35;fill:none}.zero{stroke:#334155;fill:none}
.line,.whiskers{fill:none;stroke:currentColor;stroke-width:1.5}.whiskers{stroke-width:1;stroke-opacity:.6}
.mark{fill:currentColor}.mark.single{fill:none;stroke:currentColor}
${COLOURS.map((colour, i) => `.mode-${i}{color:${colour}}`).join("")}
@media(prefers-color-scheme:dark){text{fill:#cbd5e1}.zero{stroke:#cbd5e1}}`;

/**
 * A figure that stands alone: with its style and, below it, a legend.
 * @param {string} svg
 * @param {string[]} names
 */
function standalone(svg, names) {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
  const rows = Math.ceil(names.length / 2);
  const legend = names.map((name, i) => {
    const [x, y] = [52 + (i % 2) * ((width - 60) / 2), height + 12 + 18 * Math.floor(i / 2)];
    return `<g class="mode-${i}" transform="translate(${x} ${y})"><path class="line" d="M-10,0h20"/><path class="mark" d="${markOf(i)}"/><text x="16" dy="0.32em">${name}</text></g>`;
  });
  return svg
    .replace(/viewBox="[^"]*"/, `viewBox="0 0 ${width} ${height + 18 * rows}" width="${width}"`)
    .replace(/<svg[^>]*>/, (tag) => `${tag}<style>${STYLE}</style>`)
    .replace("</svg>", `${legend.join("")}</svg>\n`);
}

/** @param {Summary} summary @param {"images" | "texts"} what */
function figuresOf(summary, what) {
  const titles = new Map(summary.modes.map(({ name, title }) => [name, title]));
  const present = (/** @type {string[]} */ modes) => modes.filter((mode) => titles.has(mode));
  const size = { width: 720, height: 420 };
  const budget = { ...size, xTitle: `labelled ${what}` };
  const named = (/** @type {string[]} */ modes) => modes.map((mode) => titles.get(mode) ?? mode);
  const curvesOf = (/** @type {string[]} */ modes) => modes.map((mode) => summary.curve(mode));
  const accuracy = "test accuracy, %";
  const [curves, depths, challengers] = [CURVES[what], DEPTHS, CHALLENGERS].map(present);
  const shared = {
    "label-efficiency.svg": standalone(
      labelCurves(curvesOf(curves), {
        ...budget,
        yTitle: accuracy,
        description: `Test accuracy over labelled ${what}`,
      }),
      named(curves),
    ),
    "paired-differences.svg": standalone(
      differenceCurves(
        challengers.map((mode) => ({ mode, points: summary.differences(mode, BASELINE) })),
        { ...budget, yTitle: "points ahead of scratch", description: "Paired difference to training from scratch" },
      ),
      named(challengers),
    ),
  };
  if (what === "texts") return shared;
  return {
    ...shared,
    "features-by-depth.svg": standalone(
      labelCurves(curvesOf(depths), { ...budget, yTitle: accuracy, description: "Probes after each block" }),
      named(depths),
    ),
    "score-and-features.svg": standalone(
      checkpointPlot(summary.checkpoints, {
        ...size,
        xTitle: summary.measure === "psnr" ? "PSNR of the pretext task, dB" : "accuracy of the pretext task, %",
        plain: summary.measure === "psnr",
        yTitle: "linear probe with 1,000 labels, %",
        description: "Probe accuracy over pretext accuracy for each kept epoch of pretraining",
      }),
      [],
    ),
  };
}

/** @param {Line} line */
const outcomeOf = (line) => ({ ...line, hits: line.hits ? hitsIn(line) : undefined });

/**
 * What the numbers are made of.
 * @param {Line[]} lines
 * @param {number[]} seeds
 */
function preamble(lines, seeds) {
  const [{ preset }] = lines;
  const n = lines.find(({ mode }) => mode !== "pretext")?.n ?? 0;
  const tested = lines.some(isOfTextTask) ? "texts" : "images";
  return `Preset \`${preset}\`, ${seeds.length} seed${seeds.length === 1 ? "" : "s"} (${seeds.join(", ")}), ${n.toLocaleString("en")} test ${tested}; mean and half the 95% t interval over seeds, in %.`;
}

/**
 * @param {Line[]} lines  of one task
 * @param {boolean} illustrated
 */
function reportOf(lines, illustrated) {
  const summary = new Summary(lines.map(outcomeOf));
  const picture = (/** @type {string} */ name, /** @type {string} */ text) =>
    illustrated ? [`![${text}](${name})`] : [];
  const pairs = PAIRS.filter(([a, b]) => summary.differences(a, b).length > 0);
  const [first] = CHALLENGERS.filter((mode) => summary.differences(mode, BASELINE).length > 0);
  const differences =
    pairs.length === 0
      ? []
      : [
          "Paired differences in points, the same seed and labels for both:",
          ...picture("paired-differences.svg", "Paired differences to training from scratch"),
          differenceTable(summary, pairs),
          ...(first ? [`${modeNamed(first)?.title} against training from scratch:`, verdictList(summary, first)] : []),
        ];
  const sections = [
    preamble(lines, summary.seeds),
    ...picture("label-efficiency.svg", `Test accuracy over labelled ${lines.some(isOfTextTask) ? "texts" : "images"}`),
    accuracyTable(summary),
    ...differences,
    ...(lines.some(isOfTextTask)
      ? ["The pretext task itself, on test texts:", ownTable(lines)]
      : [
          ...picture("features-by-depth.svg", "Probes after each block"),
          "Does a better pretext score mean better features?",
          ...picture("score-and-features.svg", "Probe accuracy over pretext accuracy"),
          checkpointTable(summary),
        ]),
    "What was trained:",
    modeTable(summary),
  ];
  return { text: `${sections.join("\n\n")}\n`, summary };
}

/**
 * Lines of the task that is asked for, or all.
 * @param {Line[]} lines
 * @param {string | undefined} task
 */
function linesOf(lines, task) {
  if (task === undefined) return lines;
  const known = tasksOf(lines);
  if (!known.includes(task)) throw new Failure(`--task: expected one of ${known.join(", ")}, found '${task}'.`);
  return ofTask(lines, task);
}

/**
 * Lines whose scores are those of one domain's images, or all as they are.
 * @param {Line[]} lines
 * @param {string | undefined} name
 */
function inDomain(lines, name) {
  if (name === undefined) return lines;
  return lines
    .filter(({ mode }) => mode !== "pretext")
    .map((line) => {
      const balanced = line.domains?.[name];
      if (balanced !== undefined) return { ...line, balanced, hits: "" };
      const known = Object.keys(line.domains ?? {}).join(", ") || "none";
      throw new Failure(`--domain: expected one of those that all lines have, ${known}, found '${name}'.`);
    });
}

/**
 * @param {string} out
 * @param {Record<string, string>} files
 */
function writeAll(out, files) {
  mkdirSync(out, { recursive: true });
  for (const [name, text] of Object.entries(files)) replaceFile(join(out, name), text);
  say(`Written to ${out}: ${Object.keys(files).join(", ")}`);
}

await main(() => {
  command.parse();
  const { out, mode, task, domain, json } = command.opts();
  if (!modeNamed(mode)) {
    throw new Failure(`--mode: expected one of ${ALL_MODES.map(({ name }) => name).join(", ")}, found '${mode}'.`);
  }
  const files = command.args.map(readCells);
  files.forEach(({ cut }) => cut && say(`${cut} was cut off and is left out.`));
  const lines = inDomain(linesOf(eachOnce(files.flatMap(({ found }) => found)), task), domain);
  if (lines.length === 0)
    throw new Failure(`${command.args.join(", ")}: no finished cells; expected lines of a sweep.`);
  const board = boardOf(lines.map(outcomeOf), mode);
  if (json) return print(JSON.stringify(board));
  if (tasksOf(lines).length > 1) {
    const text = `${[preamble(lines, board.seeds), ...boardSections(board)].join("\n\n")}\n`;
    if (out === undefined) return print(text);
    return writeAll(out, { "report.md": text, "board.json": `${JSON.stringify(board)}\n` });
  }
  const { text, summary } = reportOf(lines, out !== undefined);
  if (out === undefined) return print(text);
  writeAll(out, { "report.md": text, ...figuresOf(summary, lines.some(isOfTextTask) ? "texts" : "images") });
});
