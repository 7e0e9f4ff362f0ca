import { h, setEnabled, setText } from "../../app/dom.js";
import { PLANES, SPACES, noPlanes } from "../../app/ways/planes.js";
import { createFigure } from "../../views/figure/figure.js";
import { createDots } from "../../views/map/dots.js";
import { createPicture } from "../../views/picture/picture.js";

/** @typedef {import("../../app/ways/control.js").Ways} Ways */
/** @typedef {import("../../app/ways/planes.js").Layout} Layout */

/** Test images in the plane, with their controls. @param {import("../../app/view.js").Ui} ui */
export function createPlanes(ui) {
  const { words, send } = ui;
  /** @type {Ways | null} */
  let last = null;
  /** The image that was pointed at last. @type {number | null} */
  let under = null;
  const layout = h(
    "select",
    { id: "ways-layout", change: () => last && draw(last) },
    h("option", { value: "umap", "data-t": "map.umap" }),
    h("option", { value: "pca", "data-t": "map.pca" }),
  );
  const maps = SPACES.map((space) =>
    createDots(`ways.planes.${space}`, look, { keys: "ways.planes.keys", numerals: true }),
  );
  const picture = createPicture("map-picture");
  const which = h("p", { "aria-live": "polite" });
  const run = h("button", {
    type: "button",
    "data-t": "ways.run",
    "aria-describedby": "ways-planes",
    click: () => send({ type: "ways", act: { kind: "planes" } }),
  });
  const figure = createFigure(
    ui,
    h(
      "div",
      {},
      h("label", { class: "ways-choice", for: "ways-layout" }, h("span", { "data-t": "map.layout" }), layout),
      h("div", { class: "ways-planes" }, ...maps.map(({ element }) => element)),
      h("div", { class: "map-side" }, picture.element, which),
    ),
  );

  /** @param {number} row */
  function look(row) {
    under = row;
    if (last) draw(last);
  }

  const chosen = () => /** @type {Layout} */ (layout.value);
  /** @param {number | null} told @param {number} of */
  const share = (told, of) => (told === null ? "\u00a0" : (words.percent?.format(told / of) ?? ""));

  /** @param {Ways} ways */
  function draw(ways) {
    last = ways;
    const { planes = noPlanes, left } = ways;
    const { data } = planes;
    const labels = data?.test.labels ?? new Uint8Array();
    const known = SPACES.filter((space) => planes[space]);
    const done = known.length > 0 && known.every((space) => planes[space]?.told.umap !== null);
    setEnabled(run, !done && !left.includes(PLANES));
    SPACES.forEach((space, i) => {
      const plane = planes[space];
      const points = plane?.points[chosen()] ?? null;
      const told = plane ? share(plane.told[chosen()], plane.points.pca.length / 2) : "\u00a0";
      maps[i].draw(points, labels, told, "", under);
    });
    const row = data && known.length > 0 ? (under ?? 0) : null;
    picture.draw(row === null || !data ? null : data.test.images.at(row));
    setText(
      which,
      row === null
        ? ""
        : `${words.t("digit.which", { index: row })}, ${words.t("digit.label", { label: labels[row] })}`,
    );
    const read =
      known.length > 0 ? "ways.planes.read" : left.includes(PLANES) ? "ways.planes.waits" : "ways.planes.idle";
    figure.draw(words.t("ways.planes.caption"), words.t(read), () => ({
      head: ["space", "whole", "umap", "pca"].map((key) => words.t(/** @type {any} */ (`ways.planes.table.${key}`))),
      rows: known.map((space) => {
        const { told, right, points } = /** @type {import("../../app/ways/planes.js").Plane} */ (planes[space]);
        return [
          words.t(/** @type {any} */ (`ways.planes.${space}`)),
          ...[right, told.umap, told.pca].map((count) => share(count, points.pca.length / 2)),
        ];
      }),
    }));
  }

  return {
    element: h(
      "section",
      { class: "ways-way", "aria-labelledby": "ways-planes" },
      h("h4", { id: "ways-planes", "data-t": "ways.planes" }),
      h("p", { class: "ways-note", "data-t": "ways.planes.about" }),
      run,
      figure.element,
    ),
    draw,
  };
}
