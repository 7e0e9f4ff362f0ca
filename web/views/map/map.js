import { classNames, hueOf, labelName } from "../../app/classes.js";
import { h, s, setAttribute, setText } from "../../app/dom.js";
import { shownSpec, storyOf } from "../../app/task.js";
import { toward } from "../../app/toward.js";
import { createFigure } from "../figure/figure.js";
import { createPicture } from "../picture/picture.js";
import { createDots, scalesOf } from "./dots.js";

/** @typedef {import("../../app/spaces.js").Placed} Placed */

/** Numerals that are placed at once: a thousand would hold up a scrolling page. */
const perFrame = 150;

/**
 * How many images of each class there are, and the mean of their places.
 *
 * @param {Float32Array} points
 * @param {Uint8Array} labels
 * @param {import("../../app/view.js").Snapshot} now
 * @param {import("../../app/i18n.js").Words} words
 */
function centres(points, labels, now, words) {
  return classNames(words, now).map((_, digit) => {
    let [n, x, y] = [0, 0, 0];
    for (let row = 0; row < points.length / 2; row++) {
      if (labels[row] !== digit) continue;
      n++;
      x += points[2 * row] ?? 0;
      y += points[2 * row + 1] ?? 0;
    }
    return [
      labelName(words, now, digit),
      n,
      ...[x, y].map((sum) => (n ? (words.decimal?.format(sum / n) ?? "") : "–")),
    ];
  });
}

