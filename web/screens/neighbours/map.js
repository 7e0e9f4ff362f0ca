import { scaleLinear } from "d3-scale";
import { h, setText } from "../../app/dom.js";
import { createMark, lowestOf, place, writeEstimate } from "../../app/track.js";
import written from "../../recorded/neighbours.json" with { type: "json" };

/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("../../api/study/summary.js").CurvePoint} CurvePoint */
/** @typedef {{mode: string, task: string | null, given: string[], points: CurvePoint[]}} Row  one point: however many there are */
/** @typedef {{rows: Row[], given: string[], caption: Key, head: Key, nameOf: (row: Row) => Key}} Part  given: a column each */

const recorded = /** @type {{labels: number[]} & Record<"methods" | "transfers" | "places", Row[]>} */ (
  /** @type {unknown} */ (written)
);

/** @type {Part[]} */
const PARTS = [
  {
    rows: recorded.methods,
    given: ["images"],
    caption: "ways.map",
    head: "ways.map.labels",
    nameOf: ({ task, mode }) => /** @type {Key} */ (`ways.mode.${task === null ? mode : `${mode}.${task}`}`),
  },
  {
    rows: recorded.transfers,
    given: ["images", "source"],
    caption: "ways.map.transfer",
    head: "ways.map.labels",
    nameOf: ({ task, mode }) =>
      /** @type {Key} */ (task === null ? `ways.mode.${mode}` : `ways.transfer.${task}.${mode}`),
  },
  {
    rows: recorded.places,
    given: ["images", "digits", "boxes"],
    caption: "ways.map.places",
    head: "ways.map.boxes",
    nameOf: ({ mode }) => /** @type {Key} */ (`ways.place.${mode}`),
  },
];

/**
 * A table of methods: what each is given, and what it reaches with so many labels.
 * @param {import("../../app/i18n.js").Words} words
 * @param {Part} part
 */
function createPart(words, { rows, given: columns, caption, head, nameOf }) {
  const x = scaleLinear(
    [Math.floor(10 * Math.max(0, Math.min(...rows.flatMap(({ points }) => points.map(lowestOf))))) / 10, 1],
    [0, 100],
  ).clamp(true);
  const lines = rows.map((row) => {
    const alone = row.points.length === 1;
    const marks = row.points.flatMap((point, i) => {
      const mark = createMark(i === 0 && !alone);
      mark.draw(point, x);
      return mark.elements;
    });
    const colspan = alone ? recorded.labels.length : 1;
    const numbers = row.points.map((point) => ({ point, alone, cell: h("td", { class: "ways-number", colspan }) }));
    const given = columns.map((what) => ({ has: row.given.includes(what), cell: h("td", { class: "ways-given" }) }));
    const element = h(
      "tr",
      {},
      h("th", { scope: "row", "data-t": nameOf(row) }),
      ...given.map(({ cell }) => cell),
      h("td", { class: "ways-plot", "aria-hidden": "true" }, h("div", { class: "board-track" }, ...marks)),
      ...numbers.map(({ cell }) => cell),
    );
    return { element, numbers, given };
  });
  const ticks = x.ticks(4).map((tick) => {
    const text = h("span", {});
    place(text, x(tick));
    return { tick, text };
  });
  const heads = recorded.labels.map(() => h("th", { scope: "col", class: "ways-number" }));
  const element = h(
    "table",
    { class: "ways-map" },
    h("caption", { "data-t": caption }),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col", "data-t": "ways.map.method" }),
        ...columns.map((what) =>
          h("th", { scope: "col", class: "ways-given" }, h("span", { "data-t": `ways.map.given.${what}` })),
        ),
        h(
          "td",
          { class: "ways-plot", "aria-hidden": "true" },
          h("div", { class: "ways-axis" }, ...ticks.map(({ text }) => text)),
        ),
        ...heads,
      ),
    ),
    h("tbody", {}, ...lines.map((line) => line.element)),
  );
  return {
    element,
    draw() {
      for (const { tick, text } of ticks) setText(text, words.wholePercent?.format(tick) ?? "");
      recorded.labels.forEach((labels, i) => setText(heads[i], words.t(head, { labels })));
      for (const { numbers, given } of lines) {
        for (const { point, alone, cell } of numbers) {
          const reached = writeEstimate(words, point);
          const boxes = words.integer?.format(point.labels) ?? "";
          const key = point.labels === 0 ? "ways.map.none" : "ways.map.alone";
          setText(cell, alone ? words.t(key, { reached, boxes }) : reached);
        }
        for (const { has, cell } of given) cell.replaceChildren(...(has ? mark(words) : []));
      }
    },
  };
}

/** @param {import("../../app/i18n.js").Words} words */
const mark = (words) => [
  h("span", { "aria-hidden": "true" }, "●"),
  h("span", { class: "visually-hidden" }, words.t("ways.map.given")),
];

/** What each way is given, and what it reaches: of recorded cells. @param {import("../../app/i18n.js").Words} words */
export function createMap(words) {
  const parts = PARTS.map((part) => createPart(words, part));
  const counts = PARTS.flatMap(({ rows }) => rows).flatMap(({ points }) => points.map(({ n }) => n));
  const seeds = [...new Set([Math.min(...counts), Math.max(...counts)])].join("–");
  const key = h("p", { class: "wall-key" });
  return {
    element: h("div", { class: "ways-maps" }, ...parts.map(({ element }) => element), key),
    draw() {
      for (const part of parts) part.draw();
      setText(key, words.t("ways.map.key", { seeds }));
    },
  };
}
