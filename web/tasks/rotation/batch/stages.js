/** @typedef {import("./scene.js").Scene} Scene */
/**
 * @typedef {object} Seen
 * @property {import("../../../app/i18n.js").Words} words
 * @property {import("../../../api/spec.js").Spec} spec
 * @property {import("./walk.js").Walk} walk
 * @property {Uint8Array} upright
 * @property {Uint8Array} image  as the network gets it
 * @property {import("../../../app/store.js").Snapshot["stepped"]} stepped
 */

/** @param {number} value @param {number} [digits] */
const number = (value, digits = 3) => value.toFixed(Number.isInteger(value) ? 0 : digits).replace("-", "−");
/** Small numbers as well as large ones. @param {number} value */
const precise = (value) =>
  (value !== 0 && Math.abs(value) < 1e-5 ? value.toExponential(2) : value.toFixed(6)).replaceAll("-", "−");
const turns = [0, 1, 2, 3];

/** @param {Seen} seen */
const frameOf = ({ walk: { place, size } }) => ({ row: place.row, column: place.column, size });

/** Where a frame on the turned image lies before the turn. @param {Seen} seen */
function uprightFrame(seen) {
  let frame = frameOf(seen);
  for (let k = 0; k < seen.walk.target; k++)
    frame = { ...frame, row: frame.column, column: 28 - frame.size - frame.row };
  return frame;
}

/** @param {Seen} seen @param {Uint8Array} pixels @param {import("./scene.js").Frame} frame @param {string} equation @returns {Scene} */
function pixelScene({ words }, pixels, frame, equation) {
  const { row, column, size } = frame;
  const cells = Array.from({ length: size * size }, (_, i) => {
    const [y, x] = [row + Math.floor(i / size), column + (i % size)];
    return String(y >= 0 && x >= 0 && y < 28 && x < 28 ? (pixels[28 * y + x] ?? 0) : 0);
  });
  return {
    pixels,
    frame,
    grids: [{ name: words.t("batch.pixels"), cells, columns: size }],
    equation,
    summary: words.t("batch.summary.image"),
    table: { head: [words.t("batch.pixel"), words.t("batch.value")], rows: cells.map((value, i) => [i + 1, value]) },
  };
}

/** @param {Seen} seen @returns {Scene} */
function convolution(seen) {
  const { words, walk, image } = seen;
  const { place, size, bias } = walk;
  const grid = (/** @type {string} */ name, /** @type {number[]} */ values) => ({
    name,
    cells: values.map((value) => number(value)),
    columns: size,
  });
  return {
    pixels: image,
    frame: frameOf(seen),
    grids: [
      grid(
        words.t("batch.inputs"),
        place.terms.map(({ x }) => x),
      ),
      grid(
        words.t("batch.weights"),
        place.terms.map(({ w }) => w),
      ),
      grid(
        words.t("batch.products"),
        place.terms.map(({ x, w }) => x * w),
      ),
    ],
    equation: words.t("batch.sum", {
      products: number(place.sum - bias),
      bias: number(bias),
      sum: number(place.sum),
    }),
    summary: words.t("batch.summary.convolution", { filter: walk.filter + 1 }),
    table: {
      head: [words.t("batch.pixel"), words.t("batch.inputs"), words.t("batch.weights"), words.t("batch.products")],
      rows: place.terms.map(({ x, w }, i) => [i + 1, precise(x), precise(w), precise(x * w)]),
    },
  };
}

/** @param {Seen} seen @returns {Scene} */
function pooling(seen) {
  const { words, walk, image, spec } = seen;
  const columns = spec.encoder[0]?.pool ?? 1;
  const after = walk.pooled.map(({ sum }) => Math.max(0, sum));
  return {
    pixels: image,
    frame: frameOf(seen),
    grids: [
      { name: words.t("batch.sums"), cells: walk.pooled.map(({ sum }) => number(sum)), columns },
      { name: words.t("batch.relu"), cells: after.map((value) => number(value)), columns, marked: walk.winner },
    ],
    equation: words.t("batch.winner", { value: number(walk.output) }),
    summary: words.t("batch.summary.pooling"),
    table: {
      head: [words.t("batch.place"), words.t("batch.sums"), words.t("batch.relu")],
      rows: walk.pooled.map(({ sum }, i) => [i + 1, precise(sum), precise(after[i] ?? 0)]),
    },
  };
}

