import { Failure } from "./command.mjs";

/**
 * Whole numbers such as 1..3,7 -> 1, 2, 3, 7; each once, in the order given.
 * @param {string} text
 * @param {number} least
 * @param {number} most
 */
export function numbersIn(text, least, most) {
  const numbers = text.split(",").flatMap((part) => {
    const [, from, to = from] = /^(\d{1,10})(?:\.\.(\d{1,10}))?$/.exec(part) ?? [];
    if (from === undefined) throw new Failure(`expected whole numbers such as 1..3,7, found '${text}'.`);
    if (Number(to) < Number(from)) throw new Failure(`'${part}' runs backwards.`);
    if (Number(from) < least || Number(to) > most)
      throw new Failure(`expected numbers from ${least} to ${most}, found '${part}'.`);
    if (Number(to) - Number(from) >= 100_000) throw new Failure(`'${part}' is too long a list.`);
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i);
  });
  return [...new Set(numbers)];
}

/** @param {string} text  such as 2/8 */
export function shardIn(text) {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (!index || !count || index > count) throw new Failure(`expected a part such as 1/8 to 8/8, found '${text}'.`);
  return { index, count };
}

/**
 * The index-th of `count` parts of a list, as equal as can be and in one piece each: neighbours share their pretraining.
 * @template T
 * @param {T[]} list
 * @param {{index: number, count: number}} shard  the first one has index 1
 */
export function shardOf(list, { index, count }) {
  const bound = (/** @type {number} */ i) => Math.floor((list.length * i) / count);
  return list.slice(bound(index - 1), bound(index));
}
