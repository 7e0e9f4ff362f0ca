import { h, setAttribute, setText } from "../../app/dom.js";
import { argmax, imageOf } from "../../app/images.js";
import { createFigure } from "../figure/figure.js";
import { arms, swatch } from "../legend.js";
import { createPicture } from "../picture/picture.js";

/** @typedef {import("../view.js").Snapshot} Snapshot */
/** @typedef {import("../../api/protocol.js").Arm} Arm */

const classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** One model's ten probabilities. @param {Arm} arm */
function createColumn(arm) {
  const bars = classes.map((k) => h("span", { class: "class" }, h("span", { class: "track" }, h("i")), h("b", {}, k)));
  const says = h("span", { class: "column-says" });
  const element = h(
    "div",
    { class: `column ${arm}` },
    h("p", { class: "column-name" }, swatch(arm), h("span", { "data-t": `arm.${arm}` }), says),
    h("div", { class: "column-bars", "aria-hidden": "true" }, ...bars),
  );
  return { arm, element, bars, says };
}

/** A test digit with the ten class probabilities of each model. @type {import("../view.js").CreateView} */
export function createDigit(host, ui) {
  const { words } = ui;
  const picture = createPicture("digit-picture");
  const which = h("span", { class: "digit-which" });
  const label = h("span", { class: "digit-label" });
  const columns = arms.map(createColumn);
  let current = 0;
  let rows = 1;
  /** @param {number} by */
  const move = (by) => ui.send({ type: "digit", index: (current + by + rows) % rows });
  const stepper = h(
    "div",
    { class: "stepper" },
    h("button", { type: "button", "data-t-label": "digit.previous", click: () => move(-1) }, "←"),
    h("button", { type: "button", "data-t-label": "digit.next", click: () => move(1) }, "→"),
  );
  const body = h(
    "div",
    { class: "digit" },
    h("div", { class: "digit-side" }, picture.element, h("p", {}, which, label), stepper),
    ...columns.map((column) => column.element),
  );
  const figure = createFigure(words, body);
  host.append(figure.element);

  /** @param {Snapshot} now */
  function draw({ data, digit, answers }) {
    current = digit;
    rows = data?.test.rows ?? 10000;
    const truth = data?.test.labels[digit];
    picture.draw(data ? imageOf(data.test, digit) : null);
    setText(which, words.t("digit.which", { index: words.integer?.format(digit) ?? "" }));
    setText(label, truth === undefined ? " " : words.t("digit.label", { label: truth }));
    const fresh = answers?.digit === digit ? answers.arms : null;
    for (const column of columns) {
      const probabilities = fresh?.[column.arm] ?? null;
      const best = probabilities ? argmax(probabilities) : -1;
      column.bars.forEach((bar, k) => {
        const inner = /** @type {HTMLElement} */ (bar.querySelector("i"));
        inner.style.transform = `scaleY(${(probabilities?.[k] ?? 0).toFixed(3)})`;
        setAttribute(bar, "data-true", k === truth);
      });
      setAttribute(column.element, "data-right", probabilities ? String(best === truth) : null);
      const percent = words.wholePercent?.format(probabilities?.[best] ?? 0) ?? "";
      setText(column.says, probabilities ? words.t("digit.says", { digit: best, percent }) : "–");
    }
    figure.draw(
      words.t("digit.caption"),
      words.t(fresh && Object.values(fresh).some(Boolean) ? "digit.summary" : "digit.summary.waiting"),
      () => ({
        head: [words.t("digit.class"), ...arms.map((arm) => words.t(`arm.${arm}`))],
        rows: classes.map((k) => [
          k,
          ...arms.map((arm) => {
            const p = fresh?.[arm]?.[k];
            return p === undefined ? "–" : (words.percent?.format(p) ?? "");
          }),
        ]),
      }),
    );
  }
  return { element: host, draw };
}
