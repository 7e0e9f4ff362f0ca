import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { s, setAttribute, setText } from "../../app/dom.js";

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {object} Series
 * @property {string} id  names the class that gives colour, dash and marker: "pretext" or an arm
 * @property {Point[]} points
 * @property {Point[]} [faint]  the finer, noisier course of the same quantity
 * @property {Point | null} [live]  where the epoch under way stands
 */

/** In sixteenths of the page's type size, which grows with the screen. */
const room = { top: 8, right: 10, bottom: 22, left: 44 };

function margins() {
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  return { top: room.top * scale, right: room.right * scale, bottom: room.bottom * scale, left: room.left * scale };
}

/**
 * Series differ by marker as well as by dash and colour.
 *
 * @param {string} id
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
export function marker(id, x, y, r) {
  const [left, top] = [(x - r).toFixed(1), (y - r).toFixed(1)];
  if (id === "supervised") return `M${left},${top}h${2 * r}v${2 * r}h${-2 * r}z`;
  if (id === "random") return `M${x.toFixed(1)},${top}l${1.2 * r},${2 * r}h${-2.4 * r}z`;
  return `M${left},${y.toFixed(1)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0z`;
}

/** A marker at every place on a short curve, at about ten on a long one. @param {number} n */
const markerStride = (n) => Math.max(1, Math.round(n / 10));

/**
 * Lines over epochs, in CSS pixels so that type keeps its size at any width.
 *
 * @param {{ids: string[], ticks: (value: number) => string}} options  ticks: what a tick of y says, unless draw() is told
 */
export function createChart({ ids, ticks: usual }) {
  const grid = s("g", { class: "chart-grid" });
  const axis = s("g", { class: "chart-axis" });
  const title = s("text", { class: "chart-title", "text-anchor": "end" });
  const plots = new Map(
    ids.map((id) => {
      const faint = s("path", { class: "faint" });
      const path = s("path", { class: "line" });
      const marks = s("path", { class: "marks" });
      const live = s("path", { class: "live" });
      return [id, { group: s("g", { class: `series ${id}` }, faint, path, marks, live), faint, path, marks, live }];
    }),
  );
  const svg = s("svg", { class: "chart", "aria-hidden": "true" }, grid, axis, title);
  for (const { group } of plots.values()) svg.append(group);
  let width = 0;
  let height = 0;
  let margin = margins();
  /** @type {Parameters<typeof draw> | null} */
  let last = null;
  new ResizeObserver(([entry]) => {
    if (!entry) return;
    ({ width, height } = entry.contentRect);
    margin = margins();
    setAttribute(svg, "viewBox", `0 0 ${width} ${height}`);
    if (last) draw(...last);
  }).observe(svg);

  /**
   * @param {SVGGElement} group
   * @param {number} n
   * @param {() => SVGElement} make
   */
  function keep(group, n, make) {
    while (group.childElementCount > n) group.lastElementChild?.remove();
    while (group.childElementCount < n) group.append(make());
    return [...group.children];
  }

  /**
   * @param {Series[]} series
   * @param {{x: [number, number], y: [number, number], xTitle: string, ticks?: (value: number) => string}} domain
   */
  function draw(series, domain) {
    last = [series, domain];
    const { ticks = usual } = domain;
    if (width < 60) return;
    const x = scaleLinear(domain.x, [margin.left, width - margin.right]);
    const y = scaleLinear(domain.y, [height - margin.bottom, margin.top]);
    const yTicks = y.ticks(4);
    const xTicks = x.ticks(Math.min(width < 200 ? 4 : 5, Math.max(1, domain.x[1]))).filter(Number.isInteger);
    const rules = keep(grid, yTicks.length, () =>
      s("g", {}, s("line"), s("text", { "text-anchor": "end", dy: "0.32em" })),
    );
    rules.forEach((node, i) => {
      const value = yTicks[i] ?? 0;
      const [rule, text] = /** @type {[SVGLineElement, SVGTextElement]} */ ([...node.children]);
      setAttribute(node, "transform", `translate(0 ${y(value).toFixed(1)})`);
      setAttribute(rule, "x1", margin.left);
      setAttribute(rule, "x2", width - margin.right);
      setAttribute(text, "x", margin.left - 6);
      setText(text, ticks(value));
    });
    const labels = keep(axis, xTicks.length, () => s("text", { "text-anchor": "middle" }));
    labels.forEach((node, i) => {
      setAttribute(node, "x", x(xTicks[i] ?? 0).toFixed(1));
      setAttribute(node, "y", height - 5);
      setText(node, String(xTicks[i]));
    });
    setAttribute(title, "x", margin.left - 8);
    setAttribute(title, "y", height - 5);
    setText(title, domain.xTitle);
    // What lies outside the axes is cut off, not bent along the edge.
    const inside = (/** @type {Point} */ p) => p.y >= domain.y[0] && p.y <= domain.y[1];
    const curve = line(
      /** @param {Point} p */ (p) => x(p.x),
      (p) => y(p.y),
    )
      .defined(inside)
      .digits(1);
    for (const [id, plot] of plots) {
      const one = series.find((candidate) => candidate.id === id);
      const points = one?.points ?? [];
      const all = one?.live ? [...points, one.live] : points;
      const stride = markerStride(points.length);
      const marked = points.filter((p, i) => inside(p) && (points.length - 1 - i) % stride === 0);
      setAttribute(plot.faint, "d", curve(one?.faint ?? []) ?? "");
      setAttribute(plot.path, "d", curve(all) ?? "");
      setAttribute(plot.marks, "d", marked.map((p) => marker(id, x(p.x), y(p.y), 3)).join(""));
      setAttribute(plot.live, "d", one?.live && inside(one.live) ? marker(id, x(one.live.x), y(one.live.y), 4) : "");
    }
  }
  return { element: svg, draw };
}
