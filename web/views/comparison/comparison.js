import { scaleLinear } from "d3-scale";
import { asInStudies } from "../../api/spec.js";
import { scoresOf } from "../../api/study/scores.js";
import { h, s, setAttribute, setText } from "../../app/dom.js";
import { compare, wilson } from "../../app/statistics.js";
import { marker } from "../chart/chart.js";
import { createFigure } from "../figure/figure.js";
import { arms, swatch } from "../legend.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../api/protocol.js").Result} Result */
/** @typedef {import("../../api/protocol.js").Arm} Arm */
/** @typedef {import("../../app/i18n.js").Words} Words */

const rowHeight = 30;

/** Two dots with their intervals for each model, over one axis. */
function createPlot() {
  const axis = s("g", { class: "chart-grid" });
  const rows = arms.map((arm) => {
    const parts = {
      few: s("path", { class: "few" }),
      wide: s("path", { class: "wide" }),
      dot: s("path", { class: "marks" }),
    };
    return { arm, ...parts, group: s("g", { class: `series ${arm}` }, parts.few, parts.wide, parts.dot) };
  });
  const height = rowHeight * arms.length + 22;
  const svg = s("svg", { class: "dots", "aria-hidden": "true" }, axis, ...rows.map((row) => row.group));
  let width = 0;
  /** @type {(() => void) | null} */
  let again = null;
  new ResizeObserver(([entry]) => {
    width = entry?.contentRect.width ?? 0;
    setAttribute(svg, "viewBox", `0 0 ${width} ${height}`);
    again?.();
  }).observe(svg);

  /** @param {Result["results"] | null} results @param {Words} words */
  function draw(results, words) {
    again = () => draw(results, words);
    const lows = results ? arms.map((arm) => wilson(results[arm].correct, results[arm].n).low) : [0.75];
    const low = Math.floor(Math.min(...lows) * 20) / 20;
    const x = scaleLinear([low, 1], [24, Math.max(25, width - 30)]);
    const ticks = x.ticks(5);
    while (axis.childElementCount < ticks.length)
      axis.append(s("g", {}, s("line"), s("text", { "text-anchor": "middle" })));
    while (axis.childElementCount > ticks.length) axis.lastElementChild?.remove();
    [...axis.children].forEach((tick, i) => {
      const [rule, text] = /** @type {[Element, Element]} */ ([...tick.children]);
      setAttribute(tick, "transform", `translate(${x(ticks[i] ?? 0).toFixed(1)} 0)`);
      setAttribute(rule, "y1", 4);
      setAttribute(rule, "y2", height - 20);
      setAttribute(text, "y", height - 5);
      setText(text, words.wholePercent?.format(ticks[i] ?? 0) ?? "");
    });
    rows.forEach((row, i) => {
      const result = results?.[row.arm];
      const y = rowHeight * (i + 0.5) + 2;
      /** @param {{correct: number, n: number}} score @param {number} dy */
      const whisker = (score, dy) => {
        const { low: from, high: to } = wilson(score.correct, score.n);
        return `M${x(from).toFixed(1)},${y + dy}H${x(to).toFixed(1)}`;
      };
      setAttribute(row.few, "d", result ? whisker(result, 7) + marker(row.arm, x(result.accuracy), y + 7, 2.5) : "");
      setAttribute(row.wide, "d", result ? whisker(result.full, -3) : "");
      setAttribute(row.dot, "d", result ? marker(row.arm, x(result.full.accuracy), y - 3, 4.5) : "");
    });
  }
  return { element: svg, draw };
}

/** @param {Result["results"]} results @param {Words} words */
function verdict(results, words) {
  const control = compare(results.self_supervised.full, results.random.full);
  const supervised = compare(results.self_supervised.full, results.supervised.full);
  const points = (/** @type {number} */ difference) => words.decimal?.format(Math.abs(difference) * 100) ?? "";
  const first = !control.clear ? "close" : control.difference > 0 ? "more" : "less";
  const second = !supervised.clear ? "close" : supervised.difference > 0 ? "ahead" : "behind";
  return [
    words.t(`compare.control.${first}`, { points: points(control.difference) }),
    words.t(`compare.supervised.${second}`, { points: points(supervised.difference) }),
  ].join(" ");
}

