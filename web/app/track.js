// A mean and its interval on a line, as boards have them.

import { h } from "./dom.js";

/** From so many seeds on there is an interval, and a verdict. */
export const ENOUGH = 3;

/**
 * @typedef {object} Estimated  of some seeds
 * @property {number} n
 * @property {number} mean
 * @property {number | null} half
 * @property {number | null} low
 * @property {number | null} high
 */

/** Whether there are seeds enough to say how sure a mean is. @param {{n: number}} of */
export const isInterval = ({ n }) => n >= ENOUGH;

/** The lowest thing that is drawn of it. @param {Estimated} of */
export const lowestOf = (of) => (isInterval(of) ? (of.low ?? of.mean) : of.mean);

/** @param {HTMLElement} element @param {number} low  in % of the line @param {number} [high] */
export function place(element, low, high) {
  element.style.insetInlineStart = `${low.toFixed(2)}%`;
  if (high !== undefined) element.style.inlineSize = `${Math.max(0, high - low).toFixed(2)}%`;
}

/** A dot and its whisker. @param {boolean} hollow */
export function createMark(hollow) {
  const whisker = h("i", { class: "board-whisker" });
  const dot = h("i", { class: hollow ? "board-dot hollow" : "board-dot" });
  return {
    elements: [whisker, dot],
    /** @param {Estimated} of @param {(value: number) => number} x  where a value lies, in % */
    draw(of, x) {
      whisker.hidden = !isInterval(of);
      place(whisker, x(of.low ?? of.mean), x(of.high ?? of.mean));
      place(dot, x(of.mean));
    },
  };
}

/** A mean in percent, with its interval if there is one. @param {import("./i18n.js").Words} words @param {Estimated} of */
export function writeEstimate(words, of) {
  const mean = words.decimal?.format(100 * of.mean) ?? "";
  const half = words.decimal?.format(100 * (of.half ?? 0)) ?? "";
  return isInterval(of) ? words.t("gallery.percent.interval", { mean, half }) : words.t("gallery.percent", { mean });
}
