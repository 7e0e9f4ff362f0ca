import { createTrouble } from "../../views/trouble/trouble.js";
import { createGallery } from "./gallery.js";

/** @type {Record<string, import("../../app/view.js").CreateView>} */
export const views = { gallery: createGallery, trouble: createTrouble };
