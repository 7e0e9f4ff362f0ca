// The runs that a page could go on with: the newest state of each, kept in the browser.

import { openStorage } from "./storage.js";

/**
 * @typedef {{id: string, savedAt: number, bytes: Uint8Array<ArrayBuffer>}} Kept  savedAt: ms since 1970
 */

/** Runs that are kept; older ones are dropped. */
const MOST_RUNS = 3;
const LEAVING_MS = 2000;

/** The lock that says that a run's page is still open. */
const lockOf = (/** @type {string} */ id) => `pretext-run-${id}`;

export class Checkpoints {
  #storage;
  #id = newId();
  #release = () => {};
  #locked = false;

  /** @param {import("./storage.js").Storage} storage */
  constructor(storage) {
    this.#storage = storage;
  }

  /** False where the browser keeps nothing for this page. */
  get lasting() {
    return this.#storage.kind !== "none";
  }

  /**
   * Replaces what is kept of this page's run; false when it could not be kept.
   * @param {Uint8Array<ArrayBuffer>} bytes  a checkpoint file
   */
  async keep(bytes) {
    this.#lock();
    const kept = await this.#storage.set(this.#id, { id: this.#id, savedAt: Date.now(), bytes });
    const others = (await this.#all()).slice(MOST_RUNS);
    await Promise.all(others.map(({ id }) => this.#storage.remove(id)));
    return kept;
  }

  /**
   * The newest wanted run that no open page is at work on, this page's own included.
   * @param {(kept: Kept) => boolean} [wanted]
   * @returns {Promise<Kept | undefined>}
   */
  async unfinished(wanted = () => true) {
    for (const kept of await this.#all()) {
      if (kept.id !== this.#id && wanted(kept) && (await isLeft(kept.id))) return kept;
    }
    return undefined;
  }

  /**
   * Makes a kept run this page's own: what is kept from now on replaces it.
   * @param {string} id
   */
  adopt(id) {
    this.#unlock();
    this.#id = id;
    this.#lock();
  }

  /** Drops this page's run, which is done or not wanted any more. */
  async drop() {
    await this.#storage.remove(this.#id);
    this.#unlock();
    this.#id = newId();
  }

  /**
   * Drops a kept run.
   * @param {string} id
   */
  remove(id) {
    return this.#storage.remove(id);
  }

  /** Drops all runs. */
  forget() {
    return this.#storage.clear();
  }

  /** Bytes that all kept runs take. */
  async space() {
    return (await this.#all()).reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** @returns {Promise<Kept[]>} newest first */
  async #all() {
    const all = (await this.#storage.entries()).map(([, value]) => /** @type {Kept} */ (value));
    return all.filter(({ bytes }) => bytes instanceof Uint8Array).sort((a, b) => b.savedAt - a.savedAt);
  }

  #lock() {
    if (this.#locked || !this.lasting) return;
    this.#locked = true;
    const id = this.#id;
    navigator.locks?.request(lockOf(id), () => new Promise((resolve) => (this.#release = () => resolve(undefined))));
  }

  #unlock() {
    this.#release();
    this.#release = () => {};
    this.#locked = false;
  }
}

/** The checkpoints of this browser. */
export async function openCheckpoints() {
  return new Checkpoints(await openStorage("checkpoints"));
}

/** Pages without https have no crypto.randomUUID. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Whether no open page is at work on a run. A page that is just being left may take a moment to go.
 * @param {string} id
 */
async function isLeft(id) {
  const signal = AbortSignal.timeout(LEAVING_MS);
  return navigator.locks?.request(lockOf(id), { signal }, () => true).catch(() => false) ?? true;
}
