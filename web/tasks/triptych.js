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
 * @property {string[]} [orders]  of a jigsaw's choices: which piece lies in each place
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
 * Tiles put into places of a grid of 3 x 3.
 * @param {(ArrayLike<number> | undefined)[]} tiles  by place
 * @param {number} side
 * @param {number} channels
 * @returns {Picture}
 */
function board(tiles, side, channels) {
  /** @type {Shape} */
  const shape = [3 * side, 3 * side, channels];
  const values = new Float32Array(9 * side * side * channels);
  const line = side * channels;
  tiles.forEach((tile, place) => {
    const [top, left] = [Math.floor(place / 3) * side, (place % 3) * side];
    for (let i = 0; tile && i < side * line; i++)
      values[((top + Math.floor(i / line)) * 3 * side + left) * channels + (i % line)] = Number(tile[i] ?? 0);
  });
  return { values, shape };
}

/** The pieces of a jigsaw: views, or parts of one image. @param {Answered} example */
function piecesOf({ shown, input: [rows, columns, channels], views }) {
  const side = views > 1 ? columns : Math.floor(columns / 3);
  const cut = (/** @type {number} */ view) => {
    const [top, left] = views > 1 ? [view * side, 0] : [Math.floor(view / 3) * side, (view % 3) * side];
    const line = side * channels;
    return Float32Array.from(
      { length: side * line },
      (_, i) => shown[((top + Math.floor(i / line)) * columns + left) * channels + (i % line)] ?? 0,
    );
  };
  return { side: Math.min(side, rows), pieces: Array.from({ length: 9 }, (_, view) => cut(view)) };
}

/** Where the eight neighbours of the middle lie. */
const NEIGHBOURS = [0, 1, 2, 3, 5, 6, 7, 8];

/**
 * What a choice comes to, as a picture: the image as it was before, if the choice is right.
 * @param {Answered} example
 * @param {number} choice
 * @param {Around} around
 * @returns {Picture | null}
 */
function undone(example, choice, { spec, orders }) {
  const ops = (descriptionOf(spec.task).transform ?? []).filter(({ op }) =>
    ["turn", "flip", "neighbour", "permute"].includes(String(op)),
  );
  const [only] = ops;
  if (ops.length !== 1 || !only || choice < 0) return null;
  const { shown, input, views } = example;
  if (only.op === "turn" && views === 1) return { values: turnedBack(shown, input, choice), shape: input };
  if (only.op === "flip" && views === 1)
    return { values: choice === 1 ? mirrored(shown, input, only.top_bottom === 1) : shown, shape: input };
  if (only.op === "neighbour" && views === 2) {
    const [, side, channels] = input;
    const size = side * side * channels;
    /** @type {(ArrayLike<number> | undefined)[]} */
    const tiles = Array.from({ length: 9 });
    tiles[4] = shown.subarray(0, size);
    tiles[NEIGHBOURS[choice] ?? 0] = shown.subarray(size);
    return board(tiles, side, channels);
  }
  const order = orders?.[choice];
  if (only.op !== "permute" || !order) return null;
  const { side, pieces } = piecesOf(example);
  /** @type {(ArrayLike<number> | undefined)[]} */
  const tiles = Array.from({ length: 9 });
  pieces.forEach((piece, view) => (tiles[Number(order[view])] = piece));
  return board(tiles, side, input[2]);
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
