import { h, setAttribute, setText } from "../../app/dom.js";
import { argmax } from "../../app/images.js";
import { arms, swatch } from "../legend.js";

/** @typedef {import("../../app/i18n.js").Words} Words */
/** @typedef {import("../../api/protocol.js").Arm} Arm */

/** Of more classes than these, the first ones have bars. */
const most = 26;

/**
 * One model's probabilities for the classes, its answer above.
 *
 * @param {Arm} arm
 * @param {Words} words
 */
export function createBars(arm, words) {
  /** @type {{bar: HTMLElement, inner: HTMLElement}[]} */
  let bars = [];
  const barsOf = (/** @type {number} */ n) =>
    Array.from({ length: Math.min(most, n) }, (_, k) => {
      const inner = h("i");
      return { inner, bar: h("span", { class: "class" }, h("span", { class: "track" }, inner), h("b", {}, k)) };
    });
  const list = h("div", { class: "column-bars", "aria-hidden": "true" });
  const says = h("span", { class: "column-says" });
  const element = h(
    "div",
    { class: `column ${arm}` },
    h("p", { class: "column-name" }, swatch(arm), h("span", { "data-t": `arm.${arm}` }), says),
    list,
  );
  return {
    element,
    /**
     * @param {Float32Array | null | undefined} probabilities
     * @param {number | undefined} truth
     * @param {string[]} names
     */
    draw(probabilities, truth, names) {
      if (bars.length !== Math.min(most, names.length)) {
        bars = barsOf(names.length);
        list.replaceChildren(...bars.map(({ bar }) => bar));
      }
      const best = probabilities ? argmax(probabilities) : -1;
      bars.forEach(({ bar, inner }, k) => {
        inner.style.transform = `scaleY(${(probabilities?.[k] ?? 0).toFixed(3)})`;
        setAttribute(bar, "data-true", k === truth);
      });
      setAttribute(element, "data-right", probabilities && truth !== undefined ? String(best === truth) : null);
      const percent = words.wholePercent?.format(probabilities?.[best] ?? 0) ?? "";
      setText(says, probabilities ? words.t("digit.says", { digit: names[best] ?? best, percent }) : "–");
    },
  };
}

/**
 * The same numbers of all three models, to read.
 *
 * @param {Words} words
 * @param {Record<Arm, Float32Array | null> | null | undefined} answers
 * @param {string[]} names
 */
export function digitTable(words, answers, names) {
  /** @param {Arm} arm @param {number} k */
  const percent = (arm, k) => {
    const p = answers?.[arm]?.[k];
    return p === undefined ? "–" : (words.percent?.format(p) ?? "");
  };
  return {
    head: [words.t("digit.class"), ...arms.map((arm) => words.t(`arm.${arm}`))],
    rows: names.map((name, k) => [name, ...arms.map((arm) => percent(arm, k))]),
  };
}

/**
 * Four turns, one of them perhaps true.
 */
export function createTurnBars() {
  const bars = [0, 1, 2, 3].map(() => h("span", { class: "bar" }, h("i")));
  const element = h("span", { class: "turn-bars", "aria-hidden": "true" }, ...bars);
  return {
    element,
    /** @param {Float32Array | null | undefined} probabilities @param {number} [truth] */
    draw(probabilities, truth) {
      bars.forEach((bar, k) => {
        const inner = /** @type {HTMLElement} */ (bar.firstElementChild);
        inner.style.transform = `scaleY(${(probabilities?.[k] ?? 0).toFixed(3)})`;
        setAttribute(bar, "class", k === truth ? "bar true" : "bar");
      });
    },
  };
}
