import { createCompose } from "./compose.js";

/** @type {Record<string, import("../../app/view.js").CreateView>} */
export const views = { compose: createCompose };
