import { h, s, setAttribute, setText } from "../../app/dom.js";
import { layersOf } from "../../app/shapes.js";
import { createFigure } from "../figure/figure.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/i18n.js").Key} Key */

/**
 * @param {string} className
 * @param {[number, number, number, number]} box  x, y, width, height
 * @param {Key} name
 * @param {string | null} under  a shape, the same in every language
 */
function block(className, [x, y, width, height], name, under = null) {
  const middle = x + width / 2;
  return s(
    "g",
    { class: `block ${className}` },
    s("rect", { x, y, width, height, rx: 3 }),
    s("text", {
      class: "block-name",
      x: middle,
      y: y + height / 2 + (under ? -2 : 4),
      "text-anchor": "middle",
      "data-t": name,
    }),
    under && s("text", { class: "block-shape", x: middle, y: y + height / 2 + 13, "text-anchor": "middle" }, under),
  );
}

/** What is kept and what is thrown away. @type {import("../../app/view.js").CreateView} */
export function createNetwork(host, ui) {
  const { words } = ui;
  const encoder = block("encoder", [92, 22, 122, 66], "network.encoder", "conv 64 → conv 32");
  const rotation = block("rotation", [256, 8, 104, 40], "network.rotation", "conv 16 → 4");
  const linear = block("linear", [256, 62, 104, 40], "network.linear", "288 → 10");
  const svg = s(
    "svg",
    { class: "network", viewBox: "0 0 368 110", "aria-hidden": "true" },
    s("path", { class: "wire", d: "M64,55H92" }),
    s("path", { class: "wire to-rotation", d: "M214,55C240,55 230,28 256,28" }),
    s("path", { class: "wire to-linear", d: "M214,55C240,55 230,82 256,82" }),
    block("image", [4, 25, 60, 60], "network.image", "28 × 28"),
    encoder,
    rotation,
    linear,
  );
  const encoderName = /** @type {SVGTextElement} */ (encoder.querySelector(".block-name"));
  encoderName.removeAttribute("data-t");
  const figure = createFigure(ui, h("div", {}, svg));
  host.append(figure.element);

  /** @param {Snapshot} now */
  function draw({ spec, progress, phase, result }) {
    const { encoder, head, linear, total } = layersOf(spec);
    const transferred = Boolean(result) || (progress !== null && progress.stage !== "pretrain");
    const active = phase === "running" || phase === "paused";
    setAttribute(svg, "data-stage", transferred ? "transfer" : active ? "pretrain" : "before");
    setText(encoderName, words.t(transferred ? "network.encoder.frozen" : "network.encoder"));
    figure.draw(
      words.t("network.caption"),
      words.t("network.summary", {
        params: words.integer?.format(total) ?? "",
        trainable: words.integer?.format(linear.params) ?? "",
      }),
      () => ({
        head: ["", words.t("inside.layer"), words.t("inside.params"), words.t("inside.state")],
        rows: [
          ...encoder.map(({ name, params }) => [words.t("network.encoder"), name, params, words.t("network.kept")]),
          ...head.map(({ name, params }) => [words.t("network.rotation"), name, params, words.t("inside.dropped")]),
          [words.t("network.linear"), linear.name, linear.params, words.t("inside.trainable")],
        ],
      }),
    );
  }
  return { element: host, on: (now) => [now.spec, now.phase, now.progress?.stage, now.result], draw };
}
