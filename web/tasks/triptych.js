import { defaultOf, grammar } from "../api/grammar.js";
import { h, setAttribute } from "../app/dom.js";
import { argmax } from "../app/images.js";
import { choiceName, descriptionOf, decibels, kindOf, whiteOf } from "../app/task.js";
import { pair } from "./pair.js";
import { createPixels } from "./pixels.js";

/** @typedef {import("../api/protocol.js").Answered} Answered */
/** @typedef {import("../app/i18n.js").Words} Words */
/** @typedef {import("../api/spec.js").Spec} Spec */
/** @typedef {[number, number, number]} Shape */

/**
 * @typedef {object} Picture  values, how they lie, and which of them are asked for
 * @property {ArrayLike<number>} values
 * @property {Shape} shape
 * @property {number} [views]
 * @property {ArrayLike<number>} [asked]
 *
 * @typedef {object} Triptych  what the network is shown, what it says, and what is true, all as pictures
 * @property {Picture} shown
 * @property {Picture | null} says  null: it can't be told in a picture
 * @property {Picture | null} truth
 * @property {boolean | null} right  null: nothing is right or wrong
 * @property {string} words  what the network says, in words
 *
 * @typedef {object} Around
 * @property {Spec} spec
 * @property {Words} words
 * @property {"digits" | "clothes"} classes
 * @property {import("../api/data/data.js").Data | null} data  whose images they are; null: digits that were recorded
 * @property {(Answered | undefined)[]} examples  all that are answered together: views of a pair are found among these
 */

/** @param {ArrayLike<number>} values @param {Shape} shape @param {number} quarters  counter-clockwise */
function turnedBack(values, shape, quarters) {
  const [size] = shape;
  let from = Float32Array.from(values);
  for (let k = 0; k < (4 - quarters) % 4; k++) from = moved(from, shape, (r, c) => size * c + (size - 1 - r));
  return from;
}

/**
 * An image whose pixels come from elsewhere in it, with all their channels.
 * @param {ArrayLike<number>} values
 * @param {Shape} shape
 * @param {(row: number, column: number) => number} from  the number of a pixel
 */
function moved(values, [rows, columns, channels], from) {
  const to = new Float32Array(rows * columns * channels);
  for (let i = 0; i < rows * columns; i++) {
    const pixel = from(Math.floor(i / columns), i % columns);
    for (let k = 0; k < channels; k++) to[i * channels + k] = Number(values[pixel * channels + k]);
  }
  return to;
}

/** @param {ArrayLike<number>} values @param {Shape} shape @param {boolean} upDown */
function mirrored(values, shape, upDown) {
  const [rows, columns] = shape;
  return moved(values, shape, (r, c) => (upDown ? (rows - 1 - r) * columns + c : r * columns + (columns - 1 - c)));
}

/**
 * Tiles put into places of a grid.
 * @param {(ArrayLike<number> | undefined)[]} tiles  by place
 * @param {number} grid  tiles of a side
 * @param {number} side
 * @param {number} channels
 * @returns {Picture}
 */
function board(tiles, grid, side, channels) {
  /** @type {Shape} */
  const shape = [grid * side, grid * side, channels];
  const values = new Float32Array(tiles.length * side * side * channels);
  const line = side * channels;
  tiles.forEach((tile, place) => {
    const [top, left] = [Math.floor(place / grid) * side, (place % grid) * side];
    for (let i = 0; tile && i < side * line; i++)
      values[((top + Math.floor(i / line)) * grid * side + left) * channels + (i % line)] = Number(tile[i] ?? 0);
  });
  return { values, shape };
}

/**
 * Tiles that were laid out in another order, back in their places.
 * @param {Picture} picture  a tile to a view, or all of them pasted into one
 * @param {string} order  which tile each place got
 * @returns {Picture}
 */
