import { h, s, setAttribute, setEnabled, setText } from "../../app/dom.js";
import { noPlaces } from "../../app/ways/places.js";
import { overlap } from "../../api/study/localisation.js";
import { createFigure } from "../../views/figure/figure.js";
import { createCanvas } from "./canvas.js";

/** @typedef {import("../../app/ways/places.js").Places} Places */
/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("../../api/study/localisation.js").Measures} Measures */

const PICTURES = 10;
/** Who finds digits, the controls among them, and in which training they are measured. @type {["label" | "box", "network" | "untrained" | "centre" | "random"][]} */
const FINDERS = [
  ["label", "network"],
  ["box", "network"],
  ["label", "untrained"],
  ["label", "centre"],
  ["label", "random"],
];
/** @type {(keyof Measures)[]} */
const MEASURES = ["pointing", "overlap", "localised"];
const BOXES = ["truth", "looked", "given"];

/** @param {string} key */
const keyed = (key) => /** @type {Key} */ (key);

function createLegend() {
  return h(
    "ul",
    { class: "canvases-legend" },
    ...BOXES.map((name) =>
      h(
        "li",
        {},
        s(
          "svg",
          { viewBox: "0 0 28 14", width: 28, height: 14, "aria-hidden": "true" },
          s("rect", { class: name, x: 2, y: 2, width: 24, height: 10 }),
        ),
        h("span", { "data-t": `ways.places.box.${name}` }),
      ),
    ),
    h(
      "li",
      {},
      h("span", { "data-t": "ways.places.cold" }),
      h("i", { class: "canvases-ramp", "aria-hidden": "true" }),
      h("span", { "data-t": "ways.places.hot" }),
    ),
  );
}

/** How well each finds digits. @param {import("../../app/i18n.js").Words} words */
function createMeasures(words) {
  const rows = FINDERS.map(([asked, finder]) => {
    const cells = MEASURES.map(() => h("td", {}, "–"));
    const name = asked === "box" ? "given" : finder;
    const head = h("th", { scope: "row", "data-t": `ways.places.finder.${name}` });
    return {
      asked,
      finder,
      cells,
      element: h("tr", { "data-control": finder === "network" ? null : "" }, head, ...cells),
    };
  });
  const heads = MEASURES.map((measure) => h("th", { scope: "col", "data-t": `ways.places.${measure}` }));
  return {
    element: h(
      "table",
      { class: "canvases-measures" },
      h("caption", { "data-t": "ways.places.measures" }),
      h("thead", {}, h("tr", {}, h("th", { scope: "col", "data-t": "ways.places.finder" }), ...heads)),
      h("tbody", {}, ...rows.map(({ element }) => element)),
    ),
    /** @param {Places} places */
    draw({ seen }) {
      for (const { asked, finder, cells } of rows) {
        const known = seen[asked]?.measures[finder];
        MEASURES.forEach((measure, i) => {
          const format = measure === "overlap" ? words.loss : words.percent;
          setText(cells[i], known ? (format?.format(known[measure]) ?? "") : "–");
        });
      }
    },
  };
}

/** Canvases with heat and boxes. @param {import("../../app/i18n.js").Words} words */
function createPictures(words) {
  const pictures = Array.from({ length: PICTURES }, () => {
    const canvas = createCanvas(BOXES);
    const says = h("span", { class: "canvases-says" }, " ");
    return { canvas, says, element: h("li", {}, canvas.element, says) };
  });
  /** What stands there: the same, unless the page looks otherwise. @type {unknown[]} */
  let drawn = [];
  return {
    element: h("ul", { class: "canvases-pictures" }, ...pictures.map(({ element }) => element)),
    /** @param {Places} places @param {unknown} appearance */
    draw({ seen: { label, box } }, appearance) {
      const now = [label, box, appearance];
      if (!label || now.every((one, i) => one === drawn[i])) return;
      drawn = now;
      const [height, width] = label.answer.canvas;
      pictures.forEach(({ canvas, says }, i) => {
        const { truth, box: looked, heat } = label.found[i];
        const shown = label.answer.shown.subarray(i * height * width, (i + 1) * height * width);
        canvas.draw(shown, heat, [height, width], [truth, looked, box?.found[i].box ?? null]);
        setText(says, words.t("ways.places.says", { digit: label.answer.told[i] }));
      });
    },
  };
}

