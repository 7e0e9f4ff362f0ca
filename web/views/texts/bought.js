import { h, setAttribute, setEnabled } from "../../app/dom.js";
import { TEXT_BUDGETS } from "../../api/study/modes.js";
import { MODES, showsOwn, textsOf } from "../../app/texts/tasks.js";
import { createFigure } from "../figure/figure.js";
import { createBarRow } from "./parts.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */

const OWN = ["probe", "lp_ft"];

/** Of the page's own texts. */
const CLASSES = 8;

/**
 * What the encoder bought: test accuracy with so many labels, beside an untrained one's and counted words.
 * @param {import("../../app/view.js").Ui} ui
 * @param {(act: import("../../app/texts/control.js").TextAction) => void} act
 */
export function createBought(ui, act) {
  const { words } = ui;
  const rows = MODES.map((mode) => ({
    mode,
    ...createBarRow(h("span", { "data-t": `texts.mode.${mode}` }), OWN.includes(mode) ? "own" : null),
  }));
  const list = h("ol", { class: "texts-bought" }, ...rows.map(({ element }) => element));
  const figure = createFigure(ui, list);
  const labels = h(
    "select",
    { id: "texts-labels" },
    ...TEXT_BUDGETS.map((budget) => h("option", { value: budget, selected: budget === 160 }, String(budget))),
  );
  const weigh = h("button", {
    type: "button",
    "data-t": "texts.weigh",
    click: () => act({ kind: "weigh", labels: Number(labels.value) }),
  });
  let redraw = () => {};
  labels.addEventListener("change", () => redraw());
  const choice = h("label", { for: "texts-labels" }, h("span", { "data-t": "gallery.labels" }), labels);
  const element = h("div", { class: "texts-part" }, figure.element, h("div", { class: "texts-weigh" }, choice, weigh));

  const view = {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      redraw = () => view.draw(now);
      const texts = textsOf(now);
      const spec = texts?.spec ?? now.textSpec;
      const own = showsOwn(now);
      const classes = texts?.about?.classes ?? (own ? (now.ownTexts?.data?.texts.classes.length ?? 0) : CLASSES);
      for (const option of labels.options)
        option.hidden = option.disabled = Number(option.value) > spec.data.labelled.count;
      if (labels.selectedOptions[0]?.disabled) labels.value = String(TEXT_BUDGETS[0]);
      element.hidden = classes < 2 || spec.data.labelled.count < TEXT_BUDGETS[0];
      const budget = Number(labels.value);
      const cells = (texts?.bought ?? []).filter((cell) => cell.labels === budget);
      const percent = (/** @type {number} */ value) => words.percent?.format(value) ?? "";
      const found = rows.map(({ mode, element: row, draw }) => {
        const cell = cells.find((one) => one.mode === mode);
        draw(cell?.accuracy ?? 0, cell ? percent(cell.accuracy) : "–");
        setAttribute(row, "data-known", cell !== undefined);
        return { mode, cell };
      });
      const { weighing = false, phase = "idle" } = texts ?? {};
      const key = weighing ? "weighing" : cells.length > 0 ? "about" : phase === "done" ? "ready" : "none";
      const said = { labels: budget, chance: percent(1 / Math.max(1, classes)) };
      figure.draw(
        words.t("texts.bought"),
        words.t(own ? `texts.bought.${key}.own` : `texts.bought.${key}`, said),
        () => ({
          head: [words.t("texts.mode"), words.t("texts.accuracy")],
          rows: found.map(({ mode, cell }) => [words.t(`texts.mode.${mode}`), cell ? percent(cell.accuracy) : "–"]),
        }),
      );
      setEnabled(weigh, phase === "done" && !weighing);
    },
  };
  return view;
}