function sorted({ values, shape: [, columns, channels], views = 1 }, order) {
  const grid = Math.sqrt(order.length);
  const side = views > 1 ? columns : Math.floor(columns / grid);
  const line = side * channels;
  /** @type {(ArrayLike<number> | undefined)[]} */
  const tiles = Array.from({ length: order.length });
  for (const [place, tile] of [...order].entries()) {
    const [top, left] = views > 1 ? [place * side, 0] : [Math.floor(place / grid) * side, (place % grid) * side];
    tiles[Number(tile)] = Float32Array.from(
      { length: side * line },
      (_, i) => values[((top + Math.floor(i / line)) * columns + left) * channels + (i % line)] ?? 0,
    );
  }
  return board(tiles, grid, side, channels);
}

/** Where the eight neighbours of the middle lie. */
const NEIGHBOURS = [0, 1, 2, 3, 5, 6, 7, 8];

/** @typedef {Record<string, unknown>} Item  an op as a task writes it */

/** @param {Item} op @param {string} name  of a field; what is left out is as the grammar says */
const fieldOf = (op, name) => Number(op[name] ?? defaultOf(String(op.op), name));

/**
 * Ops that choose and can be undone: in how many ways, and what undoes one of them.
 * @type {Record<string, {ways: (op: Item) => number, undo: (picture: Picture, way: number, op: Item, ops: Item[]) => Picture | null}>}
 */
const UNDO = {
  turn: {
    ways: () => 4,
    undo: ({ values, shape }, way) => ({ values: turnedBack(values, shape, way), shape }),
  },
  flip: {
    ways: () => 2,
    undo: ({ values, shape }, way, op) => ({
      values: way === 1 ? mirrored(values, shape, fieldOf(op, "top_bottom") === 1) : values,
      shape,
    }),
  },
  permute: {
    ways: (op) => fieldOf(op, "set"),
    undo(picture, way, _, ops) {
      const tiles = ops.find(({ op }) => op === "tiles");
      const order = tiles && grammar.permutations[fieldOf(tiles, "grid") ** 2]?.[way];
      return order ? sorted(picture, order) : null;
    },
  },
};

/**
 * What a choice comes to, as a picture: the image as it was before, if the choice is right.
 * @param {Answered} example
 * @param {number} choice
 * @param {Around} around
 * @returns {Picture | null}
 */
export function undone({ shown, input, views }, choice, { spec }) {
  const ops = descriptionOf(spec.task).transform ?? [];
  const chosen = ops.filter(({ op }) => op === "neighbour" || Object.hasOwn(UNDO, String(op)));
  if (choice < 0 || chosen.length === 0) return null;
  if (chosen.length === 1 && chosen[0]?.op === "neighbour" && views === 2) {
    const [, side, channels] = input;
    const size = side * side * channels;
    /** @type {(ArrayLike<number> | undefined)[]} */
    const tiles = Array.from({ length: 9 });
    tiles[4] = shown.subarray(0, size);
    tiles[NEIGHBOURS[choice] ?? 0] = shown.subarray(size);
    return board(tiles, 3, side, channels);
  }
  /** @type {Picture | null} */
  let picture = { values: shown, shape: input, views };
  let left = choice;
  // The last one was done last, and counts least.
  for (const op of chosen.toReversed()) {
    const known = UNDO[String(op.op)];
    if (!known || !picture || ((picture.views ?? 1) > 1 && op.op !== "permute")) return null;
    const ways = known.ways(op);
    picture = known.undo(picture, left % ways, op, ops);
    left = Math.floor(left / ways);
  }
  return picture;
}

/** @param {Answered} example @param {Around} around @returns {Triptych} */
function ofChoice(example, around) {
  const said = argmax(example.outputs);
  const name = choiceName(around.words, around, around.spec.task, said);
  return {
    shown: { values: example.shown, shape: example.input, views: example.views },
    says: undone(example, said, around),
    truth: undone(example, example.choice, around),
    right: said === example.choice,
    words: `${name}, ${around.words.wholePercent?.format(example.outputs[said] ?? 0)}`,
  };
}