/** @param {import("../../app/i18n.js").Words} words @param {Places} places */
function numbersOf(words, { seen: { label, box } }) {
  const share = (/** @type {{truth: number[], box: number[]} | undefined} */ one) =>
    one ? (words.loss?.format(overlap(one.truth, one.box)) ?? "") : "–";
  return {
    head: [
      words.t("ways.places.canvas"),
      words.t("ways.places.told"),
      words.t("ways.places.box.looked"),
      words.t("ways.places.box.given"),
    ],
    rows: (label?.found ?? [])
      .slice(0, PICTURES)
      .map((one, i) => [i + 1, label?.answer.told[i] ?? "", share(one), share(box?.found[i])]),
  };
}

/** Weakly supervised: which digit is given, where it is is not. @param {import("../../app/view.js").Ui} ui */
export function createPlaces(ui) {
  const { words, send } = ui;
  const pictures = createPictures(words);
  const measures = createMeasures(words);
  const figure = createFigure(ui, h("div", {}, createLegend(), pictures.element));
  const run = h("button", {
    type: "button",
    "data-t": "ways.places.run",
    "aria-describedby": "ways-places",
    click: () => send({ type: "ways", act: { kind: "places" } }),
  });
  const stop = h("button", {
    type: "button",
    "data-t": "controls.stop",
    "aria-describedby": "ways-places",
    click: () => send({ type: "ways", act: { kind: "stopPlaces" } }),
  });
  const status = h("p", { class: "ways-status", role: "status" });
  const done = h("i");
  const bar = h("div", { class: "ten-bar", role: "progressbar", "data-t-label": "ways.places.progress" }, done);
  const element = h(
    "section",
    { class: "ways-family", "aria-labelledby": "ways-family-weak" },
    h("h3", { id: "ways-family-weak", "data-t": "ways.family.weak" }),
    h("p", { class: "ways-note", "data-t": "ways.family.weak.about" }),
    h(
      "div",
      { class: "ways-list" },
      h(
        "section",
        { class: "ways-way canvases", "aria-labelledby": "ways-places" },
        h("h4", { id: "ways-places", "data-t": "ways.places" }),
        h("p", { class: "ways-note", "data-t": "ways.places.about" }),
        h("div", { class: "canvases-acts" }, run, stop),
        h("div", { class: "ways-how" }, status, bar),
        figure.element,
        measures.element,
      ),
    ),
  );
  return {
    element,
    /** @param {import("../../app/ways/control.js").Ways} ways @param {unknown} appearance */
    draw(ways, appearance) {
      const places = ways.places ?? noPlaces;
      const { phase, asked, fraction, seen, message } = places;
      const begun = !["idle", "ready", "failed"].includes(phase);
      setEnabled(run, !begun);
      setEnabled(stop, begun);
      const saying = phase === "training" ? `training.${asked}` : phase;
      setText(status, words.t(keyed(`ways.places.phase.${saying}`), { message: message ?? "" }));
      const share = phase === "ready" ? 1 : ((asked === "box" ? 1 : 0) + fraction) / 2;
      setAttribute(bar, "aria-valuenow", Math.round(100 * share));
      done.style.transform = `scaleX(${share.toFixed(3)})`;
      setAttribute(pictures.element, "data-empty", !seen.label);
      pictures.draw(places, appearance);
      measures.draw(places);
      const read = words.t(seen.label ? "ways.places.read" : "ways.places.idle");
      figure.draw(words.t("ways.places.caption"), read, () => numbersOf(words, places));
    },
  };
}
