// A worker, in the browser and in Node alike: it owns one core and answers requests about it.

import { failureOf, PretextError } from "../error.js";
import { answer } from "./answers.js";
import { Loop } from "./loop.js";

/** @import {Core} from "#core" */
/** @import {Failure, Place, Request, Saved, Subject, Wasm} from "../protocol.js" */
/** @import {Loaded} from "./load-core.js" */

export class Runner {
  /** @type {Core | null} */
  #core = null;
  /** @type {Loaded | null} */
  #module = null;
  #loadModule;

  /**
   * @param {(message: object, transfer?: Transferable[]) => void} post  to the page
   * @param {(wasm: Wasm, subject: Subject) => Promise<Loaded>} loadModule
   * @param {(from: Place, name: string) => Promise<ReadableStream<Uint8Array>>} openData  a file of the packed data
   */
  constructor(post, loadModule, openData) {
    this.post = post;
    this.openData = openData;
    this.#loadModule = loadModule;
    this.loop = new Loop(post, (error) => told(error, "run"));
  }

  /** @param {Request} request */
  async handle(request) {
    const { id, type } = request;
    try {
      const value = await answer(this, request);
      const bytes = type === "save" ? /** @type {Saved} */ (value).file : value;
      const transfer = ArrayBuffer.isView(bytes) ? [/** @type {ArrayBuffer} */ (bytes.buffer)] : [];
      this.post({ id, ok: true, value }, transfer);
    } catch (error) {
      this.post({ id, ok: false, error: told(error, type) });
    }
  }

  /** @param {Wasm} wasm @param {Subject} subject */
  async init(wasm, subject) {
    this.#module = await this.#loadModule(wasm, subject);
    this.#core = new this.#module.Core();
    return this.#module.version();
  }

  get core() {
    if (!this.#core) throw new PretextError(uninitialised);
    return this.#core;
  }

  get module() {
    if (!this.#module) throw new PretextError(uninitialised);
    return this.#module;
  }

  /** Bytes that the module has. */
  get memory() {
    return this.#module?.memory() ?? 0;
  }
}

/** @type {Failure} */
const uninitialised = { code: "unsupported", message: "The worker has not been initialised." };

/**
 * Anything but a refusal, which is told in one sentence, means that the core can't be trusted any more.
 * @param {unknown} error
 * @param {string} doing
 * @returns {Failure}
 */
function told(error, doing) {
  const failure = failureOf(error);
  if (failure.code !== "trap") return failure;
  return { ...failure, message: `The worker stopped while it was asked to ${doing}: ${failure.message}.` };
}
