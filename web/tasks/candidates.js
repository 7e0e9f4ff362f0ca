// What a reader may choose from who answers a task in the network's place.

import { kindOf } from "../app/task.js";
import { triptychOf } from "./triptych.js";
import { undone } from "./undo.js";

/** @typedef {import("../api/protocol.js").Answered} Answered */
/** @typedef {import("./triptych.js").Around} Around */
/** @typedef {import("./triptych.js").Picture} Picture */

const MOST = 4;

/**
 * Pictures of which one is true: the other ones are what other answers come to, or what is true of other examples.
 * @param {Answered} example
 * @param {Around} around
 * @returns {{pictures: Picture[], truth: number} | null}  truth: its place; null where there is nothing to choose from
 */
export function candidatesOf(example, around) {
  const { truth } = triptychOf(example, around);
  if (!truth) return null;
  const others = kindOf(around.spec.task) === "choice" ? otherAnswers(example, around) : otherTruths(example, around);
  const pictures = others.filter((picture) => !isSame(picture, truth)).slice(0, MOST - 1);
  if (pictures.length === 0) return null;
  // Now here, now there, and in the same place for everybody.
  const place = (5 * around.examples.indexOf(example) + 2) % (pictures.length + 1);
  pictures.splice(place, 0, truth);
  return { pictures, truth: place };
}

/** The likeliest first, as the network says: its mistakes are worth a look. @param {Answered} example @param {Around} around */
function otherAnswers(example, around) {
  const { outputs } = example;
  const answers = Array.from(outputs, (_, k) => k).sort((a, b) => Number(outputs[b]) - Number(outputs[a]));
  return answers
    .filter((answer) => answer !== example.choice)
    .flatMap((answer) => undone(example, answer, around) ?? []);
}

/** Where a part is asked for, the rest stays as it is. @param {Answered} example @param {Around} around */
function otherTruths(example, around) {
  const { asked, wanted, target } = example;
  return around.examples.flatMap((other) => {
    if (!other || other === example) return [];
    const kind = kindOf(around.spec.task);
    if (kind === "box") return { ...triptychOf(example, around).shown, box: other.wanted };
    if (asked.length === 0 || kind !== "image") return triptychOf(other, around).truth ?? [];
    return {
      values: wanted.map((value, i) => (Number(asked[i]) > 0 ? Number(other.wanted[i]) : value)),
      shape: target,
    };
  });
}

/** @param {Picture} a @param {Picture} b */
function isSame(a, b) {
  const alike = (/** @type {ArrayLike<number>} */ one, /** @type {ArrayLike<number>} */ other) =>
    one.length === other.length && Array.from(one).every((value, i) => value === other[i]);
  return alike(a.values, b.values) && alike(a.box ?? [], b.box ?? []);
}
