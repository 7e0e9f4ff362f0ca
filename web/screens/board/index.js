import { createBoard } from "./board.js";

/** @type {Record<string, import("../../app/view.js").CreateView>} */
export const views = { board: createBoard };
