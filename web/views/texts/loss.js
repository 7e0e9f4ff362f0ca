import { recordedOf, showsOwn, textsOf, totalSteps } from "../../app/texts/tasks.js";
import { h } from "../../app/dom.js";
import { createChart } from "../chart/chart.js";
import { createFigure } from "../figure/figure.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */

/** Tokens of the page's own texts. */
const VOCABULARY = 2048;

/** How many rows the table has, at most. */
const ROWS = 20;

/** The loss of the tokens that are asked for. @param {import("../../app/view.js").Ui} ui */
export function createLoss(ui) {
  const { words } = ui;
  const write = (/** @type {number} */ value) => words.loss?.format(value) ?? "";
  const chart = createChart({ ids: ["pretext"], ticks: (value) => words.decimal?.format(value) ?? "" });
  const figure = createFigure(ui, chart.element);
  const element = h("div", { class: "texts-part texts-loss" }, figure.element);

  return {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      const { textSpec } = now;
      const texts = textsOf(now);
      // A task that has no name has no record.
      const kept = texts || showsOwn(now) ? undefined : recordedOf(textSpec)?.losses;
      const trace = texts?.trace ?? kept ?? [];
      const last = trace.at(-1);
      const { result, bits } = texts ?? {};
      const vocabulary = texts?.about?.vocabulary ?? now.ownTexts?.data?.texts.vocabulary.tokens.length ?? VOCABULARY;
      // Of second parts there are two kinds.
      const blind = Math.log(vocabulary) + (textSpec.task === "next_sentence" ? Math.LN2 : 0);
      /** @type {[import("../../app/i18n.js").Key, Record<string, string | number>]} */
      const [key, values] = result
        ? bits
          ? ["texts.loss.bits", { loss: write(result.pretext.test_loss), bits: write(bits) }]
          : [
              "texts.loss.told",
              {
                loss: write(result.pretext.test_loss),
                accuracy: words.percent?.format(result.pretext.test_accuracy ?? 0) ?? "",
              },
            ]
        : texts && last
          ? ["texts.loss.now", { loss: write(last.y) }]
          : kept && last
            ? ["texts.loss.recorded", { steps: last.x, loss: write(last.y), blind: write(blind) }]
            : ["texts.loss.none", { vocabulary, blind: write(blind) }];
      const stride = Math.max(1, Math.ceil(trace.length / ROWS));
      figure.draw(words.t("texts.loss"), words.t(key, values), () => ({
        head: [words.t("texts.steps"), words.t("texts.loss")],
        rows: trace.filter((_, i) => i % stride === 0 || i === trace.length - 1).map(({ x, y }) => [x, write(y)]),
      }));
      const most = kept ? (last?.x ?? 0) : totalSteps(texts?.spec ?? textSpec);
      chart.draw([{ id: "pretext", points: trace, live: texts ? (last ?? null) : null }], {
        x: [0, most],
        y: [vocabulary < 1000 ? 0 : 2, Math.ceil(Math.max(blind, ...trace.map(({ y }) => y)))],
        xTitle: words.t("texts.steps"),
      });
    },
  };
}
