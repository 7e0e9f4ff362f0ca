import { scaleLinear } from "d3-scale";
import { classNames, labelName, usualClasses } from "../../app/classes.js";
import { h, s, setAttribute, setText } from "../../app/dom.js";
import { marker } from "../chart/chart.js";
import { createFigure } from "../figure/figure.js";
import { arms, swatch } from "../legend.js";

/** @typedef {import("../../api/protocol.js").Arm} Arm */
/** @typedef {import("../../app/i18n.js").Words} Words */

/** More classes are not told apart in a picture of that size: they have the table alone. */
const MOST_DRAWN = 32;

/** @param {number} n */
const upTo = (n) => Array.from({ length: n }, (_, k) => k);

/**
 * Rows are the labels, columns the answers.
 *
 * @param {Uint8Array} predictions
 * @param {Uint8Array} labels
 * @param {number} classes
 */
export function confusionOf(predictions, labels, classes) {
  const counts = upTo(classes).map(() => upTo(classes).map(() => 0));
  predictions.forEach((said, i) => {
    const row = counts[labels[i] ?? 0];
    if (row) row[said] = (row[said] ?? 0) + 1;
  });
  return counts;
}

/** @param {number[][]} counts */
const perClass = (counts) =>
  counts.map(
    (row, k) =>
      (row[k] ?? 0) /
      Math.max(
        1,
        row.reduce((a, b) => a + b, 0),
      ),
  );

/** @param {Arm} arm @param {number} classes */
function createMatrix(arm, classes) {
  const all = upTo(classes);
  const side = 11 * classes;
  const cells = all.map((r) =>
    all.map((c) =>
      s("rect", { x: 14 + 11 * c, y: 1 + 11 * r, width: 10, height: 10, class: r === c ? "right" : "wrong" }),
    ),
  );
  const titles = cells.map((row) => row.map((cell) => cell.appendChild(s("title"))));
  const svg = s(
    "svg",
    { class: `matrix ${arm}`, viewBox: `0 0 ${side + 15} ${side + 15}`, "aria-hidden": "true" },
    ...all.map((k) => s("text", { x: 8, y: 9 + 11 * k, "text-anchor": "middle" }, k)),
    ...all.map((k) => s("text", { x: 19 + 11 * k, y: side + 11, "text-anchor": "middle" }, k)),
    ...cells.flat(),
  );
  const element = h("div", {}, h("p", { class: "arm-name" }, swatch(arm), h("span", { "data-t": `arm.${arm}` })), svg);
  return {
    arm,
    element,
    /** @param {number[][] | null} counts @param {Words} words @param {string[]} names */
    draw(counts, words, names) {
      cells.forEach((row, r) => {
        const all = counts?.[r]?.reduce((a, b) => a + b, 0) ?? 0;
        row.forEach((cell, c) => {
          const n = counts?.[r]?.[c] ?? 0;
          // A wrong answer in a hundred should be seen: its strength goes with the root of its share.
          const strength = all ? (r === c ? n / all : Math.min(1, 2 * Math.sqrt(n / all))) : 0;
          setAttribute(cell, "fill-opacity", strength.toFixed(2));
          setText(
            /** @type {Element} */ (titles[r]?.[c]),
            counts ? words.t("race.cell", { label: names[r] ?? r, said: names[c] ?? c, n }) : "",
          );
        });
      });
    },
  };
}

