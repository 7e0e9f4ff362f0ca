import { described } from "../../app/descriptions.js";
import { h, setAttribute, setText } from "../../app/dom.js";
import { decibels, isRotation, kindOf, lowersSquaredError, shownSpec, taskName } from "../../app/task.js";
import { createChart } from "../chart/chart.js";
import { createFigure } from "../figure/figure.js";
import { arms, createLegend } from "../legend.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/view.js").CreateView} CreateView */
/** @typedef {import("../../app/i18n.js").Words} Words */
/** @typedef {import("../../api/protocol.js").Epoch} Epoch */
/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {Pick<Epoch, "loss" | "accuracy">} Mean */

/** @param {Words} words @param {string[]} ids */
function pair(words, ids) {
  const loss = createChart({ ids, ticks: (value) => words.free?.format(value) ?? "" });
  const accuracy = createChart({ ids, ticks: (value) => words.wholePercent?.format(value) ?? "" });
  const name = h("p", { class: "chart-name", "data-t": "figure.accuracy" });
  const second = h("div", {}, name, accuracy.element);
  const body = h(
    "div",
    { class: "chart-pair" },
    h("div", {}, h("p", { class: "chart-name", "data-t": "figure.loss" }), loss.element),
    second,
  );
  return { loss, accuracy, body, second, name };
}

/** @param {Words} words @param {number} value */
const format = (words, value) => words.percent?.format(value) ?? "";

/**
 * What a task's epochs come to: the words, the second quantity beside the loss, and how far both reach. A task of drawing
 * has no accuracy; its loss tells the signal-to-noise ratio, if squared error is all that it lowers.
 *
 * @param {Words} words
 * @param {import("../../api/spec.js").Spec} spec
 * @param {number | undefined} choices  answers to choose among, as far as it is known
 */
function readingOf(words, spec, choices) {
  const { task } = spec;
  const percent = (/** @type {number} */ value) => words.percent?.format(value) ?? "";
  const tick = (/** @type {number} */ value) => words.wholePercent?.format(value) ?? "";
  const accuracy = (/** @type {Mean} */ mean) => mean.accuracy;
  if (kindOf(task) !== "image") {
    const blind = choices ? Math.log(choices) : null;
    const turns = isRotation(task);
    return {
      second: /** @type {Key} */ ("figure.accuracy"),
      of: accuracy,
      format: percent,
      tick,
      most: turns ? 1.5 : blind && 1.1 * blind,
      range: /** @type {[number, number]} */ ([turns ? 0.2 : 0, 1]),
      sentence: /** @type {Key} */ (
        turns ? "curves.pretext.summary" : kindOf(task) === "pair" ? "curves.task.pair" : "curves.task.choice"
      ),
      values: { choices: choices ?? "", blind: choices ? percent(1 / choices) : "" },
    };
  }
  const plain = lowersSquaredError(task);
  return {
    second: plain ? /** @type {Key} */ ("figure.decibels") : null,
    of: (/** @type {Mean} */ mean) => (plain && mean.loss > 0 ? decibels(mean.loss, spec) : null),
    format: (/** @type {number} */ value) => words.decimal?.format(value) ?? "",
    tick: (/** @type {number} */ value) => words.free?.format(value) ?? "",
    most: null,
    range: null,
    sentence: /** @type {Key} */ (plain ? "curves.task.image" : "curves.task.judged"),
    values: { choices: "", blind: "" },
  };
}

/** Where values lie, with some room; something where there are none. @param {number[]} values @param {boolean} zero @returns {[number, number]} */
function reach(values, zero) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const room = 0.05 * (high - low || 1);
  return [zero && low >= 0 ? 0 : low - room, high + room];
}

/** Loss and score of the pretext task: epoch means over the finer course of the batches. @type {CreateView} */
export function createPretextCurves(host, ui) {
  const { words } = ui;
  const { loss, accuracy, body, second, name } = pair(words, ["pretext"]);
  const figure = createFigure(ui, body);
  host.append(figure.element);

  /** @param {Snapshot} now */
  function draw(now) {
    const { progress, trace } = now;
    const spec = shownSpec(now);
    const reading = readingOf(words, spec, described(now, spec)?.choices);
    const epochs = progress?.history.pretext ?? [];
    const busy =
      progress?.fit === "pretext" &&
      progress.activity === "train" &&
      progress.step > 0 &&
      progress.epoch === epochs.length;
    const liveX = busy && progress ? progress.epoch + progress.step / progress.steps : null;
    const x = /** @type {[number, number]} */ ([0, spec.pretext.epochs]);
    /** @param {(mean: Mean) => number | null} of */
    const series = (of) => {
      const point = (/** @type {number} */ at, /** @type {Mean} */ mean) => {
        const y = of(mean);
        return y === null ? [] : [{ x: at, y }];
      };
      return {
        id: "pretext",
        points: epochs.flatMap((epoch, i) => point(i + 1, epoch)),
        faint: trace.flatMap((mean) => point(mean.epoch, mean)),
        live: (liveX !== null && progress && point(liveX, progress)[0]) || null,
      };
    };
    const heights = (/** @type {ReturnType<typeof series>} */ one) =>
      [...one.points, ...one.faint, ...(one.live ? [one.live] : [])].map(({ y }) => y);
    const losses = series((mean) => mean.loss);
    const scores = series(reading.of);
    const xTitle = words.t("figure.epoch");
    loss.draw([losses], { x, y: reading.most ? [0, reading.most] : reach(heights(losses), true), xTitle });
    accuracy.draw([scores], { x, y: reading.range ?? reach(heights(scores), false), xTitle, ticks: reading.tick });
    second.hidden = reading.second === null;
    const title = reading.second ?? "figure.accuracy";
    setAttribute(name, "data-t", title);
    setText(name, words.t(title));
    const last = epochs.at(-1);
    const score = (/** @type {Mean} */ mean) => {
      const value = reading.of(mean);
      return value === null ? "" : reading.format(value);
    };
    const turns = isRotation(spec.task);
    figure.draw(
      turns ? words.t("curves.pretext.caption") : words.t("curves.task.caption", { task: taskName(words, spec.task) }),
      last
        ? words.t(reading.sentence, {
            ...reading.values,
            epoch: epochs.length,
            loss: words.loss?.format(last.loss) ?? "",
            accuracy: score(last),
            decibels: score(last),
          })
        : words.t(turns ? "curves.pretext.waiting" : "curves.task.waiting"),
      () => ({
        head: [words.t("figure.epoch"), words.t("figure.loss"), ...(second.hidden ? [] : [words.t(title)])],
        rows: epochs.map((epoch, i) => [
          i + 1,
          words.loss?.format(epoch.loss) ?? "",
          ...(second.hidden ? [] : [score(epoch)]),
        ]),
      }),
    );
  }
  return {
    element: host,
    on: (now) => [now.progress, shownSpec(now), described(now, shownSpec(now))],
    draw,
  };
}

/** @param {Epoch} epoch */
const lossOf = (epoch) => epoch.validation_loss ?? epoch.loss;
/** @param {Epoch} epoch */
const accuracyOf = (epoch) => epoch.validation_accuracy ?? epoch.accuracy ?? 0;

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
