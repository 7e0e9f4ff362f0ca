// What undoes the ops that choose: a choice as a picture, of the image as it was before if the choice is right.

import { defaultOf, grammar } from "../api/grammar.js";
import { descriptionOf } from "../app/task.js";

/** @typedef {import("../api/protocol.js").Answered} Answered */
/** @typedef {import("./triptych.js").Picture} Picture */
/** @typedef {[number, number, number]} Shape */

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
 * @param {{spec: import("../api/spec.js").Spec}} of
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