/** Accuracy on each class, one marker for each model. @param {number} classes */
function createDots(classes) {
  const all = upTo(classes);
  const axis = s("g", { class: "chart-grid" });
  const names = all.map((k) => s("text", { "text-anchor": "middle" }, k));
  const paths = new Map([...arms].reverse().map((arm) => [arm, s("path", { class: "marks" })]));
  const svg = s("svg", { class: "chart per-digit", "aria-hidden": "true" }, axis, ...names);
  for (const [arm, path] of paths) svg.append(s("g", { class: `series ${arm}` }, path));
  /** @type {() => void} */
  let again = () => {};
  let [width, height] = [0, 0];
  new ResizeObserver(([entry]) => {
    if (entry) ({ width, height } = entry.contentRect);
    setAttribute(svg, "viewBox", `0 0 ${width} ${height}`);
    again();
  }).observe(svg);

  /** @param {Record<Arm, number[]> | null} accuracies @param {Words} words */
  function draw(accuracies, words) {
    again = () => draw(accuracies, words);
    const lowest = accuracies ? Math.min(...arms.flatMap((arm) => accuracies[arm])) : 0.7;
    const y = scaleLinear([Math.floor(lowest * 10) / 10, 1], [height - 24, 8]);
    const x = scaleLinear([0, classes - 1], [60, Math.max(61, width - 16)]);
    const ticks = y.ticks(4);
    while (axis.childElementCount < ticks.length)
      axis.append(s("g", {}, s("line"), s("text", { "text-anchor": "end", dy: "0.32em" })));
    while (axis.childElementCount > ticks.length) axis.lastElementChild?.remove();
    [...axis.children].forEach((tick, i) => {
      const [rule, text] = /** @type {[Element, Element]} */ ([...tick.children]);
      setAttribute(tick, "transform", `translate(0 ${y(ticks[i] ?? 0).toFixed(1)})`);
      setAttribute(rule, "x1", 44);
      setAttribute(rule, "x2", width);
      setAttribute(text, "x", 38);
      setText(text, words.wholePercent?.format(ticks[i] ?? 0) ?? "");
    });
    names.forEach((name, k) => {
      setAttribute(name, "x", x(k).toFixed(1));
      setAttribute(name, "y", height - 5);
    });
    for (const [arm, path] of paths) {
      const offset = 9 * (arms.indexOf(arm) - 1);
      const d = accuracies ? all.map((k) => marker(arm, x(k) + offset, y(accuracies[arm][k] ?? 0), 3.5)).join("") : "";
      setAttribute(path, "d", d);
    }
  }
  return { element: svg, draw };
}

/** Where the three models go wrong. @type {import("../../app/view.js").CreateView} */
export function createRace(host, ui) {
  const { words } = ui;
  const body = h("div", { class: "race" });
  /** Of so many classes. @param {number} classes */
  function make(classes) {
    const parts = { classes, matrices: arms.map((arm) => createMatrix(arm, classes)), dots: createDots(classes) };
    body.replaceChildren(
      h("div", { class: "matrices" }, ...parts.matrices.map((matrix) => matrix.element)),
      h("p", { class: "chart-name", "data-t": "race.perDigit" }),
      parts.dots.element,
    );
    words.label(body);
    return parts;
  }
  let parts = make(usualClasses);
  const figure = createFigure(ui, body);
  host.append(figure.element);
  return {
    element: host,
    on: (now) => [now.data, now.classes, now.phase === "done", now.answers.predictions],
    needs: ["predictions"],
    draw(now) {
      const { data, answers, phase } = now;
      const names = classNames(words, now);
      body.hidden = names.length > MOST_DRAWN;
      if (names.length !== parts.classes && !body.hidden) parts = make(names.length);
      const predictions = phase === "done" && data ? answers.predictions : null;
      const labels = data?.test.labels ?? new Uint8Array();
      const confusions = predictions ? arms.map((arm) => confusionOf(predictions[arm], labels, names.length)) : null;
      if (!body.hidden) parts.matrices.forEach((matrix, i) => matrix.draw(confusions?.[i] ?? null, words, names));
      const accuracies = confusions
        ? /** @type {Record<Arm, number[]>} */ (
            Object.fromEntries(arms.map((arm, i) => [arm, perClass(confusions[i] ?? [])]))
          )
        : null;
      if (!body.hidden) parts.dots.draw(accuracies, words);
      const own = accuracies?.self_supervised ?? [];
      const worst = own.indexOf(Math.min(...own));
      figure.draw(
        words.t("race.caption"),
        accuracies
          ? words.t("race.summary", {
              digit: labelName(words, now, worst),
              percent: words.wholePercent?.format(own[worst] ?? 0) ?? "",
            })
          : words.t("race.waiting"),
        () => ({
          head: [words.t("race.digit"), ...arms.map((arm) => words.t(`arm.${arm}`))],
          rows: accuracies
            ? names.map((_, k) => [
                labelName(words, now, k),
                ...arms.map((arm) => words.percent?.format(accuracies[arm][k] ?? 0) ?? ""),
              ])
            : [],
        }),
      );
    },
  };
}
