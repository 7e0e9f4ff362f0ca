// What a model that was trained on texts is asked in words: they become numbers of tokens, and its answers words again.

import { encoderOf, SPECIAL, textOf } from "./bpe.js";

/** @import {Generation} from "../protocol.js" */
/** @import {Lab} from "../lab/lab.js" */
/** @import {Vocabulary} from "./bpe.js" */

/** @typedef {{word: string, probability: number}[]} Guesses  the likeliest first */

/** A word in brackets. */
const HIDDEN = /\[([^\]]*)\]/;

/** A vocabulary and who speaks it. @param {Pick<Lab, "generate" | "fill">} lab @param {Vocabulary} vocabulary */
export function createSpeaker(lab, vocabulary) {
  const encode = encoderOf(vocabulary);
  const speaksLow = vocabulary.tokens.slice(SPECIAL.length).every((token) => token === token.toLowerCase());
  const tokensOf = (/** @type {string} */ text) => encode((speaksLow ? text.toLowerCase() : text).trim());

  /** What stands before and after the word in brackets; nothing where none is. @param {string} sentence */
  function around(sentence) {
    const hidden = HIDDEN.exec(sentence);
    if (!hidden) return null;
    return [sentence.slice(0, hidden.index), sentence.slice(hidden.index + hidden[0].length)].map(tokensOf);
  }

  /** Spaces alone say nothing. @param {number[]} numbers */
  const known = (numbers) => (numbers.some((number) => vocabulary.tokens[number].trim() !== "") ? numbers.length : 0);

  return {
    /** How many tokens a text has; 0 where none of its characters are known. @param {string} text */
    lengthOf: (text) => known(tokensOf(text)),

    /** How many there are beside the one in brackets; 0 without brackets. @param {string} sentence */
    lengthAround: (sentence) => known(around(sentence)?.flat() ?? []),

    /** A text and how the model goes on with it. @param {string} prompt @param {Omit<Generation, "prompt">} how */
    async goOn(prompt, how) {
      const numbers = tokensOf(prompt);
      return textOf([...numbers, ...(await lab.generate({ ...how, prompt: numbers }))], vocabulary);
    },

    /** What the model takes the word in brackets for. @param {string} sentence @param {number} most @returns {Promise<Guesses>} */
    async guess(sentence, most) {
      const [left, right] = around(sentence) ?? [[], []];
      // Whatever token stands there: it is hidden.
      const likely = await lab.fill([...left, SPECIAL.length, ...right], left.length, most);
      return likely.map(({ token, probability }) => ({ word: vocabulary.tokens[token].trim(), probability }));
    },
  };
}
