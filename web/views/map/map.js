import { scaleLinear } from "d3-scale";
import { hueOf, labelName } from "../../app/classes.js";
import { h, s, setAttribute, setText } from "../../app/dom.js";
import { shownSpec, storyOf } from "../../app/task.js";
import { createFigure } from "../figure/figure.js";
import { createPicture } from "../picture/picture.js";

/** Numerals that are placed at once: a thousand would hold up a scrolling page. */
const perFrame = 150;

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * How many images of each digit there are, and the mean of their places.
 *
 * @param {Float32Array} points
 * @param {Uint8Array} labels
 * @param {import("../../app/i18n.js").Words} words
 */
function centres(points, labels, words) {
  return digits.map((digit) => {
    let [n, x, y] = [0, 0, 0];
    for (let row = 0; row < points.length / 2; row++) {
      if (labels[row] !== digit) continue;
      n++;
      x += points[2 * row] ?? 0;
      y += points[2 * row + 1] ?? 0;
    }
    return [digit, n, ...[x, y].map((sum) => (n ? (words.decimal?.format(sum / n) ?? "") : "–"))];
  });
}

/** Test images as numerals, where the encoder puts them. @type {import("../../app/view.js").CreateView} */
export function createMap(host, ui) {
  const { words } = ui;
  const groups = digits.map((k) => s("g", { class: `map-digit d${k}` }));
  groups.forEach((group, k) => group.style.setProperty("--hue", `${hueOf(k)}`));
  const svg = s("svg", { class: "map", viewBox: "0 0 400 300", "aria-hidden": "true" }, ...groups);
  const picture = createPicture("map-picture");
  const which = h("p");
  const focus = h(
    "select",
    { "data-t-label": "map.focus", change: () => emphasise() },
    h("option", { value: "", "data-t": "map.all" }),
    ...digits.map((k) => h("option", { value: k }, k)),
  );
  const body = h("div", { class: "map-frame" }, svg, h("div", { class: "map-side" }, focus, picture.element, which));
  const figure = createFigure(ui, body);
  host.append(figure.element);
  /** @type {import("../../app/view.js").Snapshot | null} */
  let last = null;
  /** @type {Float32Array | null} */
  let shown = null;
  /** @type {number | null} the row that was pointed at last */
  let under = null;
  /** @type {Element[]} one for each row */
  let nodes = [];

  function emphasise() {
    setAttribute(svg, "data-focus", focus.value || null);
    groups.forEach((group, k) => setAttribute(group, "data-on", focus.value === String(k)));
  }

  /** @param {Event} event */
  function point(event) {
    const row = /** @type {Element} */ (event.target).getAttribute("data-row");
    if (row === null || !last?.data) return;
    under = Number(row);
    picture.draw(last.data.test.images.at(under));
    setText(
      which,
      `${words.t("digit.which", { index: row })}, ${words.t("digit.label", { label: labelName(words, last, last.data.test.labels[Number(row)] ?? 0) })}`,
    );
    if (event.type === "click") ui.send({ type: "digit", index: Number(row) });
  }
  svg.addEventListener("pointerover", point);
  svg.addEventListener("click", point);

  /** Where the points lie in the picture; a few outliers should not squeeze the rest. @param {Float32Array} points */
  function scales(points) {
    const range = (/** @type {number} */ axis) => {
      const sorted = points.filter((_, i) => i % 2 === axis).sort();
      return [sorted[Math.floor(0.01 * sorted.length)] ?? 0, sorted[Math.floor(0.99 * sorted.length)] ?? 1];
    };
    return {
      x: scaleLinear(range(0), [16, 384]).clamp(true),
      y: scaleLinear(range(1), [288, 14]).clamp(true),
    };
  }

  /**
   * Places some numerals, and the others in the next frames.
   * @param {Float32Array} points
   * @param {Uint8Array} labels
   * @param {ReturnType<typeof scales>} at
   * @param {number} [from]
   */
  function place(points, labels, at, from = 0) {
    if (points !== shown) return;
    const end = Math.min(points.length / 2, from + perFrame);
    for (let row = from; row < end; row++) {
      const digit = labels[row] ?? 0;
      nodes[row] ??= /** @type {Element} */ (groups[digit]).appendChild(
        s("text", { "text-anchor": "middle", "data-row": row }, digit),
      );
      setAttribute(nodes[row], "x", at.x(points[2 * row] ?? 0).toFixed(1));
      setAttribute(nodes[row], "y", at.y(points[2 * row + 1] ?? 0).toFixed(1));
    }
    if (2 * end < points.length) requestAnimationFrame(() => place(points, labels, at, end));
  }

  function clear() {
    for (const group of groups) group.replaceChildren();
    nodes = [];
  }

  return {
    element: host,
    on: (now) => [now.data, now.arrived, now.answers.map, now.phase, shownSpec(now)],
    needs: ["map"],
    draw(now) {
      last = now;
      const { data, answers, phase } = now;
      if (under !== null && data) picture.draw(data.test.images.at(under));
      const map = phase === "idle" || phase === "loading" ? null : answers.map;
      const before = shown;
      shown = map?.points ?? null;
      if (!map) clear();
      else if (data && shown !== before) place(map.points, data.test.labels, scales(map.points));
      const n = words.integer?.format((map?.points.length ?? 2000) / 2) ?? "";
      const labelled = storyOf(shownSpec(now).task) === "label";
      const said = !map ? "map.waiting" : labelled ? "map.summary.label" : "map.summary";
      figure.draw(words.t("map.caption"), words.t(said, { n }), () => ({
        head: [words.t("race.digit"), words.t("map.count"), words.t("map.first"), words.t("map.second")],
        rows: map && data ? centres(map.points, data.test.labels, words) : [],
      }));
    },
  };
}
