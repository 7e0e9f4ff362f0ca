import { createTen } from "../views/ten/ten.js";

/** @type {Record<string, import("../app/view.js").CreateView>} */
export const views = { ten: createTen };
