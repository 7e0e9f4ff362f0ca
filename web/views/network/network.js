import { described, imageShape } from "../../app/descriptions.js";
import { h, s, setAttribute, setText } from "../../app/dom.js";
import { inWords, layerName, named, weightsOf } from "../../app/layers.js";
import { isRotation, shownSpec } from "../../app/task.js";
import { createFigure } from "../figure/figure.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/i18n.js").Key} Key */

/**
 * @param {string} className
 * @param {[number, number, number, number]} box  x, y, width, height
 */
function block(className, [x, y, width, height]) {
  const [middle, centre] = [x + width / 2, y + height / 2];
  const name = s("text", { class: "block-name", x: middle, y: centre - 2, "text-anchor": "middle" });
  const shape = s("text", { class: "block-shape", x: middle, y: centre + 13, "text-anchor": "middle" });
  const element = s("g", { class: `block ${className}` }, s("rect", { x, y, width, height, rx: 3 }), name, shape);
  return {
    element,
    /** @param {string} title @param {string} under  a shape, the same in every language */
    draw(title, under) {
      setText(name, title);
      setText(shape, under);
    },
  };
}

/** What is kept and what is thrown away. @type {import("../../app/view.js").CreateView} */
export function createNetwork(host, ui) {
  const { words } = ui;
  const image = block("image", [4, 25, 60, 60]);
  const encoder = block("encoder", [92, 22, 122, 66]);
  const head = block("rotation", [256, 8, 104, 40]);
  const linear = block("linear", [256, 62, 104, 40]);
  const svg = s(
    "svg",
    { class: "network", viewBox: "0 0 368 110", "aria-hidden": "true" },
    s("path", { class: "wire", d: "M64,55H92" }),
    s("path", { class: "wire to-rotation", d: "M214,55C240,55 230,28 256,28" }),
    s("path", { class: "wire to-linear", d: "M214,55C240,55 230,82 256,82" }),
    ...[image, encoder, head, linear].map(({ element }) => element),
  );
  const figure = createFigure(ui, h("div", {}, svg));
  host.append(figure.element);

  /** @param {Snapshot} now */
  function draw(now) {
    const { progress, phase, result } = now;
    const spec = shownSpec(now);
    const known = described(now, spec);
    const transferred = Boolean(result) || (progress !== null && progress.stage !== "pretrain");
    const active = phase === "running" || phase === "paused";
    setAttribute(svg, "data-stage", transferred ? "transfer" : active ? "pretrain" : "before");
    const headName = words.t(isRotation(spec.task) ? "network.rotation" : "network.head");
    // What is transferred sees whole images.
    const views = transferred ? 1 : (known?.views ?? 1);
    const [rows, columns] = transferred || !known ? imageShape(now) : known.input;
    image.draw(words.t("network.image"), `${views > 1 ? `${views} · ` : ""}${rows / views} × ${columns}`);
    encoder.draw(
      words.t(transferred ? "network.encoder.frozen" : "network.encoder"),
      known ? inWords(known.image_encoder) : "",
    );
    head.draw(headName, known ? inWords(known.head) : "");
    linear.draw(words.t("network.linear"), known ? `${known.features} → ${known.classifier.at(-1)?.shape[2]}` : "");
    figure.draw(
      words.t("network.caption"),
      known
        ? words.t("network.summary", {
            params: words.integer?.format(weightsOf([...known.image_encoder, ...known.classifier])) ?? "",
            trainable: words.integer?.format(weightsOf(known.classifier)) ?? "",
          })
        : words.t("network.waiting"),
      () => ({
        head: ["", words.t("inside.layer"), words.t("inside.params"), words.t("inside.state")],
        rows: [
          ...(known?.image_encoder ?? []).map((layer) => [
            words.t("network.encoder"),
            layerName(layer),
            layer.weights,
            words.t("network.kept"),
          ]),
          ...named(known?.head ?? []).map((layer) => [
            headName,
            layerName(layer),
            layer.weights,
            words.t("inside.dropped"),
          ]),
          ...(known?.classifier ?? []).map((layer) => [
            words.t("network.linear"),
            layerName(layer),
            layer.weights,
            words.t("inside.trainable"),
          ]),
        ],
      }),
    );
  }
  return {
    element: host,
    on: (now) => [now.data, shownSpec(now), described(now, shownSpec(now)), now.phase, now.progress?.stage, now.result],
    draw,
  };
}
