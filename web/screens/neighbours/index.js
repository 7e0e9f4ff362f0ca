import { createNeighbours } from "./neighbours.js";

/** @type {Record<string, import("../../app/view.js").CreateView>} */
export const views = { ways: createNeighbours };
