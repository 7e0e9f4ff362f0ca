import { h, s, setAttribute, setText } from "../../app/dom.js";

/** @typedef {import("../../api/protocol.js").Health} Health */
/** @typedef {import("../../app/i18n.js").Words} Words */

const [WIDTH, HEIGHT] = [120, 36];

/**
 * What is measured, its range in a small chart, and how it is written.
 * @type {{key: "alignment" | "uniformity" | "rank" | "alike", of: (health: Health) => number, range: [number, number],
 *   write: (words: Words, value: number) => string | undefined}[]}
 */
const MEASURES = [
  {
    key: "alignment",
    of: ({ alignment }) => alignment,
    range: [0, 2],
    write: (words, value) => words.loss?.format(value),
  },
  {
    key: "uniformity",
    of: ({ uniformity }) => uniformity,
    range: [-4, 0],
    write: (words, value) => words.loss?.format(value),
  },
  {
    key: "rank",
    of: ({ effective_rank }) => effective_rank,
    range: [1, 64],
    write: (words, value) => words.decimal?.format(value),
  },
  {
    key: "alike",
    of: ({ neighbours_alike }) => neighbours_alike,
    range: [0, 1],
    write: (words, value) => words.wholePercent?.format(value),
  },
];

/** How a contrastive run is doing, while it trains. @param {Words} words */
export function createHealth(words) {
  const meters = MEASURES.map((measure) => {
    const path = s("path", { class: "line" });
    const value = h("b", {}, "–");
    const chart = s(
      "svg",
      { class: "ten-spark", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      path,
    );
    const element = h(
      "li",
      { class: "ten-meter" },
      h("p", { class: "ten-meter-name" }, h("span", { "data-t": `ten.health.${measure.key}` }), value),
      chart,
      h("p", { class: "ten-note", "data-t": `ten.health.${measure.key}.about` }),
    );
    return { ...measure, path, value, element };
  });
  const element = h(
    "div",
    { class: "ten-panel ten-health" },
    h("h3", { "data-t": "ten.health" }),
    h("ul", { class: "ten-meters" }, ...meters.map((meter) => meter.element)),
  );
  return {
    element,
    /** @param {import("../../app/view.js").Snapshot} now */
    draw({ ten }) {
      element.inert = ten?.phase === "ready";
      const list = ten?.health ?? [];
      for (const { of, range, path, value, write } of meters) {
        const [low, high] = range;
        const points = list.map((health, i) => {
          const x = list.length > 1 ? (WIDTH * i) / (list.length - 1) : 0;
          const share = Math.min(1, Math.max(0, (of(health) - low) / (high - low)));
          return `${x.toFixed(1)},${(HEIGHT - 2 - share * (HEIGHT - 4)).toFixed(1)}`;
        });
        setAttribute(path, "d", points.length > 1 ? `M${points.join("L")}` : "M0,0");
        const last = list.at(-1);
        setText(value, last ? (write(words, of(last)) ?? "") : "–");
      }
    },
  };
}
