import { h, setAttribute, setText } from "../../app/dom.js";
import { layersOf } from "../../app/shapes.js";
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
  const first = createMaps("first");
  const second = createMaps("second");
  const scrubber = createScrubber(ui);
  const names = [h("p", { class: "chart-name" }), h("p", { class: "chart-name" }), h("p", { class: "chart-name" })];
  const body = h(
    "div",
    { class: "inside" },
    scrubber.element,
    names[0],
    filters.element,
    names[1],
    first.element,
    names[2],
    second.element,
  );
  const figure = createFigure(ui, body);
  host.append(figure.element);
  return {
    element: host,
    on: (now) => [
      now.spec,
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
      const { spec, answers, epoch, progress, phase, result, guest } = now;
      const { encoder, head, linear } = layersOf(spec);
      const [one, two] = encoder;
      const inside = !guest && (phase === "idle" || phase === "loading") ? null : answers.inside;
      const maps = (inside?.dissection.layers ?? []).filter((layer) => layer.shape.length === 3);
      const of = (/** @type {number[] | undefined} */ shape) =>
        maps.findLast((layer) => shape && layer.shape.every((n, i) => n === shape[i]));
      filters.draw(one?.shape[2] ?? 0, spec.encoder[0]?.kernel ?? 3, filtersOf(inside?.kernels));
      first.draw(one?.shape[2] ?? 0, one?.shape[0] ?? 1, channelsOf(of(one?.shape)));
      second.draw(two?.shape[2] ?? 0, two?.shape[0] ?? 1, channelsOf(of(two?.shape)));
      setText(names[0] ?? host, words.t("inside.filters", { n: one?.shape[2] ?? 0 }));
      setText(names[1] ?? host, words.t("inside.maps", { n: one?.shape[2] ?? 0, side: one?.shape[0] ?? 0, layer: 1 }));
      setText(names[2] ?? host, words.t("inside.maps", { n: two?.shape[2] ?? 0, side: two?.shape[0] ?? 0, layer: 2 }));
      const frozen = Boolean(result) || (progress !== null && progress.stage !== "pretrain");
      const state = words.t(frozen ? "inside.frozen" : "inside.trainable");
      const finished = frozen ? (progress?.history.pretext.length ?? null) : null;
      const probabilities = inside?.dissection.probabilities;
      const kept = inside && !guest ? (answers.checkpoints ?? []) : [];
      scrubber.draw(kept, epoch, finished, probabilities?.length === 4 ? probabilities : null);
      setAttribute(body, "data-epoch", inside && (inside.epoch ?? finished));
      figure.draw(
        words.t("inside.caption"),
        withGuest(words, now, words.t(inside ? "inside.summary" : "inside.waiting")),
        () => ({
          head: [words.t("inside.layer"), words.t("inside.shape"), words.t("inside.params"), words.t("inside.state")],
          rows: [
            ...encoder.map((layer) => [layer.name, layer.shape.join(" × "), layer.params, state]),
            ...head.map((layer) => [
              `${words.t("network.rotation")}, ${layer.name}`,
              layer.shape.join(" × "),
              layer.params,
              words.t(frozen ? "inside.dropped" : "inside.trainable"),
            ]),
            [words.t("network.linear"), linear.shape.join(" × "), linear.params, words.t("inside.trainable")],
          ],
        }),
      );
    },
  };
}
