import { shallow as recorded, showsOwn, textsOf } from "../../app/texts/tasks.js";
import { h, setAttribute } from "../../app/dom.js";
import { createFigure } from "../figure/figure.js";
import { createBarRow } from "./parts.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */

/** What tells whether a second part follows, the model last. */
const ROWS = /** @type {const} */ ([
  ["any", "lengths"],
  ["any", "overlap"],
  ["same", "lengths"],
  ["same", "overlap"],
]);

/** How far one comes without reading where a second part may not be the text's own, beside the model. @param {import("../../app/view.js").Ui} ui */
export function createShallow(ui) {
  const { words } = ui;
  const rows = ROWS.map(([others, trait]) => ({
    key: /** @type {const} */ (`texts.shallow.${others}.${trait}`),
    share: recorded[others][trait],
    ...createBarRow(h("span", { "data-t": `texts.shallow.${others}.${trait}` })),
  }));
  const model = createBarRow(h("span", { "data-t": "texts.shallow.model" }), "own");
  const list = h("ol", { class: "texts-bought" }, ...rows.map(({ element }) => element), model.element);
  const figure = createFigure(ui, list);
  const element = h("div", { class: "texts-part" }, figure.element);

  return {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      // What stands there is known of the page's own texts.
      element.hidden = now.textSpec.task !== "next_sentence" || showsOwn(now);
      const percent = (/** @type {number} */ share) => words.percent?.format(share) ?? "";
      const own = textsOf(now)?.result?.pretext.test_head_accuracy;
      for (const { draw, share } of rows) draw(share, percent(share));
      model.draw(own ?? 0, own === undefined ? "–" : percent(own));
      setAttribute(model.element, "data-known", own !== undefined);
      figure.draw(words.t("texts.shallow"), words.t("texts.shallow.about"), () => ({
        head: [words.t("texts.mode"), words.t("texts.accuracy")],
        rows: [
          ...rows.map(({ key, share }) => [words.t(key), percent(share)]),
          [words.t("texts.shallow.model"), own === undefined ? "–" : percent(own)],
        ],
      }));
    },
  };
}
