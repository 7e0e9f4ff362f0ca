// Byte pair encoding (Sennrich, Haddow and Birch, 2016): words are cut into characters, and the most frequent pair of
// neighbours becomes one token, again and again.

/** What every vocabulary begins with: nothing, the start of a text, the end of a part, and what hides a token. */
export const SPECIAL = /** @type {const} */ (["[pad]", "[start]", "[end]", "[mask]"]);

/**
 * A vocabulary: what each token stands for, the special ones first, then the characters; and the pairs of token numbers
 * that made the others, in their order, of which the first one made the first token behind the characters. Or else the 256
 * bytes of UTF-8, each written as the character of that number.
 * @typedef {{tokens: string[], merges: [number, number][], bytes?: boolean}} Vocabulary
 */

/** What lacks no character of any text. @returns {Vocabulary} */
export const byteVocabulary = () => ({
  tokens: [...SPECIAL, ...Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))],
  merges: [],
  bytes: true,
});

/** Words with the space before them; a character that belongs to none stands alone. */
const WORD = / ?(?:[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N} ])| /gu;

/**
 * The words of a text; the first one has a space before it as well.
 * @param {string} text
 * @returns {string[]}
 */
export const wordsOf = (text) => ` ${text}`.match(WORD) ?? [];

/**
 * Learns a vocabulary of up to `size` tokens: each merge is the most frequent pair, the smallest text first among equals.
 * @param {Iterable<string>} texts
 * @param {number} size
 * @returns {Vocabulary}
 */
export function learn(texts, size) {
  const counts = countWords(texts);
  const characters = [...new Set([...counts.keys()].flatMap((word) => [...word]))].sort(byCode);
  const tokens = [...SPECIAL, ...characters.slice(0, size - SPECIAL.length)];
  const numbers = new Map(tokens.map((token, i) => [token, i]));
  /** @type {[number, number][]} */
  const merges = [];
  const pairs = new Pairs(counts, numbers);
  while (tokens.length < size) {
    const best = pairs.best(tokens);
    if (!best) break;
    merges.push(best);
    tokens.push(tokens[best[0]] + tokens[best[1]]);
    pairs.merge(best, tokens.length - 1);
  }
  return { tokens, merges };
}

/** @param {Iterable<string>} texts */
function countWords(texts) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const text of texts) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/**
 * By code points, on every machine alike.
 * @param {string} a
 * @param {string} b
 */
const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** A pair of token numbers as one number. */
const LEFT = 65_536;

/** How often each pair of neighbours occurs in which words. */
class Pairs {
  /**
   * @param {Map<string, number>} counts  of words
   * @param {Map<string, number>} numbers  of characters
   */
  constructor(counts, numbers) {
    /** @type {{symbols: number[], count: number}[]} */
    this.words = [];
    /** @type {Map<number, {count: number, words: Set<number>}>} */
    this.pairs = new Map();
    for (const [word, count] of counts) {
      const symbols = [...word].map((character) => numbers.get(character) ?? -1);
      if (symbols.includes(-1)) continue;
      this.words.push({ symbols, count });
      this.#count(this.words.length - 1, 1);
    }
  }

  /**
   * The most frequent pair that occurs twice or more.
   * @param {string[]} tokens
   * @returns {[number, number] | undefined}
   */
  best(tokens) {
    let best = -1;
    let most = 1;
    for (const [pair, { count }] of this.pairs) {
      if (count < most || (count === most && (best < 0 || !this.#before(pair, best, tokens)))) continue;
      best = pair;
      most = count;
    }
    return best < 0 ? undefined : [Math.floor(best / LEFT), best % LEFT];
  }

  /**
   * @param {[number, number]} pair
   * @param {number} into  the new token's number
   */
  merge([left, right], into) {
    for (const index of [...(this.pairs.get(left * LEFT + right)?.words ?? [])]) {
      this.#count(index, -1);
      this.words[index].symbols = merged(this.words[index].symbols, left, right, into);
      this.#count(index, 1);
    }
  }

  /**
   * Adds the pairs of a word, or takes them away.
   * @param {number} index
   * @param {1 | -1} sign
   */
  #count(index, sign) {
    const { symbols, count } = this.words[index];
    for (let i = 0; i + 1 < symbols.length; ++i) {
      const pair = symbols[i] * LEFT + symbols[i + 1];
      const found = this.pairs.get(pair) ?? { count: 0, words: new Set() };
      found.count += sign * count;
      if (sign > 0) found.words.add(index);
      else found.words.delete(index);
      if (found.count === 0) this.pairs.delete(pair);
      else this.pairs.set(pair, found);
    }
  }

  /**
   * @param {number} a
   * @param {number} b
   * @param {string[]} tokens
   */
  #before(a, b, tokens) {
    const left = byCode(tokens[Math.floor(a / LEFT)], tokens[Math.floor(b / LEFT)]);
    return left < 0 || (left === 0 && byCode(tokens[a % LEFT], tokens[b % LEFT]) < 0);
  }
}

/**
 * @param {number[]} symbols
 * @param {number} left
 * @param {number} right
 * @param {number} into
 */
function merged(symbols, left, right, into) {
  const out = [];
  for (let i = 0; i < symbols.length; ++i) {
    if (symbols[i] === left && symbols[i + 1] === right) {
      out.push(into);
      ++i;
    } else out.push(symbols[i]);
  }
  return out;
}

/**
 * What turns texts into token numbers: merges by rank, leftmost first, within words. Characters that the vocabulary does
 * not have are left out.
 * @param {Vocabulary} vocabulary
 * @returns {(text: string) => number[]}
 */
export function encoderOf({ tokens, merges, bytes }) {
  if (bytes) return (text) => Array.from(new TextEncoder().encode(` ${text}`), (byte) => SPECIAL.length + byte);
  const first = tokens.length - merges.length;
  const numbers = new Map(tokens.slice(SPECIAL.length, first).map((token, i) => [token, SPECIAL.length + i]));
  const ranks = new Map(merges.map(([left, right], rank) => [left * LEFT + right, rank]));
  /** @type {Map<string, number[]>} */
  const known = new Map();
  const encodeWord = (/** @type {string} */ word) => {
    let symbols = [...word].flatMap((character) => numbers.get(character) ?? []);
    for (;;) {
      let best = Infinity;
      for (let i = 0; i + 1 < symbols.length; ++i)
        best = Math.min(best, ranks.get(symbols[i] * LEFT + symbols[i + 1]) ?? Infinity);
      if (best === Infinity) return symbols;
      symbols = merged(symbols, merges[best][0], merges[best][1], first + best);
    }
  };
  return (text) =>
    wordsOf(text).flatMap((word) => {
      let symbols = known.get(word);
      if (!symbols) known.set(word, (symbols = encodeWord(word)));
      return symbols;
    });
}

/**
 * The text of some token numbers; special ones say nothing.
 * @param {ArrayLike<number>} numbers
 * @param {Pick<Vocabulary, "tokens" | "bytes">} vocabulary
 */
export function textOf(numbers, { tokens, bytes }) {
  const said = Array.from(numbers).filter((number) => number >= SPECIAL.length && number < tokens.length);
  const text = bytes
    ? new TextDecoder().decode(Uint8Array.from(said, (number) => number - SPECIAL.length))
    : said.map((number) => tokens[number]).join("");
  return text.replace(/^ /u, "");
}
