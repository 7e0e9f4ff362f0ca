// The verdict's figures as SVG markup, for the page and for reports alike: nothing here touches a document. Colours and
// dashes are the style sheet's, by the class of a mode; markers differ in shape too.

import { scaleLinear, scaleLog } from "d3-scale";
import {
  line,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
  symbolWye,
} from "d3-shape";

/** @import {Curve, CurvePoint, CheckpointPoint} from "../../api/study/summary.js" */

/**
 * @typedef {object} Frame  a figure's size in pixels and its words
 * @property {number} width
 * @property {number} height
 * @property {string} xTitle
 * @property {string} yTitle
 * @property {boolean} [plain]  whether what runs to the right are numbers as they are, not shares to be shown in percent
 * @property {string} description  what a screen reader says instead of the picture
 *
 * @typedef {{left: number, right: number, top: number, bottom: number}} Room
 * @typedef {(value: number) => number} Scale
 */

const SYMBOLS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolWye];
const WHISKER = 3;

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
const px = (/** @type {number} */ value) => value.toFixed(1);
const percent = (/** @type {number} */ value) => String(Math.round(1000 * value) / 10);

/**
 * Mean accuracy over label budgets, with whiskers for the intervals.
 * @param {Curve[]} curves  drawn in this order; each has its class `mode-<n>` by its place
 * @param {Frame} frame
 */
export function labelCurves(curves, frame) {
  // No accuracy lies outside 0 to 1, though the t interval of few seeds may: it is cut off there.
  const within = (/** @type {number | null} */ value) => (value === null ? null : Math.min(1, Math.max(0, value)));
  const cut = curves.map(({ mode, points }) => ({
    mode,
    points: points.map((point) => ({ ...point, low: within(point.low), high: within(point.high) })),
  }));
  return budgetFigure(cut, frame, { zero: false });
}

/**
 * Paired differences to a baseline over label budgets, around the line of no difference.
 * @param {{mode: string, points: CurvePoint[]}[]} curves
 * @param {Frame} frame
 */
export function differenceCurves(curves, frame) {
  return budgetFigure(curves, frame, { zero: true });
}

/**
 * @param {{mode: string, points: CurvePoint[]}[]} curves
 * @param {Frame} frame
 * @param {{zero: boolean}} options  whether 0 must be in sight, as the line of no difference
 */
function budgetFigure(curves, frame, { zero }) {
  const points = curves.flatMap((curve) => curve.points);
  if (points.length === 0) return figure(frame, "");
  const room = roomFor(frame);
  const budgets = [...new Set(points.map(({ labels }) => labels))].sort((a, b) => a - b);
  const [low, high] = extent(
    points.flatMap((point) => [point.low ?? point.mean, point.high ?? point.mean]),
    zero,
  );
  const x = scaleLog(
    [budgets[0] / 1.2, Math.max(budgets[budgets.length - 1], 2 * budgets[0]) * 1.2],
    [room.left, room.right],
  );
  const y = scaleLinear([low, high], [room.bottom, room.top]).nice(5);
  const body = [
    axes(frame, room, x, budgets, String, y),
    zero ? `<path class="zero" d="M${px(room.left)},${px(y(0))}H${px(room.right)}"/>` : "",
    ...curves.map(({ mode, points: own }, i) => {
      const shift = (i - (curves.length - 1) / 2) * 2.2; // side by side, so that whiskers do not hide each other
      return series(mode, i, own, (point) => x(point.labels) + shift, y);
    }),
  ];
  return figure(frame, body.join(""));
}

/**
 * @param {string} mode
 * @param {number} index
 * @param {CurvePoint[]} points
 * @param {(point: CurvePoint) => number} x
 * @param {Scale} y
 */
function series(mode, index, points, x, y) {
  const path = line(x, (/** @type {CurvePoint} */ point) => y(point.mean))(points) ?? "";
  const whiskers = points
    .filter(({ low }) => low !== null)
    .map((point) => {
      const [at, low, high] = [x(point), y(point.low ?? 0), y(point.high ?? 0)];
      return `M${px(at)},${px(low)}V${px(high)}M${px(at - WHISKER)},${px(low)}h${2 * WHISKER}M${px(at - WHISKER)},${px(high)}h${2 * WHISKER}`;
    });
  // A single run is not shown as if it were certain: its mark is hollow, its whiskers those of its images.
  const marks = points.map(
    (point) =>
      `<path class="mark${point.half === null ? " single" : ""}" transform="translate(${px(x(point))} ${px(y(point.mean))})" d="${markOf(index)}"/>`,
  );
  return `<g class="mode mode-${index}" data-mode="${escaped(mode)}"><path class="whiskers" d="${whiskers.join("")}"/><path class="line" d="${path}"/>${marks.join("")}</g>`;
}

