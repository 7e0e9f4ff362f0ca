// Counted n-grams of tokens: what a model that writes on has to be compared with.

/**
 * Interpolated Kneser-Ney (Kneser and Ney, "Improved backing-off for m-gram language modeling", 1995; with the discounts
 * n1 / (n1 + 2 n2) of Chen and Goodman, 1999): shorter n-grams count by how many tokens they follow, not by how often
 * they are there. Of order 1 it is the frequency of tokens.
 */
export class NGrams {
  #order;
  #vocabulary;
  /** The node behind another one: by that one's number times the vocabulary plus a token. @type {Map<number, number>} */
  #next = new Map();
  /** Of each node: how often its tokens are there, or how many tokens they follow; and how many they are. */
  #counts = [0];
  #lengths = [0];
  /** Of each node, over the tokens behind it: the sum of their counts, and how many there are. @type {Float64Array} */
  #totals;
  /** @type {Float64Array} */
  #kinds;
  /** By the length of an n-gram. @type {number[]} */
  #discounts;

  /**
   * @param {Iterable<number[]>} rows  each of whose tokens but the first one is told from those before it
   * @param {{order: number, vocabulary: number}} settings
   */
  constructor(rows, { order, vocabulary }) {
    this.#order = order;
    this.#vocabulary = vocabulary;
    for (const row of rows) for (let end = 2; end <= row.length; end += 1) this.#count(row, end);
    const counts = this.#counts;
    this.#totals = new Float64Array(counts.length);
    this.#kinds = new Float64Array(counts.length);
    for (const [key, node] of this.#next) {
      const before = Math.floor(key / vocabulary);
      this.#totals[before] += counts[node];
      this.#kinds[before] += counts[node] > 0 ? 1 : 0;
    }
    const having = (/** @type {number} */ count, /** @type {number} */ length) =>
      counts.reduce((sum, value, node) => sum + (value === count && this.#lengths[node] === length ? 1 : 0), 0);
    this.#discounts = Array.from({ length: order + 1 }, (_, length) => {
      const [once, twice] = [having(1, length), having(2, length)];
      return once + twice > 0 ? once / (once + 2 * twice) : 0;
    });
  }

  /** The n-grams that end so, the longest one first. @param {number[]} row @param {number} end */
  #count(row, end) {
    let isNew = false; // whether the one that is longer by a token had never been there
    for (let first = Math.max(0, end - this.#order); first < end; first += 1) {
      const nodes = this.#counts.length;
      let node = 0;
      for (let i = first; i < end; i += 1) node = this.#child(node, row[i], i + 1 - first);
      // What begins a row follows nothing.
      if (end - first === this.#order || first === 0 || isNew) this.#counts[node] += 1;
      isNew = node >= nodes;
    }
  }

  /** @param {number} before @param {number} token @param {number} length */
  #child(before, token, length) {
    const key = before * this.#vocabulary + token;
    const known = this.#next.get(key);
    if (known !== undefined) return known;
    this.#next.set(key, this.#counts.length);
    this.#lengths.push(length);
    return this.#counts.push(0) - 1;
  }

  /**
   * How likely a token is behind others.
   * @param {number[]} before  all there are, from the first one of the row
   * @param {number} token
   */
  probability(before, token) {
    let probability = 1 / this.#vocabulary;
    for (let length = 0; length < Math.min(this.#order, before.length + 1); length += 1) {
      let node = /** @type {number | undefined} */ (0);
      for (let i = before.length - length; i < before.length && node !== undefined; i += 1)
        node = this.#next.get(node * this.#vocabulary + before[i]);
      if (node === undefined || this.#totals[node] === 0) break;
      const count = this.#counts[this.#next.get(node * this.#vocabulary + token) ?? 0];
      const discount = this.#discounts[length + 1];
      probability = (Math.max(0, count - discount) + discount * this.#kinds[node] * probability) / this.#totals[node];
    }
    return probability;
  }
}