/** @param {Answered} example @param {Around} around @returns {Triptych} */
function ofImage(example, { words, spec }) {
  const { wanted, outputs, asked, target, shown, input, views } = example;
  let error = 0;
  for (let i = 0; i < wanted.length; i++)
    error += (asked.length > 0 ? Number(asked[i]) : 1 / wanted.length) * (Number(outputs[i]) - Number(wanted[i])) ** 2;
  const mask = asked.length > 0 ? asked : undefined;
  const drawn = mask ? wanted.map((value, i) => (Number(mask[i]) > 0 ? Number(outputs[i]) : value)) : outputs;
  return {
    shown: { values: shown, shape: input, views, asked: mask?.length === shown.length ? mask : undefined },
    says: { values: drawn, shape: target, asked: mask },
    truth: { values: wanted, shape: target },
    right: null,
    words: words.t("example.drawn", { decibels: words.decimal?.format(decibels(error, spec)) ?? "" }),
  };
}

/** @param {Answered} example @param {Around} around @returns {Triptych} */
function ofPair(example, { words, examples }) {
  const view = (/** @type {Answered | undefined} */ of, /** @type {number} */ number) => {
    if (!of) return null;
    const [rows, columns, channels] = of.input;
    const height = rows / of.views;
    const size = height * columns * channels;
    /** @type {Picture} */
    const picture = {
      values: of.shown.subarray(number * size, (number + 1) * size),
      shape: [height, columns, channels],
    };
    return picture;
  };
  const mine = examples.indexOf(example);
  const verdict = pair.judge(examples)[mine];
  const right = verdict?.right ?? false;
  const nearest = examples[verdict?.nearest ?? mine];
  return {
    shown: /** @type {Picture} */ (view(example, 0)),
    says: view(right ? example : nearest, 1),
    truth: view(example, 1),
    right,
    words: words.t(right ? "triptych.own" : "triptych.other"),
  };
}

/** @param {Answered} example @param {Around} around @returns {Triptych} */
export function triptychOf(example, around) {
  const kind = kindOf(around.spec.task);
  if (kind === "image") return ofImage(example, around);
  return kind === "pair" ? ofPair(example, around) : ofChoice(example, around);
}

/** Of more answers than these, the likeliest are shown. */
const MOST = 8;

/** How likely each answer is to the network, where that can't be told in a picture. */
function createBars() {
  const bars = Array.from({ length: MOST }, () => h("i"));
  const element = h("span", { class: "triptych-bars", "aria-hidden": "true" }, ...bars);
  return {
    element,
    /** @param {Answered} example */
    draw({ outputs, choice }) {
      const order = Array.from(outputs, (_, k) => k).sort((a, b) => Number(outputs[b]) - Number(outputs[a]));
      bars.forEach((bar, i) => {
        const answer = order[i];
        bar.hidden = answer === undefined;
        setAttribute(bar, "class", answer === choice ? "true" : null);
        bar.style.blockSize = `${(100 * Number(outputs[answer ?? 0] ?? 0)).toFixed(1)}%`;
      });
    },
  };
}

/** Three pictures in a row. */
export function createTriptych() {
  const [shown, says, truth] = [createPixels(), createPixels(), createPixels()];
  const bars = createBars();
  const middle = h("span", { class: "triptych-says" }, says.element, bars.element);
  const element = h("span", { class: "trio", "aria-hidden": "true" }, shown.element, middle, truth.element);
  return {
    element,
    /** @param {Answered} example @param {Around} around @returns {Triptych} what is to be said of it in words */
    draw(example, around) {
      const three = triptychOf(example, around);
      const look = { white: whiteOf(around.spec), light: around.data?.test.channels === 3 };
      const put = (/** @type {ReturnType<typeof createPixels>} */ into, /** @type {Picture | null} */ picture) =>
        picture && into.draw(picture.values, { ...picture, ...look }, picture.asked);
      put(shown, three.shown);
      put(says, three.says);
      put(truth, three.truth);
      says.element.hidden = !three.says;
      truth.element.hidden = !three.truth;
      bars.element.hidden = Boolean(three.says);
      if (!three.says) bars.draw(example);
      setAttribute(element, "data-right", three.right === null ? null : String(three.right));
      return three;
    },
  };
}
