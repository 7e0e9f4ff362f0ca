import { PretextError } from "../error.js";

/** @import {Failure, Request, WorkerEvent} from "../protocol.js" */

/**
 * What both kinds of workers have in common for us.
 * @typedef {object} WorkerLike
 * @property {(message: object, transfer?: Transferable[]) => void} postMessage
 * @property {() => void} terminate
 * @property {(listener: (message: any) => void) => void} onMessage
 * @property {(listener: (reason: string) => void) => void} onDeath
 *
 * @typedef {Request extends infer R ? R extends {id: number} ? Omit<R, "id"> : never : never} Question
 */

/** Requests and replies over one worker. */
export class Channel {
  #worker;
  #next = 1;
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  #open = new Map();
  #dead = false;

  /**
   * @param {WorkerLike} worker
   * @param {(event: WorkerEvent) => void} onEvent  the last one is `trap`, however the worker dies, unless it is killed
   */
  constructor(worker, onEvent) {
    this.#worker = worker;
    const die = (/** @type {Failure} */ error) => {
      this.kill(error);
      onEvent({ event: "trap", error });
    };
    worker.onMessage((message) => {
      if (this.#dead) return;
      if (message.event === "trap") return die(message.error);
      if (message.event) return onEvent(message);
      const waiting = this.#open.get(message.id);
      this.#open.delete(message.id);
      if (message.ok) return waiting?.resolve(message.value);
      waiting?.reject(new PretextError(message.error));
      if (message.error.fatal) die(message.error);
    });
    worker.onDeath((reason) => {
      if (!this.#dead) die({ code: "worker_lost", message: `A worker was lost: ${reason}.`, fatal: true });
    });
  }

  /**
   * @param {Question} question
   * @param {Transferable[]} [transfer]
   * @returns {Promise<any>}
   */
  ask(question, transfer = []) {
    if (this.#dead) return Promise.reject(new PretextError(lost));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      try {
        this.#worker.postMessage({ id, ...question }, transfer);
      } catch (error) {
        this.#open.delete(id);
        reject(error);
      }
    });
  }

  /** Ends the worker; what is still open is refused with `failure`. */
  kill(/** @type {Failure} */ failure = lost) {
    this.#dead = true;
    this.#worker.terminate();
    for (const { reject } of this.#open.values()) reject(new PretextError(failure));
    this.#open.clear();
  }

  get dead() {
    return this.#dead;
  }
}

/** @type {Failure} */
const lost = { code: "worker_lost", message: "The worker has ended.", fatal: true };
