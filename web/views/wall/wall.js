import { ON_WALL, labelledOnWall } from "../../app/amounts.js";
import { h, setAttribute, setText } from "../../app/dom.js";
import { shownSpec } from "../../app/task.js";
import { createFigure } from "../figure/figure.js";
import { createPicture } from "../picture/picture.js";

/** Which cells have a label: here and there, all of one number of them within those of a greater one. @param {number} count */
const labelledCells = (count) => new Set(Array.from({ length: count }, (_, i) => (4 + 71 * i) % ON_WALL));

/** A wall of training digits, some of them labelled, in the run's proportion. @type {import("../../app/view.js").CreateView} */
export function createWall(host, ui) {
  const { words } = ui;
  const cells = Array.from({ length: ON_WALL }, () => {
    const picture = createPicture("wall-picture");
    const label = h("b");
    return { picture, label, element: h("li", {}, picture.element, label) };
  });
  const figure = createFigure(
    ui,
    h("ol", { class: "label-wall", "aria-hidden": "true" }, ...cells.map((cell) => cell.element)),
  );
  host.append(figure.element);
  let shown = "";
  return {
    element: host,
    on: (now) => [now.data, now.arrived, shownSpec(now)],
    draw(now) {
      const { data } = now;
      const { labelled, unlabelled } = shownSpec(now).data;
      const count = labelledOnWall(shownSpec(now));
      figure.draw(words.t("wall.caption"), words.t("wall.summary"), () => ({
        head: [words.t("wall.digits"), words.t("wall.here"), words.t("wall.run")],
        rows: [
          [words.t("wall.labelled"), count, labelled.count],
          [words.t("wall.unlabelled"), ON_WALL - count, unlabelled.count],
        ],
      }));
      const key = JSON.stringify([data?.sha256, labelled, unlabelled]);
      if (!data || shown === key) return;
      let whole = true;
      const has = labelledCells(count);
      // Where the same images are looked at with and without their labels, none hangs there twice.
      const apart = unlabelled.from === labelled.from ? count : 0;
      const next = { with: labelled.from, without: unlabelled.from + apart };
      for (const [i, cell] of cells.entries()) {
        const row = (has.has(i) ? next.with++ : next.without++) % data.train.rows;
        const pixels = data.train.images.at(row);
        whole &&= pixels !== null;
        cell.picture.draw(pixels);
        setAttribute(cell.element, "class", has.has(i) ? "labelled" : null);
        setText(cell.label, has.has(i) ? String(data.train.labels[row]) : "");
      }
      if (whole) shown = key;
    },
  };
}
