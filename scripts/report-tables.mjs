// A sweep's tables in Markdown.

import { MODES } from "../web/api/study/modes.js";
import { BASELINE } from "../web/api/study/summary.js";
import { points } from "../web/api/study/verdict.js";
import { sentence } from "./sentence.mjs";

/** @import {Summary, CurvePoint} from "../web/api/study/summary.js" */

/**
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {number} [texts]  columns of words, not numbers, at the left
 */
function table(head, rows, texts = 1) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i < texts ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

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
  const titles = new Map(MODES.map(({ name, title }) => [name, title]));
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

/** Means over seeds for each kept checkpoint. @param {Summary} summary */
export function checkpointTable(summary) {
  return table(
    ["epochs of pretraining", "pretext accuracy", "linear probe, 1,000 labels"],
    summary.checkpointMeans.map(({ epoch, pretext, probe }) => [
      String(epoch),
      cell({ labels: 0, ...pretext }),
      cell({ labels: 0, ...probe }),
    ]),
  );
}
