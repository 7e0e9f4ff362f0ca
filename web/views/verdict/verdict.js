import { h, s, setAttribute, setText } from "../../app/dom.js";
import { createFigure } from "../figure/figure.js";

/** @typedef {import("../../app/i18n.js").Words} Words */
/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("../../api/study/summary.js").Summary} Summary */
/** @typedef {import("../../api/study/summary.js").CurvePoint} CurvePoint */

/** The curves, the one under judgement first. */
const MODES = ["lp_ft", "supervised", "probe", "knn", "probe_random", "probe_pixels"];
const CHALLENGER = "lp_ft";
const SIZE = { width: 640, height: 380 };

/** What draws is fetched when there is something to draw: statistics and scales are half of this page's feature. */
const parts = () => Promise.all([import("../../api/study/summary.js"), import("./figures.js")]);

/** @param {Words} words @param {{key: string, values: Record<string, string | number>}} message */
const say = (words, { key, values }) => words.t(/** @type {Key} */ (key), values);

/** @param {Words} words @param {CurvePoint | undefined} point */
function cell(words, point) {
  if (!point) return "";
  const mean = words.percent?.format(point.mean) ?? "";
  if (point.half !== null) return `${mean} ± ${words.decimal?.format(100 * point.half)}`;
  const [low, high] = [point.low, point.high].map((value) => words.percent?.format(value ?? 0) ?? "");
  return words.t("study.single", { mean, low: low ?? "", high: high ?? "" });
}

/** A drawing as a node, by way of XML: no data of ours becomes HTML. @param {string} svg */
const parsed = (svg) =>
  document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);

/**
 * How much did pretraining buy, and is it more than luck? Curves with intervals over seeds, and the verdict in words.
 * @type {import("../../app/view.js").CreateView}
 */
export function createVerdict(host, ui) {
  const { words, send } = ui;
  const add = h("button", {
    type: "button",
    class: "primary",
    "data-t": "study.add",
    click: () => send({ type: "addSeed" }),
  });
  const stop = h("button", { type: "button", "data-t": "controls.stop", click: () => send({ type: "stopSeed" }) });
  const bar = h("progress", { max: 1, "data-t-label": "study.progress" });
  const status = h("p", { class: "study-status" });
  const plot = h("div", { class: "study-plot" });
  const legend = h("ul", { class: "legend" });
  const verdicts = h("ul", { class: "verdicts" });
  const conclusion = h("p", { class: "conclusion" });
  const figure = createFigure(ui, h("div", {}, plot, legend));
  host.append(
    h("div", { class: "study-controls" }, add, stop, bar, status),
    figure.element,
    h("div", { class: "study-words", "aria-live": "polite" }, verdicts, conclusion),
  );
  /** @type {Awaited<ReturnType<typeof parts>> | null} */
  let loaded = null;

  const tableHead = () => [
    words.t("study.labels"),
    ...MODES.map((mode) => words.t(/** @type {Key} */ (`mode.${mode}`))),
  ];

  /** @param {Summary} summary @param {number} n  test images */
  function drawSummary(summary, n) {
    if (!loaded) return;
    const [, { labelCurves, markOf }] = loaded;
    const curves = MODES.map((mode) => summary.curve(mode));
    const description = words.t("study.description", {
      seeds: summary.seeds.length,
      images: words.integer?.format(n) ?? "",
    });
    const titles = { xTitle: words.t("study.labels"), yTitle: words.t("study.accuracy"), description };
    plot.replaceChildren(parsed(labelCurves(curves, { ...SIZE, ...titles })));
    legend.replaceChildren(
      ...MODES.map((mode, i) =>
        h(
          "li",
          { class: `mode-${i}` },
          s(
            "svg",
            { viewBox: "-14 -6 28 12", width: 28, height: 12, "aria-hidden": "true" },
            s("path", { class: "line", d: "M-14,0h28" }),
            s("path", { class: "mark", d: markOf(i) }),
          ),
          h("span", {}, words.t(/** @type {Key} */ (`mode.${mode}`))),
        ),
      ),
    );
    const lines = summary.budgets.map((labels) => ({
      labels,
      message: summary.verdict(CHALLENGER, "supervised", labels),
    }));
    // Only when it says something new: what is drawn again is read out again.
    const said = lines.map(({ labels, message }) => words.t("study.line", { labels, verdict: say(words, message) }));
    if (said.join() !== [...verdicts.children].map((line) => line.textContent).join()) {
      verdicts.replaceChildren(
        ...lines.map(({ message }, i) => h("li", { class: message.clear ? message.standing : "unclear" }, said[i])),
      );
    }
    setText(conclusion, words.t("study.conclusion", { pays: say(words, summary.stopsPaying(CHALLENGER)) }));
    figure.draw(words.t("study.caption"), description, () => ({
      head: tableHead(),
      rows: summary.budgets.map((labels) => [
        labels,
        ...curves.map(({ points }) =>
          cell(
            words,
            points.find((point) => point.labels === labels),
          ),
        ),
      ]),
    }));
  }

  /** @type {import("../../app/view.js").View} */
  const view = {
    element: host,
    on: (now) => [now.study, now.phase === "running"],
    draw(now) {
      const { study, phase } = now;
      const running = study?.running ?? null;
      add.disabled = running !== null;
      stop.hidden = running === null;
      bar.hidden = running === null;
      setAttribute(bar, "value", running?.fraction ?? 0);
      const busy = phase === "running" ? words.t("study.busy") : words.t("study.idle");
      setText(
        status,
        study?.message ?? (running ? words.t("study.running", { seed: running.seed }) : study ? "" : busy),
      );
      const outcomes = study?.outcomes ?? [];
      if (outcomes.length === 0) {
        figure.draw(words.t("study.caption"), words.t("study.waiting"), () => ({ head: tableHead(), rows: [] }));
        plot.replaceChildren();
        legend.replaceChildren();
        verdicts.replaceChildren();
        setText(conclusion, "");
      } else if (loaded) {
        drawSummary(new loaded[0].Summary(outcomes), outcomes[0].n);
      } else {
        parts().then(
          (modules) => {
            loaded = modules;
            view.draw(now);
          },
          () => {}, // the page has said so; the next drawing tries again
        );
      }
    },
  };
  return view;
}
