import { h } from "../../app/dom.js";
import { labelName } from "../../app/classes.js";
import { mapRows } from "../../app/inquiries.js";
import { createFigure } from "../figure/figure.js";
import { createPicture } from "../picture/picture.js";

/** @typedef {import("../../app/inquiries.js").Space} Space */

const most = 8;
const spaces = /** @type {Space[]} */ (["pretext", "supervised", "pixels"]);

/**
 * The rows closest to one row, by Euclidean distance.
 *
 * @param {Float32Array} features  rows x width
 * @param {number} rows
 * @param {number} row
 * @param {number} count
 */
export function nearest(features, rows, row, count) {
  const width = features.length / rows;
  const distances = Array.from({ length: rows }, (_, other) => {
    let sum = 0;
    for (let i = 0; i < width; i++) {
      const d = (features[row * width + i] ?? 0) - (features[other * width + i] ?? 0);
      sum += d * d;
    }
    return { other, sum };
  });
  return distances
    .filter(({ other }) => other !== row)
    .sort((a, b) => a.sum - b.sum)
    .slice(0, count)
    .map(({ other }) => other);
}

/** What lies beside the digit on show, in three spaces. @type {import("../../app/view.js").CreateView} */
export function createNeighbours(host, ui) {
  const { words } = ui;
  const rows = spaces.map((space) => {
    const pictures = Array.from({ length: most }, () => createPicture("near-picture"));
    const element = h(
      "div",
      {},
      h("p", { class: "chart-name", "data-t": `near.${space}` }),
      h("div", { class: "near-row", "aria-hidden": "true" }, ...pictures.map((picture) => picture.element)),
    );
    return { space, pictures, element };
  });
  const figure = createFigure(ui, h("div", { class: "near" }, ...rows.map((row) => row.element)));
  host.append(figure.element);
  return {
    element: host,
    on: (now) => [now.data, now.arrived, now.classes, now.digit, now.answers.features, now.phase],
    needs: ["features"],
    draw(now) {
      const { data, digit, answers, phase } = now;
      const features = phase === "idle" || phase === "loading" || phase === "running" ? null : answers.features;
      const all = mapRows(data);
      const near = digit < all && features && data;
      const list = rows.map(({ space, pictures }) => {
        const there = near && features[space].length > 0 ? nearest(features[space], all, digit, most) : [];
        pictures.forEach((picture, i) => {
          const row = there[i];
          picture.draw(row === undefined || !data ? null : data.test.images.at(row));
          picture.element.classList.toggle(
            "same",
            row !== undefined && data?.test.labels[row] === data?.test.labels[digit],
          );
        });
        const same = there.filter((row) => data?.test.labels[row] === data?.test.labels[digit]).length;
        const name = words.t(`near.${space}`);
        return { name, there, share: words.t("near.share", { name, same, n: there.length }) };
      });
      const n = words.integer?.format(all) ?? "";
      const text = near
        ? words.t("near.summary", {
            index: digit,
            label: labelName(words, now, data.test.labels[digit] ?? 0),
            list: list
              .filter(({ there }) => there.length > 0)
              .map(({ share }) => share)
              .join("; "),
          })
        : words.t(features ? "near.far" : "near.waiting", { index: digit, n });
      figure.draw(words.t("near.caption"), text, () => ({
        head: [words.t("near.place"), ...list.map(({ name }) => name)],
        rows: Array.from({ length: most }, (_, i) => [
          i + 1,
          ...list.map(({ there }) =>
            there[i] === undefined
              ? "–"
              : `${words.t("digit.which", { index: there[i] })}, ${words.t("digit.label", { label: labelName(words, now, data?.test.labels[there[i]] ?? 0) })}`,
          ),
        ]),
      }));
    },
  };
}
