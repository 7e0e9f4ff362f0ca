import { createBench } from "./bench.js";

/** @type {Record<string, import("../../app/view.js").CreateView>} */
export const views = { bench: createBench };
