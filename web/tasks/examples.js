import { imageShape } from "../app/descriptions.js";
import { h, setAttribute } from "../app/dom.js";
import { kindOf, watchedSpec } from "../app/task.js";
import { createFigure } from "../views/figure/figure.js";
import { drawers } from "./kinds.js";

/** @typedef {import("../app/view.js").CreateView} CreateView */
/** @typedef {import("../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../app/task.js").Kind} Kind */

/**
 * Live examples of the task: what the network is shown, what it says, and what is true.
 *
 * @param {"watch" | "examples"} name  of the inquiry that asks for them
 * @param {number} count
 * @returns {CreateView}
 */
const createExamples = (name, count) => (host, ui) => {
  const { words } = ui;
  const list = h("ol", { class: `examples ${name}-list` });
  const figure = createFigure(ui, list);
  host.append(figure.element);
  /** @type {Kind | null} */
  let kind = null;
  /** @type {ReturnType<import("./kinds.js").Drawer["create"]>[]} */
  let drawn = [];

  /** @param {Snapshot} now */
  function draw(now) {
    const spec = watchedSpec(now);
    const { create, judge, summary, table } = drawers[kindOf(spec.task)];
    if (kind !== kindOf(spec.task)) {
      kind = kindOf(spec.task);
      drawn = Array.from({ length: count }, create);
      setAttribute(list, "data-kind", kind);
      list.replaceChildren(...drawn.map(({ element }) => element));
    }
    const { data, digit, answers } = now;
    const fresh = answers[name]?.digit === digit && answers[name]?.task === spec.task ? answers[name].examples : [];
    const examples = drawn.map((_, i) => fresh[i]);
    const verdicts = judge(examples);
    const first = name === "watch" ? () => digit : (/** @type {number} */ i) => (digit + i) % (data?.test.rows ?? 1);
    const originals = drawn.map((_, i) => data?.test.images.at(first(i)) ?? null);
    const context = { words, now: { classes: now.classes, data, shape: imageShape(now) }, spec, originals };
    drawn.forEach((one, i) => one.draw(examples[i], verdicts[i], context, i));
    const known = examples.filter((example) => example !== undefined);
    const judged = verdicts.filter((verdict) => verdict !== undefined);
    figure.draw(
      words.t(name === "watch" ? `watch.${kind}.caption` : "examples.caption"),
      known.length > 0 ? summary(judged, known, context) : words.t("watch.waiting"),
      () => table(judged, known, context),
    );
  }
  return {
    element: host,
    on: (now) => [now.data, now.arrived, now.digit, now.classes, watchedSpec(now), now.answers[name]],
    needs: [name],
    draw,
  };
};

/** The digit on show as the task shows it, four times. */
export const createWatch = createExamples("watch", 4);

/** Twelve digits, as the task shows them. */
export const createWall = createExamples("examples", 12);
