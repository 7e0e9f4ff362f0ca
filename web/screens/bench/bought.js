import { scaleLinear } from "d3-scale";
import { h, s, setAttribute, setText } from "../../app/dom.js";
import { budgetNear, isOfRecorded, recordedBoard, recordedPoint } from "../../app/recorded.js";
import { taskTitle } from "../../app/task.js";
import { isInterval } from "../../app/track.js";
import { cellsKey, isRecorded } from "../../app/weighing.js";
import { accuracyOf } from "../../api/study/scores.js";
import { textOf } from "../../api/task-text.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/view.js").Ui} Ui */
/** @typedef {import("../../app/i18n.js").Key} Key */

const CONTROLS = ["supervised_augmented", "supervised", "probe_random", "probe_pixels"];
const ROW = 34;
const WIDTH = 300;
const HEIGHT = ROW * (CONTROLS.length + 1) + 20;

/** The budget that the reader has chosen stays from task to task. */
let chosen = 1;

/** What this task bought: a dot for it and for each control, at a number of labels. @param {Ui} ui @param {() => void} changed */
export function createBought({ words }, changed) {
  const { budgets } = recordedBoard;
  const says = h("output", { for: "bought-labels" });
  const range = h("input", {
    type: "range",
    id: "bought-labels",
    min: 0,
    max: budgets.length - 1,
    value: chosen,
    input() {
      chosen = Number(range.value);
      changed();
    },
  });
  const axis = s("g", { class: "chart-grid" });
  const rows = ["own", ...CONTROLS].map((mode, i) => {
    const text = s("text", { class: "bought-name", x: 0, y: ROW * i + 11 });
    const number = s("text", { class: "bought-number", x: WIDTH, y: ROW * i + 11, "text-anchor": "end" });
    const whisker = s("path", { class: "whisker" });
    const dot = s("circle", { class: "dot hollow", r: 4.5, cy: ROW * i + 22 });
    const mine = s("g");
    return {
      mode,
      text,
      number,
      whisker,
      dot,
      mine,
      group: s("g", { class: `bought-row ${mode}` }, text, number, whisker, dot, mine),
    };
  });
  const svg = s(
    "svg",
    { class: "bought-plot", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    axis,
    ...rows.map(({ group }) => group),
  );
  const verdict = h("p", { class: "bought-verdict", "aria-live": "polite" });
  const more = h("p", { class: "bought-more" });
  const status = h("p", { class: "bought-status" });
  const table = h("table", { class: "visually-hidden" });
  const key = h("p", { class: "bought-key", "data-t": "bench.key" });
  const element = h(
    "section",
    { class: "bought", "aria-labelledby": "bought-title" },
    h("h3", { id: "bought-title", "data-t": "bench.bought" }),
    h(
      "label",
      { class: "bought-labels", for: "bought-labels" },
      h("span", { "data-t": "gallery.labels" }),
      range,
      says,
    ),
    svg,
    table,
    verdict,
    more,
    status,
    key,
  );
  const percent = (/** @type {number} */ value) => words.percent?.format(value) ?? "";
  const points = (/** @type {number} */ value) => words.decimal?.format(100 * value) ?? "";

  /** @param {string} task @param {number} labels */
  function drawVerdict(task, labels) {
    const difference = recordedBoard.tasks
      .find((one) => one.task === task)
      ?.ahead.probe_random?.find((point) => point.labels === labels);
    if (!difference || difference.low === null || difference.high === null) {
      setText(verdict, words.t("bench.verdict.none"));
      return setText(more, "");
    }
    const { mean, low, high, n } = difference;
    const key = low > 0 ? "ahead" : high < 0 ? "behind" : "level";
    const values = { points: points(Math.abs(mean)), low: points(low), high: points(high), labels, seeds: n };
    setText(verdict, words.t(/** @type {Key} */ (`bench.verdict.${key}`), values));
    const gains = recordedBoard.tasks.map((one) => ({
      task: one.task,
      gain: one.ahead.probe_random?.find((point) => point.labels === labels)?.mean ?? -1,
    }));
    const best = gains.reduce((a, b) => (b.gain > a.gain ? b : a));
    const name = taskTitle(words, best.task);
    setText(
      more,
      best.task === task ? words.t("bench.best") : words.t("bench.more", { name, points: points(best.gain) }),
    );
  }

  return {
    element,
    /** What the slider says from now on. @param {number} labels */
    choose(labels) {
      chosen = budgetNear(labels);
      range.value = String(chosen);
    },
    /** @param {Snapshot} now */
    draw({ spec, data, cells, weighing }) {
      const labels = budgets[chosen] ?? 0;
      setText(says, words.integer?.format(labels) ?? "");
      range.setAttribute("aria-valuetext", words.integer?.format(labels) ?? "");
      const task = textOf(spec.task);
      const [comparable, recorded] = [isRecorded(spec, data), isOfRecorded(spec, data)];
      const own = cells.key === cellsKey(spec, data) ? cells.outcomes.filter((cell) => cell.labels === labels) : [];
      const known = rows.map(({ mode }) => (recorded ? recordedPoint(mode === "own" ? task : mode, labels) : null));
      // The axis belongs to the budget: it stays as it is whatever is trained.
      const all = recorded
        ? [...recordedBoard.tasks, ...recordedBoard.controls].flatMap(({ points: some }) =>
            some.filter((point) => point.labels === labels).map(({ mean }) => mean),
          )
        : [0, ...own.map(accuracyOf)];
      const low = Math.max(0, Math.floor(10 * (Math.min(...all) - 0.05)) / 10);
      const x = scaleLinear([low, 1], [6, WIDTH - 6]).clamp(true);
      axis.replaceChildren(
        ...x
          .ticks(4)
          .map((tick) =>
            s(
              "g",
              { transform: `translate(${x(tick).toFixed(1)} 0)` },
              s("line", { y1: 0, y2: HEIGHT - 16 }),
              s("text", { y: HEIGHT - 3, "text-anchor": "middle" }, words.wholePercent?.format(tick) ?? ""),
            ),
          ),
      );
      /** @type {string[][]} */
      const numbers = [];
      rows.forEach((row, i) => {
        const point = known[i];
        const mine = own.filter(({ mode, task: of }) =>
          row.mode === "own" ? mode === "probe" && of === task : mode === row.mode,
        );
        const name =
          row.mode === "own" ? taskTitle(words, spec.task) : words.t(/** @type {Key} */ (`control.${row.mode}`));
        setText(row.text, name);
        setAttribute(row.dot, "visibility", point ? null : "hidden");
        setAttribute(row.whisker, "visibility", typeof point?.half === "number" && isInterval(point) ? null : "hidden");
        if (point) setAttribute(row.dot, "cx", x(point.mean).toFixed(1));
        if (point && point.low !== null && point.high !== null)
          setAttribute(row.whisker, "d", `M${x(point.low).toFixed(1)},${ROW * i + 22}H${x(point.high).toFixed(1)}`);
        row.mine.replaceChildren(
          ...mine.map((cell) =>
            s("circle", { class: "dot", r: 4, cx: x(accuracyOf(cell)).toFixed(1), cy: ROW * i + 22 }),
          ),
        );
        const mean = point ? percent(point.mean) : "";
        const text = mine.length > 0 ? mine.map((cell) => percent(accuracyOf(cell))).join(" ") : mean;
        setText(row.number, text);
        numbers.push([name, text]);
      });
      table.replaceChildren(
        h(
          "tbody",
          {},
          ...numbers.map(([name, text]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, text))),
        ),
      );
      key.hidden = !recorded;
      if (recorded) drawVerdict(task, labels);
      else {
        setText(verdict, words.t("bench.verdict.here"));
        setText(more, data?.about.balanced ? words.t("bench.balanced") : "");
      }
      setText(
        status,
        weighing?.task === task
          ? words.t("bench.weighing", { done: weighing.done, of: weighing.of })
          : comparable || !recorded
            ? ""
            : words.t("bench.other"),
      );
    },
  };
}
