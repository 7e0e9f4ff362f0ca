// One worker's lines to its peers: each sends its part of a unit to all others and waits for theirs.

/** @typedef {import("../protocol.js").Mesh} Place */
/** @typedef {{generation: number, unit: number, part: Float32Array}} PartMessage */

export class Mesh {
  #index = 0;
  #count = 1;
  #generation = 0;
  /** @type {(MessagePort | null)[]} by peer, none at our own index */
  #ports = [];
  /** @type {Map<number, Float32Array>[]} parts that have come in, by peer and unit */
  #parts = [];
  /** Units below are done with. */
  #unit = 0;
  /** @type {(() => void) | null} */
  #wake = null;

  get index() {
    return this.#index;
  }

  /** Workers, this one included. */
  get count() {
    return this.#count;
  }

  /** @param {Place} place */
  join({ index, count, generation, ports }) {
    for (const port of this.#ports) port?.close();
    this.#index = index;
    this.#count = count;
    this.#generation = generation;
    this.#unit = 0;
    this.#ports = ports;
    this.#parts = ports.map(() => new Map());
    ports.forEach((port, peer) => {
      if (port) port.onmessage = ({ data }) => this.#receive(peer, data);
    });
  }

  /**
   * @param {number} peer
   * @param {PartMessage} message
   */
  #receive(peer, { generation, unit, part }) {
    if (generation !== this.#generation || unit < this.#unit) return;
    this.#parts[peer].set(unit, part);
    this.wake();
  }

  /**
   * Sends our part of a unit to all others and waits for theirs.
   * @param {number} unit
   * @param {Float32Array} part  copied at once
   * @param {() => boolean} givenUp  whether to wait no longer; asked at each wake()
   * @returns {Promise<{peer: number, part: Float32Array}[] | null>}  null: given up
   */
  async exchange(unit, part, givenUp) {
    this.#unit = unit;
    for (const port of this.#ports) {
      if (!port) continue;
      const copy = part.slice();
      port.postMessage({ generation: this.#generation, unit, part: copy }, [copy.buffer]);
    }
    const missing = () => this.#ports.some((port, peer) => port && !this.#parts[peer].has(unit));
    while (missing()) {
      if (givenUp()) return null;
      await new Promise((resolve) => (this.#wake = () => resolve(undefined)));
    }
    return this.#parts.flatMap((parts, peer) => {
      const theirs = parts.get(unit);
      parts.delete(unit);
      return theirs ? [{ peer, part: theirs }] : [];
    });
  }

  /** Lets whoever waits look again. */
  wake() {
    this.#wake?.();
  }
}
