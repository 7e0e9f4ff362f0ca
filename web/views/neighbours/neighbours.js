import { h } from "../../app/dom.js";
import { labelName } from "../../app/classes.js";
import { mapRows } from "../../app/spaces.js";
import { createFigure } from "../figure/figure.js";
import { createPicture } from "../picture/picture.js";
import { most, nearest, telling } from "./telling.js";

/** @typedef {import("../../app/spaces.js").Space} Space */
/** @typedef {import("../../app/spaces.js").Placed} Placed */

const spaces = /** @type {Space[]} */ (["pretext", "untrained", "supervised", "pixels"]);

/** What lies beside the digit on show, in each space. @type {import("../../app/view.js").CreateView} */
export function createNeighbours(host, ui) {
  const { words } = ui;
  const asked = createPicture("near-picture");
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
  const figure = createFigure(
    ui,
    h("div", { class: "near" }, h("div", { class: "near-row" }, asked.element), ...rows.map((row) => row.element)),
  );
  host.append(figure.element);
  /** What nobody has chosen: of a run, and of which digit on show. @type {{of: unknown, digit: number, row: number} | null} */
  let first = null;

  /** The image that is asked about. @param {import("../../app/view.js").Snapshot} now @param {Placed[]} among */
  function askedRow({ digit, runSpec, data }, among) {
    if (digit !== 0 && first?.digit !== digit) return digit;
    if (first?.of !== runSpec)
      first = { of: runSpec, digit, row: telling(among, data?.test.labels ?? new Uint8Array()) };
    return first?.digit === digit ? first.row : digit;
  }

  return {
    element: host,
    on: (now) => [now.data, now.arrived, now.classes, now.digit, now.answers.spaces, now.phase],
    needs: ["spaces"],
    draw(now) {
      const { data, answers, phase } = now;
      const placed = phase === "idle" || phase === "loading" ? null : answers.spaces;
      const among = spaces.flatMap((space) => placed?.[space] ?? []);
      const all = mapRows(data);
      const digit = data && among.length > 0 ? askedRow(now, among) : now.digit;
      const near = digit < all && among.length > 0 && data;
      asked.draw(near ? data.test.images.at(digit) : null);
      const list = rows.map(({ space, pictures, element }) => {
        const there = near && placed?.[space] ? nearest(placed[space], digit) : [];
        element.hidden = space === "supervised" && there.length === 0;
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
        return { name, there, hidden: element.hidden, share: words.t("near.share", { name, same, n: there.length }) };
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
        : words.t(among.length > 0 ? "near.far" : "near.waiting", { index: digit, n });
      const told = list.filter(({ hidden }) => !hidden);
      figure.draw(words.t("near.caption"), text, () => ({
        head: [words.t("near.place"), ...told.map(({ name }) => name)],
        rows: Array.from({ length: most }, (_, i) => [
          i + 1,
          ...told.map(({ there }) =>
            there[i] === undefined
              ? "–"
              : `${words.t("digit.which", { index: there[i] })}, ${words.t("digit.label", { label: labelName(words, now, data?.test.labels[there[i]] ?? 0) })}`,
          ),
        ]),
      }));
    },
  };
}
