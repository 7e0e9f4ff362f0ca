// A sweep's tables in Markdown.

import { ALL_MODES, modeNamed } from "../web/api/study/modes.js";
import { estimate } from "../web/api/study/statistics.js";
import { BASELINE } from "../web/api/study/summary.js";
import { points } from "../web/api/study/verdict.js";
import { table } from "./markdown.mjs";
import { sentence } from "./sentence.mjs";
import { NOTES } from "./task-notes.mjs";

/** @import {Board} from "../web/api/study/board.js" */
/** @import {Summary, CurvePoint} from "../web/api/study/summary.js" */

/**
 * A row for each curve, a column for each budget.
 * @param {string} first
 * @param {Summary} summary
 * @param {{title: string, points: CurvePoint[]}[]} curves
 * @param {boolean} [signed]
 */
function curveTable(first, summary, curves, signed) {
  const at = (/** @type {CurvePoint[]} */ points) =>
    summary.budgets.map((labels) =>
      cell(
        points.find((point) => point.labels === labels),
        signed,
      ),
    );
  return table(
    [first, ...summary.budgets.map((labels) => labels.toLocaleString("en"))],
    curves.map(({ title, points }) => [title, ...at(points)]),
  );
}

/**
 * "47.1 ± 3.3"; with a single seed "47.1 (46.1 to 48.1)", the interval of its images, or "47.1 (one seed)" where there is none.
 * @param {CurvePoint | undefined} point
 * @param {boolean} [signed]
 */
function cell(point, signed = false) {
  if (!point) return "";
  const sign = signed && point.mean > 0 ? "+" : "";
  const mean = `${sign}${points(point.mean)}`;
  if (point.half !== null) return `${mean} ± ${points(point.half)}`;
  if (point.low === null || point.high === null) return `${mean} (one seed)`;
  return `${mean} (${points(point.low)} to ${points(point.high)})`;
}

/**
 * A pretext task's own score: in percent, or in decibels as it is.
 * @param {import("../web/api/study/statistics.js").Estimate | null} own
 * @param {import("../web/api/grammar.js").Measure} measure
 */
function ownScore(own, measure) {
  if (own === null) return "";
  if (measure === "accuracy") return cell({ labels: 0, ...own });
  return `${own.mean.toFixed(2)} dB${own.half === null ? "" : ` ± ${own.half.toFixed(2)}`}`;
}

/** @param {string} mode */
const titleOf = (mode) => modeNamed(mode)?.title ?? mode;

/**
 * Tasks by budgets with controls, the best with most labels first; then how far ahead of each control.
 * @param {Board} board
 */
export function boardSections({ mode, budgets, tasks, controls }) {
  const at = (/** @type {CurvePoint[]} */ points, signed = false) =>
    budgets.map((labels) =>
      cell(
        points.find((point) => point.labels === labels),
        signed,
      ),
    );
  const head = budgets.map((labels) => labels.toLocaleString("en"));
  const named = tasks.map(({ task, own, measure, points }) => ({
    points,
    row: [`\`${task}\``, ownScore(own, measure), ...at(points)],
  }));
  const others = controls.map(({ mode: control, points }) => ({
    points,
    row: [`_${titleOf(control)}_`, "", ...at(points)],
  }));
  const most = (/** @type {{points: CurvePoint[]}} */ { points }) =>
    points.find(({ labels }) => labels === budgets.at(-1))?.mean ?? -1;
  const rows = [...named, ...others].sort((a, b) => most(b) - most(a)).map(({ row }) => row);
  return [
    `${titleOf(mode)} after each pretext task, and _controls_, by number of labels:`,
    table(["task", "its own score", ...head], rows),
    ...controls.flatMap(({ mode: control }) => [
      `${titleOf(mode)} minus ${titleOf(control)}, in points, the same seed and labels for both:`,
      table(
        ["task", ...head],
        tasks.map(({ task, ahead }) => [`\`${task}\``, ...at(ahead[control], true)]),
      ),
    ]),
    ...tasks.flatMap(({ task }) => (NOTES[task] ? [`\`${task}\`: ${NOTES[task]}.`] : [])),
  ];
}

/** Mean accuracy and half the 95% interval for each mode and budget. @param {Summary} summary */
export function accuracyTable(summary) {
  const curves = summary.modes.map(({ name, title }) => ({ title, points: summary.curve(name).points }));
  return curveTable("labels", summary, curves);
}

/**
 * Paired differences between modes.
 * @param {Summary} summary
 * @param {[string, string][]} pairs
 */
export function differenceTable(summary, pairs) {
  const titles = new Map(ALL_MODES.map(({ name, title }) => [name, title]));
  const curves = pairs.map(([a, b]) => ({
    title: `${titles.get(a)} − ${titles.get(b)}`,
    points: summary.differences(a, b),
  }));
  return curveTable("labels", summary, curves, true);
}

/** Each mode with what it is and how many weights it trains. @param {Summary} summary */
export function modeTable(summary) {
  return table(
    ["mode", "what it is", "trained weights"],
    summary.modes.map(({ name, title, description }) => [
      `\`${name}\``,
      `${title}: ${description}`,
      summary.curve(name).trainable.toLocaleString("en"),
    ]),
    2,
  );
}

/**
 * A sentence for each budget, and where the mode stops paying.
 * @param {Summary} summary
 * @param {string} mode
 */
export function verdictList(summary, mode) {
  const lines = summary.budgets
    .map((labels) => ({ labels, message: summary.verdict(mode, BASELINE, labels) }))
    .filter(({ message }) => message.key !== "verdict.none")
    .map(({ labels, message }) => `- ${labels.toLocaleString("en")} labels: ${sentence(message)}`);
  return [...lines, "", `In one line: ${sentence(summary.stopsPaying(mode))}.`].join("\n");
}

/**
 * What a task of texts comes to itself, over seeds.
 * @param {import("./cells.mjs").Line[]} lines
 */
export function ownTable(lines) {
  const cells = lines.filter(({ mode }) => mode === "pretext");
  const rows = /** @type {[string, (line: import("./cells.mjs").Line) => number | null | undefined, number][]} */ ([
    ["loss, nats a token that is asked for", ({ loss }) => loss, 3],
    ["bits per character", (line) => line.bits_per_character, 3],
    ["tokens told right, %", ({ accuracy }) => 100 * (accuracy ?? 0), 1],
    ["second parts told right, %", ({ head_accuracy: head }) => (head === undefined ? head : 100 * head), 1],
  ]).flatMap(([name, of, digits]) => {
    const values = cells.map(of).filter((value) => typeof value === "number");
    if (values.length === 0) return [];
    const { mean, half } = estimate(values);
    return [[name, `${mean.toFixed(digits)}${half === null ? "" : ` ± ${half.toFixed(digits)}`}`]];
  });
  return table(["measure", "mean over seeds"], rows);
}

/** Means over seeds for each kept checkpoint. @param {Summary} summary */
export function checkpointTable(summary) {
  const own = summary.measure === "psnr" ? "pretext PSNR" : "pretext accuracy";
  return table(
    ["epochs of pretraining", own, "linear probe, 1,000 labels"],
    summary.checkpointMeans.map(({ epoch, pretext, probe }) => [
      String(epoch),
      ownScore(pretext, summary.measure),
      cell({ labels: 0, ...probe }),
    ]),
  );
}
