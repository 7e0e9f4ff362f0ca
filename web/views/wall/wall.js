import { h } from "../../app/dom.js";
import { createFigure } from "../figure/figure.js";
import { createPicture } from "../picture/picture.js";

const total = 110;

/** One in eleven has a label, as in the experiment's proportion of 10,000 to 1,000; here and there. */
const labelledCells = new Set([4, 17, 31, 38, 53, 62, 69, 84, 90, 101]);

/** A wall of training digits, few of them labelled. @type {import("../../app/view.js").CreateView} */
export function createWall(host, ui) {
  const { words } = ui;
  const cells = Array.from({ length: total }, (_, i) => {
    const picture = createPicture("wall-picture");
    const label = labelledCells.has(i) ? h("b") : null;
    return { picture, label, element: h("li", { class: label ? "labelled" : null }, picture.element, label) };
  });
  const figure = createFigure(
    ui,
    h("ol", { class: "wall", "aria-hidden": "true" }, ...cells.map((cell) => cell.element)),
  );
  host.append(figure.element);
  /** @type {object | null} */
  let shown = null;
  return {
    element: host,
    on: (now) => [now.data, now.arrived, now.spec],
    draw({ data, spec }) {
      figure.draw(words.t("wall.caption"), words.t("wall.summary"), () => ({
        head: [words.t("wall.digits"), words.t("wall.here"), words.t("wall.run")],
        rows: [
          [words.t("wall.labelled"), labelledCells.size, spec.data.labelled.count],
          [words.t("wall.unlabelled"), total - labelledCells.size, spec.data.unlabelled.count],
        ],
      }));
      if (!data || shown === data) return;
      let whole = true;
      let labelled = spec.data.labelled.from;
      let unlabelled = spec.data.unlabelled.from;
      for (const cell of cells) {
        const row = (cell.label ? labelled++ : unlabelled++) % data.train.rows;
        const pixels = data.train.images.at(row);
        whole &&= pixels !== null;
        cell.picture.draw(pixels);
        if (cell.label) cell.label.textContent = String(data.train.labels[row]);
      }
      if (whole) shown = data;
    },
  };
}