/**
 * Numbers for each of the four turns.
 *
 * @param {Seen} seen
 * @param {[name: string, values: number[]][]} lists
 * @param {string} equation
 * @param {string} summary
 * @returns {Scene}
 */
function perTurn({ words, walk, image }, lists, equation, summary) {
  const angles = turns.map((k) => words.t("turns.angle", { angle: 90 * k }));
  return {
    pixels: image,
    grids: [
      { name: words.t("batch.turns"), cells: angles, columns: 1, marked: walk.target },
      ...lists.map(([name, values]) => ({
        name,
        cells: values.map((v) => number(v)),
        columns: 1,
        marked: walk.target,
      })),
    ],
    equation,
    summary,
    table: {
      head: [words.t("batch.turns"), ...lists.map(([name]) => name)],
      rows: angles.map((angle, k) => [angle, ...lists.map(([, values]) => precise(values[k] ?? 0))]),
    },
  };
}

/** @param {Seen} seen */
function gradient(seen) {
  const { words, walk } = seen;
  return perTurn(
    seen,
    [
      [words.t("batch.p"), walk.probabilities],
      [words.t("batch.y"), turns.map((k) => Number(k === walk.target))],
      [words.t("batch.dlogits"), walk.byLogits],
    ],
    words.t("batch.gradient.weight", {
      weight: walk.weight.at + 1,
      filter: walk.filter + 1,
      value: precise(walk.weight.gradient),
    }),
    words.t("batch.summary.gradient"),
  );
}

/** @param {Seen} seen @returns {Scene} */
function update({ words, walk, image, spec, stepped }) {
  const { optimiser, learning_rate: rate, momentum } = spec.pretext;
  const at = walk.weight.index;
  const [before, after] = [stepped?.before[at], stepped?.after[at]];
  const cells = before === undefined || after === undefined ? [] : [before, after, after - before].map(precise);
  const names = [words.t("batch.before"), words.t("batch.after"), words.t("batch.change")];
  return {
    pixels: image,
    grids: cells.map((cell, i) => ({
      name: names[i] ?? "",
      cells: [cell],
      columns: 1,
      marked: i === 2 ? 0 : undefined,
    })),
    equation: words.t(optimiser === "adam" ? "batch.adam" : "batch.sgd", { rate, momentum }),
    summary: words.t(cells.length ? "batch.summary.update" : "batch.summary.step", { batch: spec.pretext.batch }),
    table: { head: names, rows: cells.length ? [cells] : [] },
  };
}

/** In the order of a step. @type {{name: "image" | "turn" | "convolution" | "pooling" | "logits" | "loss" | "gradient" | "update", scene: (seen: Seen) => Scene}[]} */
export const stages = [
  { name: "image", scene: (seen) => pixelScene(seen, seen.upright, uprightFrame(seen), "") },
  {
    name: "turn",
    scene: (seen) =>
      pixelScene(seen, seen.image, frameOf(seen), seen.words.t("batch.turned", { angle: 90 * seen.walk.target })),
  },
  { name: "convolution", scene: convolution },
  { name: "pooling", scene: pooling },
  {
    name: "logits",
    scene: (seen) => {
      const { words, walk } = seen;
      const lists = /** @type {[string, number[]][]} */ ([
        [words.t("batch.logit"), walk.logits],
        [words.t("batch.exp"), walk.logits.map(Math.exp)],
        [words.t("batch.p"), walk.probabilities],
      ]);
      return perTurn(seen, lists, "", words.t("batch.summary.logits"));
    },
  },
  {
    name: "loss",
    scene: (seen) => {
      const { words, walk } = seen;
      const p = number(walk.probabilities[walk.target] ?? 0);
      return perTurn(
        seen,
        [[words.t("batch.p"), walk.probabilities]],
        words.t("batch.loss.is", { p, loss: number(walk.loss) }),
        words.t("batch.summary.loss"),
      );
    },
  },
  { name: "gradient", scene: gradient },
  { name: "update", scene: update },
];
