import { h, setAttribute, setText } from "../../app/dom.js";
import { argmax } from "../../app/images.js";
import { arms, swatch } from "../legend.js";

/** @typedef {import("../../app/i18n.js").Words} Words */
/** @typedef {import("../../api/protocol.js").Arm} Arm */

const classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * One model's probabilities for the ten digits, its answer above.
 *
 * @param {Arm} arm
 * @param {Words} words
 */
export function createBars(arm, words) {
  const inner = classes.map(() => h("i"));
  const bars = classes.map((k, i) =>
    h("span", { class: "class" }, h("span", { class: "track" }, inner[i]), h("b", {}, k)),
  );
  const says = h("span", { class: "column-says" });
  const element = h(
    "div",
    { class: `column ${arm}` },
    h("p", { class: "column-name" }, swatch(arm), h("span", { "data-t": `arm.${arm}` }), says),
    h("div", { class: "column-bars", "aria-hidden": "true" }, ...bars),
  );
  return {
    element,
    /**
     * @param {Float32Array | null | undefined} probabilities
     * @param {number} [truth]
     */
    draw(probabilities, truth) {
      const best = probabilities ? argmax(probabilities) : -1;
      inner.forEach((bar, k) => (bar.style.transform = `scaleY(${(probabilities?.[k] ?? 0).toFixed(3)})`));
      bars.forEach((bar, k) => setAttribute(bar, "data-true", k === truth));
      setAttribute(element, "data-right", probabilities && truth !== undefined ? String(best === truth) : null);
      const percent = words.wholePercent?.format(probabilities?.[best] ?? 0) ?? "";
      setText(says, probabilities ? words.t("digit.says", { digit: best, percent }) : "–");
    },
  };
}

/**
 * The same numbers of all three models, to read.
 *
 * @param {Words} words
 * @param {Record<Arm, Float32Array | null> | null | undefined} answers
 */
export function digitTable(words, answers) {
  /** @param {Arm} arm @param {number} k */
  const percent = (arm, k) => {
    const p = answers?.[arm]?.[k];
    return p === undefined ? "–" : (words.percent?.format(p) ?? "");
  };
  return {
    head: [words.t("digit.class"), ...arms.map((arm) => words.t(`arm.${arm}`))],
    rows: classes.map((k) => [k, ...arms.map((arm) => percent(arm, k))]),
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