/** Test images as numerals, where the encoder puts them. @type {import("../../app/view.js").CreateView} */
export function createMap(host, ui) {
  const { words } = ui;
  /** Numerals of one class each. @type {SVGGElement[]} */
  let groups = [];
  const svg = s("svg", { class: "map", viewBox: "0 0 400 300", "aria-hidden": "true" });
  const picture = createPicture("map-picture");
  const which = h("p", { "aria-live": "polite" });
  const others = /** @type {const} */ (["untrained", "pixels"]);
  const dots = others.map((space) => createDots(`map.${space}`, (row) => look(row)));
  const right = h("b");
  const layout = h(
    "select",
    {
      "data-t-label": "map.layout",
      change: () => ui.send({ type: "layout", layout: /** @type {"pca" | "umap"} */ (layout.value) }),
    },
    h("option", { value: "pca", "data-t": "map.pca" }),
    h("option", { value: "umap", "data-t": "map.umap" }),
  );
  const focus = h(
    "select",
    { "data-t-label": "map.focus", change: () => emphasise() },
    h("option", { value: "", "data-t": "map.all" }),
  );
  const sheet = h(
    "div",
    { class: "map-sheet", tabindex: 0, role: "application", "data-t-label": "map.keys" },
    h("p", {}, h("span", { "data-t": "map.trained" }), " ", right),
    svg,
  );
  const body = h(
    "div",
    { class: "map-frame" },
    sheet,
    h("div", { class: "map-others" }, ...dots.map(({ element }) => element)),
    h("div", { class: "map-side" }, layout, focus, picture.element, which),
  );
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
    drawOthers();
  }

  function drawOthers() {
    const { data, answers } = last ?? {};
    others.forEach((space, i) => {
      const placed = (shown && answers?.spaces?.[space]) || null;
      dots[i]?.draw(
        placed && pointsOf(placed),
        data?.test.labels ?? new Uint8Array(),
        share(placed),
        focus.value,
        under,
      );
    });
  }

  /** As UMAP lays them out, where that is wanted and done. @param {Placed | null} placed */
  const laidOut = (placed) => (placed && last?.layout === "umap" && last.answers.layouts?.get(placed)) || null;
  /** @param {Placed} placed */
  const pointsOf = (placed) => laidOut(placed) ?? placed.points;

  /** @param {Placed | null} placed */
  const share = (placed) =>
    placed ? (words.percent?.format(placed.near.right / (placed.points.length / 2)) ?? "") : "\u00a0";

  /** @param {number} row */
  function look(row) {
    if (!last?.data || !nodes[row] || row === under) return;
    if (under !== null) setAttribute(nodes[under], "data-under", null);
    under = row;
    setAttribute(nodes[row], "data-under", true);
    drawOthers();
    picture.draw(last.data.test.images.at(row));
    setText(
      which,
      `${words.t("digit.which", { index: row })}, ${words.t("digit.label", { label: labelName(words, last, last.data.test.labels[row] ?? 0) })}`,
    );
  }

  /** @param {Event} event */
  function point(event) {
    const row = /** @type {Element} */ (event.target).getAttribute("data-row");
    if (row === null) return;
    look(Number(row));
    if (event.type === "click") ui.send({ type: "digit", index: Number(row) });
  }
  svg.addEventListener("pointerover", point);
  svg.addEventListener("click", point);
  sheet.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !shown || nodes.length === 0) return;
    const row = toward(
      nodes.flatMap((node) => [Number(node.getAttribute("x")), Number(node.getAttribute("y"))]),
      under ?? -1,
      event.key,
    );
    if (row >= 0) look(row);
    else if (event.key === "Enter" && under !== null) ui.send({ type: "digit", index: under });
    else if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
  });

  /**
   * Places some numerals, and the others in the next frames.
   * @param {Float32Array} points
   * @param {Uint8Array} labels
   * @param {ReturnType<typeof scalesOf>} at
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

  /** @param {string[]} names  of the classes */
  function make(names) {
    groups = names.map((_, k) => s("g", { class: `map-digit d${k}` }));
    groups.forEach((group, k) => group.style.setProperty("--hue", `${hueOf(k)}`));
    svg.replaceChildren(...groups);
    focus.replaceChildren(
      ...[...focus.children].slice(0, 1),
      ...names.map((name, k) => h("option", { value: k }, name)),
    );
    clear();
  }

  function clear() {
    for (const group of groups) group.replaceChildren();
    nodes = [];
    under = null;
  }

  return {
    element: host,
    on: (now) => [
      now.data,
      now.classes,
      now.arrived,
      now.answers.spaces,
      now.answers.layouts,
      now.layout,
      now.phase,
      now.theme,
      shownSpec(now),
    ],
    needs: ["spaces", "layouts"],
    draw(now) {
      last = now;
      const { data, answers, phase } = now;
      const names = classNames(words, now);
      const made = [...focus.options].slice(1).map(({ text }) => text);
      if (names.join() !== made.join()) {
        make(names);
        shown = null;
      }
      if (under !== null && data) picture.draw(data.test.images.at(under));
      const placed = phase === "idle" || phase === "loading" ? null : (answers.spaces?.pretext ?? null);
      const before = shown;
      shown = placed && pointsOf(placed);
      layout.value = now.layout;
      if (!placed) clear();
      else if (data && shown && shown !== before) place(shown, data.test.labels, scalesOf(shown, [16, 384], [288, 14]));
      setText(right, share(placed));
      drawOthers();
      const n = words.integer?.format((placed?.points.length ?? 2000) / 2) ?? "";
      const labelled = storyOf(shownSpec(now).task) === "label";
      const said = !placed ? "map.waiting" : labelled ? "map.summary.label" : "map.summary";
      const by = words.t(laidOut(placed) ? "map.by.umap" : "map.by.pca");
      const waits = placed && now.layout === "umap" && !laidOut(placed) ? ` ${words.t("map.umap.waits")}` : "";
      const told = placed ? ` ${words.t("map.right")}` : "";
      figure.draw(words.t("map.caption"), words.t(said, { n, by }) + waits + told, () => ({
        head: [words.t("race.digit"), words.t("map.count"), words.t("map.first"), words.t("map.second")],
        rows: shown && data ? centres(shown, data.test.labels, now, words) : [],
      }));
    },
  };
}
