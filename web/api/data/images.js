// The images of a split, by row. They are read in blocks as they are asked for, and kept.

const BLOCK_ROWS = 64;

export class Images {
  #pixels;
  #rows;
  #size;
  /** @type {Map<number, Promise<Uint8Array>>} */
  #asked = new Map();
  /** @type {Map<number, Uint8Array>} */
  #here = new Map();

  /** Told whenever images have come that at() did not have. */
  onArrival = () => {};

  /**
   * @param {Blob} file  an IDX file
   * @param {number} rows
   * @param {number} size  bytes of an image
   */
  constructor(file, rows, size) {
    this.#pixels = file.slice(file.size - rows * size);
    this.#rows = rows;
    this.#size = size;
  }

  /**
   * The image in a row; null if it has to be read first, which is begun then.
   * @param {number} row
   */
  at(row) {
    const block = Math.floor(row / BLOCK_ROWS);
    const bytes = this.#here.get(block);
    if (bytes) return this.#image(bytes, row);
    if (!this.#asked.has(block)) this.#block(block).then(() => this.onArrival(), ignore);
    return null;
  }

  /**
   * The image in a row.
   * @param {number} row
   */
  async read(row) {
    return this.#image(await this.#block(Math.floor(row / BLOCK_ROWS)), row);
  }

  /**
   * @param {Uint8Array} block
   * @param {number} row
   */
  #image(block, row) {
    const from = (row % BLOCK_ROWS) * this.#size;
    return block.subarray(from, from + this.#size);
  }

  /** @param {number} block */
  #block(block) {
    let asked = this.#asked.get(block);
    if (!asked) {
      asked = this.#read(block);
      this.#asked.set(block, asked);
      asked.catch(() => this.#asked.delete(block));
    }
    return asked;
  }

  /** @param {number} block */
  async #read(block) {
    const [from, to] = [block, block + 1].map((at) => Math.min(this.#rows, at * BLOCK_ROWS) * this.#size);
    const bytes = new Uint8Array(await this.#pixels.slice(from, to).arrayBuffer());
    this.#here.set(block, bytes);
    return bytes;
  }
}

/** What can't be read now is tried again when it is asked for again. */
function ignore() {}
