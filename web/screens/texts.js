import { createTexts } from "../views/texts/texts.js";

/** @type {Record<string, import("../app/view.js").CreateView>} */
export const views = { texts: createTexts };
