import { h, s } from "../app/dom.js";
import { marker } from "./chart/chart.js";

/** @type {import("../api/protocol.js").Arm[]} */
export const arms = ["self_supervised", "supervised", "random"];

/** A stroke of a series with its marker, as it looks in the charts. @param {string} id */
export function swatch(id) {
  return s(
    "svg",
    { class: `swatch series ${id}`, viewBox: "0 0 28 12", width: 28, height: 12, "aria-hidden": "true" },
    s("path", { class: "line", d: "M0,6H28" }),
    s("path", { class: "marks", d: marker(id, 14, 6, 3.5) }),
  );
}

export function createLegend() {
  return h(
    "ul",
    { class: "legend" },
    ...arms.map((arm) => h("li", {}, swatch(arm), h("span", { "data-t": `arm.${arm}` }))),
  );
}
