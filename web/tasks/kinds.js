// How examples are drawn, by the kind of what is asked about them.

import { box } from "./box.js";
import { choice } from "./choice.js";
import { image } from "./image.js";
import { pair } from "./pair.js";

/**
 * @typedef {import("../api/protocol.js").Answered} Answered
 * @typedef {object} Context
 * @property {import("../app/i18n.js").Words} words
 * @property {Pick<import("../app/store.js").Snapshot, "classes" | "data"> & {shape: [number, number, number]}} now  shape: of an image
 * @property {import("../api/spec.js").Spec} spec  whose task it is
 * @property {(Uint8Array | null)[]} originals  the images that the examples are made of, where they are there
 *
 * @typedef {object} Drawer
 * @property {() => {element: HTMLElement, draw: (example: Answered | undefined, verdict: any, context: Context, i: number) => void}} create
 *   what draws one example
 * @property {(examples: (Answered | undefined)[]) => any[]} judge  how well each is answered
 * @property {(verdicts: any[], examples: Answered[], context: Context) => string} summary
 * @property {(verdicts: any[], examples: Answered[], context: Context) => import("../views/figure/figure.js").Table} table
 */

/** @type {Record<import("../app/task.js").Kind, Drawer>} */
export const drawers = { box, choice, image, pair };