/** The marker of the index-th curve, around 0, 0. @param {number} index */
export const markOf = (index) => symbol(SYMBOLS[index % SYMBOLS.length], 28)() ?? "";

/**
 * Each kept checkpoint of pretraining as a point: the pretext task's accuracy and the probe's, joined in order of epochs.
 * @param {CheckpointPoint[]} points  by seed and epoch
 * @param {Frame} frame
 */
export function checkpointPlot(points, frame) {
  if (points.length === 0) return figure(frame, "");
  const room = roomFor(frame);
  const x = scaleLinear(
    extent(
      points.map(({ pretext }) => pretext),
      false,
    ),
    [room.left, room.right],
  ).nice(5);
  const y = scaleLinear(
    extent(
      points.map(({ probe }) => probe),
      false,
    ),
    [room.bottom, room.top],
  ).nice(5);
  const seeds = [...new Set(points.map(({ seed }) => seed))];
  const paths = seeds.map((seed) => {
    const own = points.filter((point) => point.seed === seed);
    return `<path class="line" d="${line(
      (/** @type {CheckpointPoint} */ point) => x(point.pretext),
      (point) => y(point.probe),
    )(own)}"/>`;
  });
  const marks = points.map(
    ({ pretext, probe, epoch }) =>
      `<circle class="mark" cx="${px(x(pretext))}" cy="${px(y(probe))}" r="2.5"><title>${epoch}</title></circle>`,
  );
  const last = points.filter(({ seed }) => seed === seeds[0]);
  const names = last.map(
    ({ pretext, probe, epoch }) =>
      `<text class="epoch" x="${px(x(pretext))}" y="${px(y(probe) - 6)}" text-anchor="middle">${epoch}</text>`,
  );
  const body = [axes(frame, room, x, x.ticks(5), frame.plain ? String : percent, y), ...paths, ...marks, ...names].join(
    "",
  );
  return figure(frame, `<g class="mode mode-0">${body}</g>`);
}

/**
 * @param {Frame} frame
 * @returns {Room}
 */
function roomFor({ width, height }) {
  return { left: 44, right: width - 8, top: 22, bottom: height - 38 };
}

/**
 * @param {number[]} values
 * @param {boolean} zero
 * @returns {[number, number]}
 */
function extent(values, zero) {
  const all = zero ? [...values, 0] : values;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return low === high ? [low - 0.01, high + 0.01] : [low, high];
}

/**
 * @param {Frame} frame
 * @param {Room} room
 * @param {Scale} x
 * @param {number[]} xTicks
 * @param {(value: number) => string} xText
 * @param {Scale & {ticks: (count: number) => number[]}} y
 */
function axes({ xTitle, yTitle }, room, x, xTicks, xText, y) {
  const rules = y
    .ticks(5)
    .map(
      (value) =>
        `<path class="rule" d="M${px(room.left)},${px(y(value))}H${px(room.right)}"/><text x="${px(room.left - 6)}" y="${px(y(value))}" dy="0.32em" text-anchor="end">${percent(value)}</text>`,
    );
  const ticks = xTicks.map(
    (value) =>
      `<text x="${px(x(value))}" y="${px(room.bottom + 16)}" text-anchor="middle">${escaped(xText(value))}</text>`,
  );
  const middle = (room.left + room.right) / 2;
  return `<g class="axes">${rules.join("")}${ticks.join("")}<text class="title" x="${px(middle)}" y="${px(room.bottom + 32)}" text-anchor="middle">${escaped(xTitle)}</text><text class="title" x="${px(room.left - 36)}" y="12">${escaped(yTitle)}</text></g>`;
}

/**
 * @param {Frame} frame
 * @param {string} body
 */
function figure({ width, height, description }, body) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(description)}">${body}</svg>`;
}
