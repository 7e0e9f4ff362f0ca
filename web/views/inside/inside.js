import { h, setAttribute, setText } from "../../app/dom.js";
import { described } from "../../app/descriptions.js";
import { layerName, named, shapeInWords } from "../../app/layers.js";
import { isRotation, watchedSpec } from "../../app/task.js";
import { createFigure } from "../figure/figure.js";
import { withGuest } from "../load/load.js";
import { createScrubber } from "./scrubber.js";

/** @typedef {import("../../api/protocol.js").Tensor} Tensor */
/** @typedef {(map: number, row: number, column: number) => number} Values */

const columns = 16;

/**
 * Many small maps side by side: ink where they are positive, the accent where negative, against the largest of all.
 *
 * @param {string} className
 */
function createMaps(className) {
  const canvas = h("canvas", { class: `maps ${className}`, width: 1, height: 1, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  /** @param {number} count @param {number} side @param {Values | null} values */
  function draw(count, side, values) {
    const width = columns * (side + 1) - 1;
    const height = Math.ceil(count / columns) * (side + 1) - 1;
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    if (!context) return;
    context.clearRect(0, 0, width, height);
    const style = getComputedStyle(canvas);
    const [positive, negative, empty] = [style.color, style.outlineColor, style.borderTopColor];
    let largest = 1e-6;
    const each = (/** @type {(value: number, x: number, y: number) => void} */ visit) => {
      for (let map = 0; map < count; map++) {
        const [left, top] = [(map % columns) * (side + 1), Math.floor(map / columns) * (side + 1)];
        for (let r = 0; r < side; r++)
          for (let c = 0; c < side; c++) visit(values?.(map, r, c) ?? 0, left + c, top + r);
      }
    };
    each((value) => (largest = Math.max(largest, Math.abs(value))));
    each((value, x, y) => {
      context.globalAlpha = 1;
      context.fillStyle = empty;
      context.fillRect(x, y, 1, 1);
      context.globalAlpha = Math.abs(value) / largest;
      context.fillStyle = value < 0 ? negative : positive;
      context.fillRect(x, y, 1, 1);
    });
  }
  return { element: canvas, draw };
}

/** @param {Tensor | undefined} layer  height x width x channels @returns {Values | null} */
const channelsOf = (layer) =>
  layer ? (map, r, c) => layer.values[(r * (layer.shape[1] ?? 1) + c) * (layer.shape[2] ?? 1) + map] ?? 0 : null;

/** @param {Tensor | undefined} kernels  height x width x in x out @returns {Values | null} */
const filtersOf = (kernels) =>
  kernels
    ? (map, r, c) => kernels.values[(r * (kernels.shape[1] ?? 1) + c) * (kernels.shape[3] ?? 1) + map] ?? 0
    : null;

/** The filters of the first layer and what a digit makes of both, as the encoder is now. @type {import("../../app/view.js").CreateView} */
export function createInside(host, ui) {
  const { words } = ui;
  const filters = createMaps("filters");
  const filtersName = h("p", { class: "chart-name" });
  const blocks = ["first", "second"].map((name) => ({ maps: createMaps(name), name: h("p", { class: "chart-name" }) }));
  const scrubber = createScrubber(ui);
  const body = h(
    "div",
    { class: "inside" },
    scrubber.element,
    filtersName,
    filters.element,
    ...blocks.flatMap(({ name, maps }) => [name, maps.element]),
  );
  const figure = createFigure(ui, body);
  host.append(figure.element);
  return {
    element: host,
    on: (now) => [
      watchedSpec(now),
      described(now, watchedSpec(now)),
      now.answers.inside,
      now.answers.checkpoints,
      now.epoch,
      now.guest,
      now.progress?.stage,
      now.phase,
      now.result,
    ],
    needs: ["inside", "checkpoints"],
    draw(now) {
      const { answers, epoch, progress, phase, result, guest } = now;
      const spec = watchedSpec(now);
      const known = described(now, spec);
      const inside = !guest && (phase === "idle" || phase === "loading") ? null : answers.inside;
      const kernel = spec.encoder[0];
      filters.draw(kernel?.filters ?? 0, kernel?.kernel ?? 3, filtersOf(inside?.kernels));
      setText(filtersName, words.t("inside.filters", { n: kernel?.filters ?? 0 }));
      // Where views are encoded one by one, what the blocks make of them is not among the network's layers.
      const layers = inside?.dissection.layers ?? [];
      const apart = Boolean(inside && known && layers[0]?.name !== known.encoder[0]?.name);
      blocks.forEach(({ maps, name }, i) => {
        const [side = 1, , n = 0] = known?.encoder[i]?.shape ?? [];
        maps.element.hidden = name.hidden = apart;
        maps.draw(n, side, channelsOf(layers.find((layer) => layer.name === known?.encoder[i]?.name)));
        setText(name, known ? words.t("inside.maps", { n, side, layer: i + 1 }) : " ");
      });
      const frozen = Boolean(result) || (progress !== null && progress.stage !== "pretrain");
      const state = words.t(frozen ? "inside.frozen" : "inside.trainable");
      const finished = frozen ? (progress?.history.pretext.length ?? null) : null;
      const turns = isRotation(spec.task) ? inside?.dissection.probabilities : null;
      const kept = inside && !guest ? (answers.checkpoints ?? []) : [];
      scrubber.draw(kept, epoch, finished, turns?.length === 4 ? turns : null);
      setAttribute(body, "data-epoch", inside && (inside.epoch ?? finished));
      figure.draw(
        words.t("inside.caption"),
        withGuest(words, now, words.t(apart ? "inside.views" : inside ? "inside.summary" : "inside.waiting")),
        () => ({
          head: [words.t("inside.layer"), words.t("inside.shape"), words.t("inside.params"), words.t("inside.state")],
          rows: [
            ...(known?.image_encoder ?? []).map((layer) => [
              layerName(layer),
              shapeInWords(layer),
              layer.weights,
              state,
            ]),
            ...named(known?.head ?? []).map((layer) => [
              `${words.t(isRotation(spec.task) ? "network.rotation" : "network.head")}, ${layerName(layer)}`,
              shapeInWords(layer),
              layer.weights,
              words.t(frozen ? "inside.dropped" : "inside.trainable"),
            ]),
            ...(known?.classifier ?? []).map((layer) => [
              words.t("network.linear"),
              shapeInWords(layer),
              layer.weights,
              words.t("inside.trainable"),
            ]),
          ],
        }),
      );
    },
  };
}
