import { h } from "../../app/dom.js";
import { createChart } from "../chart/chart.js";
import { createFigure } from "../figure/figure.js";
import { arms, createLegend } from "../legend.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/view.js").CreateView} CreateView */
/** @typedef {import("../../app/i18n.js").Words} Words */
/** @typedef {import("../../api/protocol.js").Epoch} Epoch */
/** @typedef {import("../chart/chart.js").Point} Point */

/** @param {Words} words @param {string[]} ids */
function pair(words, ids) {
  const loss = createChart({ ids, ticks: (value) => words.free?.format(value) ?? "" });
  const accuracy = createChart({ ids, ticks: (value) => words.wholePercent?.format(value) ?? "" });
  const body = h(
    "div",
    { class: "chart-pair" },
    h("div", {}, h("p", { class: "chart-name", "data-t": "figure.loss" }), loss.element),
    h("div", {}, h("p", { class: "chart-name", "data-t": "figure.accuracy" }), accuracy.element),
  );
  return { loss, accuracy, body };
}

/** @param {Words} words @param {number} value */
const format = (words, value) => words.percent?.format(value) ?? "";

/** Loss and accuracy of the pretext task: epoch means over the finer course of the batches. @type {CreateView} */
export function createPretextCurves(host, ui) {
  const { words } = ui;
  const { loss, accuracy, body } = pair(words, ["pretext"]);
  const figure = createFigure(ui, body);
  host.append(figure.element);

  /** @param {Snapshot} now */
  function draw({ progress, trace, spec, runSpec }) {
    const epochs = progress?.history.pretext ?? [];
    const busy =
      progress?.fit === "pretext" &&
      progress.activity === "train" &&
      progress.step > 0 &&
      progress.epoch === epochs.length;
    const liveX = busy && progress ? progress.epoch + progress.step / progress.steps : null;
    const x = /** @type {[number, number]} */ ([0, (progress ? runSpec : null)?.pretext.epochs ?? spec.pretext.epochs]);
    /** @param {"loss" | "accuracy"} which */
    const series = (which) => [
      {
        id: "pretext",
        points: epochs.map((epoch, i) => ({ x: i + 1, y: epoch[which] })),
        faint: trace.map((point) => ({ x: point.epoch, y: point[which] })),
        live: liveX !== null && progress ? { x: liveX, y: progress[which] } : null,
      },
    ];
    const xTitle = words.t("figure.epoch");
    loss.draw(series("loss"), { x, y: [0, 1.5], xTitle });
    accuracy.draw(series("accuracy"), { x, y: [0.2, 1], xTitle });
    const last = epochs.at(-1);
    figure.draw(
      words.t("curves.pretext.caption"),
      last
        ? words.t("curves.pretext.summary", {
            epoch: epochs.length,
            loss: words.loss?.format(last.loss) ?? "",
            accuracy: format(words, last.accuracy),
          })
        : words.t("curves.pretext.waiting"),
      () => ({
        head: [words.t("figure.epoch"), words.t("figure.loss"), words.t("figure.accuracy")],
        rows: epochs.map((epoch, i) => [i + 1, words.loss?.format(epoch.loss) ?? "", format(words, epoch.accuracy)]),
      }),
    );
  }
  return { element: host, on: (now) => [now.progress, now.spec, now.runSpec], draw };
}

/** @param {Epoch} epoch */
const lossOf = (epoch) => epoch.validation_loss ?? epoch.loss;
/** @param {Epoch} epoch */
const accuracyOf = (epoch) => epoch.validation_accuracy ?? epoch.accuracy;

/** The three models on the labels, over one set of axes. @type {CreateView} */
export function createTransferCurves(host, ui) {
  const { words } = ui;
  const { loss, accuracy, body } = pair(words, arms);
  const figure = createFigure(ui, h("div", {}, createLegend(), body));
  host.append(figure.element);

  /** @param {Snapshot} now */
  function draw({ progress, spec, runSpec }) {
    const history = progress?.history;
    const longest = Math.max(...arms.map((arm) => history?.[arm].length ?? 0));
    const x = /** @type {[number, number]} */ ([0, Math.max(10, Math.ceil(longest / 5) * 5)]);
    /** @param {(epoch: Epoch) => number} of */
    const series = (of) =>
      arms.map((arm) => ({ id: arm, points: (history?.[arm] ?? []).map((epoch, i) => ({ x: i + 1, y: of(epoch) })) }));
    const highest = Math.max(
      1,
      ...arms.map((arm) => Math.min(2.5, lossOf(history?.[arm][0] ?? { loss: 1, accuracy: 0 }))),
    );
    const xTitle = words.t("figure.epoch");
    loss.draw(series(lossOf), { x, y: [0, highest], xTitle });
    accuracy.draw(series(accuracyOf), { x, y: [0.5, 1], xTitle });
    const begun = arms.flatMap((arm) => {
      const last = history?.[arm].at(-1);
      return last ? [{ arm, last, held: last.validation_accuracy !== undefined }] : [];
    });
    const held = begun.every((one) => one.held) ? "held" : begun.some((one) => one.held) ? "mixed" : "all";
    const list = begun.map(({ arm, last }) => `${words.t(`arm.${arm}`)} ${format(words, accuracyOf(last))}`).join(", ");
    figure.draw(
      words.t("curves.transfer.caption", { labels: (runSpec ?? spec).data.labelled.count }),
      begun.length > 0 ? words.t(`curves.transfer.summary.${held}`, { list }) : words.t("curves.transfer.waiting"),
      () => ({
        head: ["curves.table.fit", "figure.epoch", "figure.loss", "figure.accuracy"].map((key) =>
          words.t(/** @type {import("../../app/i18n.js").Key} */ (key)),
        ),
        rows: arms.flatMap((arm) =>
          (history?.[arm] ?? []).map((epoch, i) => [
            words.t(`arm.${arm}`),
            i + 1,
            words.loss?.format(lossOf(epoch)) ?? "",
            format(words, accuracyOf(epoch)),
          ]),
        ),
      }),
    );
  }
  return { element: host, on: (now) => [now.progress, now.spec, now.runSpec], draw };
}
