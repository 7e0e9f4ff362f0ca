import { h, setAttribute, setText } from "../../app/dom.js";
import { createChart } from "../../views/chart/chart.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/view.js").Ui} Ui */

/**
 * The loss over epochs, which is what one goes back on: dragging along it shows the network as it was.
 * @param {Ui} ui
 * @param {(epoch: number | null) => void} go  to a kept epoch; null: to where the network is now
 */
export function createCourse({ words }, go) {
  const chart = createChart({ ids: ["pretext", "random"], ticks: (value) => words.free?.format(value) ?? "" });
  const range = h("input", {
    type: "range",
    class: "course-range",
    min: 0,
    step: 1,
    "data-t-label": "bench.epoch",
    input() {
      const wanted = Number(range.value);
      const near = kept.reduce((best, epoch) => (Math.abs(epoch - wanted) < Math.abs(best - wanted) ? epoch : best), 0);
      go(near >= last && live ? null : near);
    },
  });
  const says = h("p", { class: "course-says" });
  /** @type {number[]} */
  let kept = [0];
  let last = 0;
  let live = false;
  return {
    element: h(
      "div",
      { class: "course" },
      h("p", { class: "chart-name", "data-t": "bench.loss" }),
      chart.element,
      range,
      says,
    ),
    /**
     * @param {Snapshot} now
     * @param {{epochs: number, kept: number[], at: number, own: {loss: number}[] | null, recorded: number[] | null}} course  own: of
     *   this run, recorded: of the recorded one
     */
    draw({ trace, progress }, { epochs, kept: mine, at, own, recorded }) {
      kept = mine;
      live = own !== null;
      last = kept.at(-1) ?? 0;
      const points = (/** @type {number[]} */ losses) => losses.map((loss, i) => ({ x: i + 1, y: loss }));
      const line = points(own?.map(({ loss }) => loss) ?? []);
      const faint = own ? trace.map(({ epoch, loss }) => ({ x: epoch, y: loss })) : [];
      const ghost = points(recorded ?? []);
      const all = [...line, ...faint, ...ghost].map(({ y }) => y);
      const high = Math.max(...all, 0.001);
      const low = Math.min(...all, high * 0.9);
      const running = own && progress?.fit === "pretext" && progress.step > 0 && progress.epoch < progress.epochs;
      const point = running ? { x: progress.epoch + progress.step / progress.steps, y: progress.loss } : null;
      chart.draw(
        [
          { id: "pretext", points: line, faint, live: point },
          { id: "random", points: ghost },
        ],
        {
          x: [0, epochs],
          y: [Math.max(0, low - 0.1 * (high - low)), high],
          xTitle: words.t("figure.epoch"),
          ...(all.length === 0 ? { ticks: () => "" } : {}), // of nothing there is no scale
        },
      );
      setAttribute(range, "max", epochs);
      if (Number(range.value) !== at) range.value = String(at);
      const said = at === 0 ? words.t("bench.untrained") : words.t("bench.at", { epoch: words.free?.format(at) ?? at });
      const idle = recorded ? "bench.idle" : "bench.idle.unrecorded";
      setText(says, own ? said : words.t(at === 0 ? idle : "bench.recorded", { at: said }));
      range.setAttribute("aria-valuetext", said);
    },
  };
}