/** The end of the story: three rows, two test sets, honest ranges. @type {import("../../app/view.js").CreateView} */
export function createComparison(host, ui) {
  const { words } = ui;
  const fullHead = h("th", { scope: "col" });
  const testHead = h("th", { scope: "col" });
  const rows = arms.map((arm) => {
    const name = h("span", { "data-t": `arm.${arm}` });
    const about = h("span", { class: "arm-about", "data-t": `arm.${arm}.about` });
    const full = { value: h("span", { class: "value" }), range: h("span", { class: "range" }) };
    const test = { value: h("span", { class: "value" }), range: h("span", { class: "range" }) };
    const element = h(
      "tr",
      { class: arm },
      h("th", { scope: "row" }, h("span", { class: "arm-name" }, swatch(arm), name), about),
      h("td", {}, full.value, full.range),
      h("td", {}, test.value, test.range),
    );
    return { arm, element, full, test };
  });
  const table = h(
    "table",
    { class: "comparison" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col", "data-t": "compare.model" }), fullHead, testHead)),
    h("tbody", {}, ...rows.map((row) => row.element)),
  );
  const plot = createPlot();
  const note = h("p", { class: "note" });
  const figure = createFigure(ui, h("div", {}, table, plot.element, note), { table: false });
  host.append(figure.element);

  /** @param {{value: Element, range: Element}} cell @param {{correct: number, n: number} | undefined} score */
  function write(cell, score) {
    setText(cell.value, score ? (words.percent?.format(score.correct / score.n) ?? "") : "–");
    const half = score ? wilson(score.correct, score.n).half * 100 : 0;
    setText(cell.range, score ? words.t("compare.interval", { points: words.decimal?.format(half) ?? "" }) : " ");
  }

  /**
   * The same where every class counts alike, if classes are not equally frequent.
   * @param {Record<Arm, Uint8Array>} predictions
   * @param {import("../../api/data/data.js").Data} data
   */
  function balancedOf(predictions, data) {
    const told = arms.flatMap((arm) => {
      const scores = scoresOf(predictions[arm], data);
      if (!("balanced" in scores)) return [];
      return [`${words.t(`arm.${arm}`)} ${words.percent?.format(scores.balanced) ?? ""}`];
    });
    return told.length > 0 ? words.t("compare.balanced", { list: words.list(told) }) : "";
  }

  /** @param {Snapshot} now */
  function draw({ result, spec, data, answers, phase }) {
    const results = result?.results ?? null;
    const n = results?.supervised.n ?? spec.data.test.count;
    const all = results?.supervised.full.n ?? data?.test.rows ?? 10000;
    setText(fullHead, words.t("compare.images", { n: words.integer?.format(all) ?? "" }));
    setText(testHead, words.t("compare.images", { n: words.integer?.format(n) ?? "" }));
    for (const row of rows) {
      write(row.full, results?.[row.arm].full);
      write(row.test, results?.[row.arm]);
    }
    plot.draw(results, words);
    const balanced = phase === "done" && data && answers.predictions ? balancedOf(answers.predictions, data) : "";
    const amounts = {
      n: words.integer?.format(n) ?? "",
      labels: words.integer?.format(spec.data.labelled.count) ?? "",
    };
    const protocol = asInStudies(spec) ? "compare.protocol.study" : "compare.protocol.own";
    setText(note, [words.t("compare.note", amounts), words.t(protocol, amounts), balanced].filter(Boolean).join(" "));
    figure.draw(words.t("compare.caption"), results ? verdict(results, words) : words.t("compare.waiting"));
  }
  return {
    element: host,
    needs: ["predictions"],
    on: (now) => [now.result, now.spec, now.data, now.phase === "done", now.answers.predictions],
    draw,
  };
}
