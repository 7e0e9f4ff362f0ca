import { h, setAttribute, setText } from "../app/dom.js";
import { whiteOf } from "../app/task.js";
import { createPixels } from "./pixels.js";

/** @typedef {import("./kinds.js").Context} Context */
/** @typedef {import("./kinds.js").Answered} Answered */
/** @typedef {{right: boolean, nearest: number}} Verdict  nearest: the example that the first view's nearest view is of */

/** What the network makes of each view, one after another. @param {Answered} example */
function embeddings({ outputs, views }) {
  const size = outputs.length / views;
  return Array.from({ length: views }, (_, view) => outputs.subarray(view * size, (view + 1) * size));
}

/** @param {Float32Array} a @param {Float32Array} b  cosine of the angle between them */
function similarity(a, b) {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [Number(a[i]), Number(b[i])];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

/**
 * Which view lies nearest to each first one, among all that are here, and whether both of a pair find each other.
 * @param {(Answered | undefined)[]} examples
 * @returns {(Verdict | undefined)[]}
 */
function judge(examples) {
  const views = examples.flatMap((example, of) => (example ? embeddings(example).map((at) => ({ of, at })) : []));
  /** @param {(typeof views)[number]} view */
  const nearest = (view) => {
    const others = views.filter((other) => other !== view);
    const near = others.map(({ at }) => similarity(view.at, at));
    return others[near.indexOf(Math.max(...near))]?.of ?? view.of;
  };
  return examples.map((example, of) => {
    if (!example) return undefined;
    const found = views.filter((view) => view.of === of).map(nearest);
    return { right: found.every((other) => other === of), nearest: found.find((other) => other !== of) ?? of };
  });
}

/** Two views, and whose view lies nearest. */
function create() {
  const views = createPixels();
  const says = h("span", { class: "example-says" });
  const element = h("li", { class: "example pair" }, views.element, says);
  return {
    element,
    /** @param {Answered | undefined} example @param {Verdict | undefined} verdict @param {Context} context */
    draw(example, verdict, { words, now, spec }) {
      const [rows, columns, channels] = now.shape;
      const shape = example?.input ?? [2 * rows, columns, channels];
      views.draw(example?.shown ?? null, { shape, views: 2, white: whiteOf(spec) });
      setAttribute(element, "data-right", verdict ? String(verdict.right) : null);
      if (!verdict) return setText(says, " ");
      setText(says, verdict.right ? words.t("example.own") : words.t("example.other", { n: verdict.nearest + 1 }));
    },
  };
}

export const pair = {
  create,
  judge,
  /** @param {Verdict[]} verdicts @param {Answered[]} examples @param {Context} context */
  summary: (verdicts, examples, { words }) =>
    words.t("watch.pair.summary", {
      right: verdicts.filter(({ right }) => right).length,
      n: verdicts.length,
      views: examples.reduce((sum, { views }) => sum + views, 0),
    }),
  /** @param {Verdict[]} verdicts @param {Answered[]} _ @param {Context} context */
  table: (verdicts, _, { words }) => ({
    head: [words.t("example.number"), words.t("example.nearest")],
    rows: verdicts.map(({ right, nearest }, i) => [
      i + 1,
      right ? words.t("example.own") : words.t("example.other", { n: nearest + 1 }),
    ]),
  }),
};
